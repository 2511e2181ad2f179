using System.Globalization;
using System.Numerics;
using SkiaSharp;
using SsNet.Experiments.Tests.Figures;
using SsNet.Experiments.Toys;
using SsNet.Imaging;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Toys;

public class TwoMoonsExperimentTests
{
    private static readonly TwoMoonsOptions Tiny = new() { Points = 60, Labelled = 8, HeldOut = 50, Width = 8, Iterations = 3 };

    [Fact]
    public void Every_seed_setting_and_method_is_trained_once_and_written_down()
    {
        using var folder = new TemporaryFolder();
        var told = new List<int>();
        var result = Run(folder.FileNamed("out"), (done, count, _) =>
        {
            Assert.Equal(12, count);
            told.Add(done);
        });
        Assert.Equal(Enumerable.Range(1, 12), told);
        Assert.Equal(12, result.Runs.DistinctBy(run => (run.Seed, run.Setting, run.Method)).Count());
        Assert.Equal(["all 60 labelled, γ = 0.1", "8 of 60 labelled, γ = 0.1", "8 of 60 labelled, γ = 0.25"], result.Settings.Select(setting => setting.Title));
        Assert.Equal(["two-moons.png", "two-moons.svg", "accuracy.csv"], result.Files.Select(Path.GetFileName));
        Assert.All(result.Files, file => Assert.True(File.Exists(file)));

        string[] lines = File.ReadAllLines(result.Files[2]);
        Assert.Equal("seed,labelled,unlabelled,gamma,method,accuracy", lines[0]);
        Assert.Equal(13, lines.Length);
        var third = result.Runs[2];
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"4,8,52,0.1,Supervised,{third.Accuracy}"), lines[3]);
    }

    [Fact]
    public void The_summary_is_mean_and_deviation_over_the_seeds()
    {
        var setting = new ToySetting(10, 4, 0.1);
        var other = setting with { Blur = 0.2 };
        var result = new TwoMoonsResult([setting, other], [new(1, setting, ToyMethod.SsNet, 0.5), new(2, setting, ToyMethod.SsNet, 0.7), new(1, other, ToyMethod.SsNet, 0), new(1, setting, ToyMethod.Supervised, 1)], []);
        var (mean, deviation) = result.Summary(setting, ToyMethod.SsNet);
        Assert.Equal(0.6, mean, 12);
        Assert.Equal(Math.Sqrt(0.02), deviation, 12);
        Assert.Equal((1, double.NaN), result.Summary(setting, ToyMethod.Supervised));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var (first, second) = (Run(folder.FileNamed("first")), Run(folder.FileNamed("second")));
        foreach (var (a, b) in first.Files.Zip(second.Files)) Assert.Equal(File.ReadAllBytes(a), File.ReadAllBytes(b));
    }

    [Fact]
    public void Regions_are_what_the_network_says_in_the_middle_of_every_cell()
    {
        var network = new PointNetwork(2, 8);
        network.Initialise(1);
        using (network)
        {
            var view = new PlaneView(-2, 1, -1, 1);
            double[,] cells = TwoMoonsExperiment.SecondMoon(network, view);
            Assert.Equal((TwoMoonsFigure.CellsDown, TwoMoonsFigure.CellsAcross), (cells.GetLength(0), cells.GetLength(1)));
            foreach (var (row, column) in new[] { (0, 0), (7, 31), (TwoMoonsFigure.CellsDown - 1, 3) })
            {
                var place = new Vector2(-2 + 3 * (column + 0.5f) / TwoMoonsFigure.CellsAcross, 1 - 2 * (row + 0.5f) / TwoMoonsFigure.CellsDown);
                Assert.Equal(network.Predict([place]).Probabilities[0, 2], cells[row, column], 5);
            }
        }
    }

    [Fact]
    public void A_view_shows_all_points_undistorted_with_y_upwards()
    {
        Vector2[] points = [new(0, 0), new(4, 1)];
        var view = PlaneView.Around(points, aspect: 1.5f);
        Assert.Equal(1.5, (view.Right - view.Left) / (view.Top - view.Bottom), 5);
        Assert.All(points, point => Assert.True(view.ShareOf(point) is { X: > 0.01f and < 0.99f, Y: > 0.01f and < 0.99f }));
        Assert.True(view.ShareOf(points[1]).Y < view.ShareOf(points[0]).Y);
        Assert.Equal(view.ShareOf(view.CellCentres(3, 2)[5]), new Vector2(5 / 6f, 3 / 4f), (a, b) => Vector2.Distance(a, b) < 1e-5);
    }

    [Fact]
    public void The_figure_has_every_panel_text_and_colour_in_its_place()
    {
        using var file = new PictureFile("moons.png");
        // Moon 1 left, moon 2 right; the regions are taken for moon 1 everywhere by one method, for moon 2 by the other.
        var points = new ToyPoints([new(-1, 0.5f), new(1, 0.5f), new(-1, -0.5f), new(1, -0.5f)], [1, 2, 1, 2]);
        TwoMoonsPanel Panel(double accuracy, double moon)
        {
            var cells = new double[TwoMoonsFigure.CellsDown, TwoMoonsFigure.CellsAcross];
            for (int i = 0; i < cells.Length; i++) cells[i / cells.GetLength(1), i % cells.GetLength(1)] = moon;
            return new TwoMoonsPanel(accuracy, cells, [.. points.Positions.Select(place => -place)]);
        }

        TwoMoonsColumn[] columns = [new(new ToySetting(4, 4, 0.1), points, Panel(0.123, 0), Panel(0.5, 1)), new(new ToySetting(4, 2, 0.25), points, Panel(0.75, 0), Panel(1, 1))];
        TwoMoonsFigure.Save(file.FilePath, columns, PlaneView.Around(points.Positions, TwoMoonsFigure.Aspect));
        using var picture = file.Decode();
        int Ink(int column, int row, bool right, SKColor colour)
        {
            var panel = TwoMoonsFigure.PanelAt(column, row);
            return PictureFile.Pixels(picture, SKRectI.Create((int)panel.Left + (right ? (int)panel.Width / 2 : 0), (int)panel.Top, (int)panel.Width / 2, (int)panel.Height), colour);
        }

        var (first, second) = (TwoMoonsFigure.ColourOf(1), TwoMoonsFigure.ColourOf(2));
        for (int column = 0; column < 2; column++)
        {
            // Plain places lie as the points do, those of the features the other way round.
            foreach (int row in new[] { 0, 1, 3 }) Assert.True(Ink(column, row, right: false, first) > 15 && Ink(column, row, right: true, second) > 15 && Ink(column, row, right: true, first) + Ink(column, row, right: false, second) == 0);
            foreach (int row in new[] { 2, 4 }) Assert.True(Ink(column, row, right: true, first) > 15 && Ink(column, row, right: false, second) > 15 && Ink(column, row, right: false, first) + Ink(column, row, right: true, second) == 0);
            foreach (var (row, moon) in new[] { (1, 0), (3, 1) }) Assert.True(Ink(column, row, right: false, TwoMoonsFigure.TintOf(moon)) > 30000);
        }

        // In the data of the second column the labelled point is a star, larger than the dots beside it in the first, and the class of the other is not shown.
        int star = Ink(1, 0, right: false, first);
        Assert.True(2 * star > Ink(0, 0, right: false, first));
        Assert.True(star < Ink(1, 1, right: false, first));
    }

    [Fact]
    public void The_drawing_names_settings_methods_accuracies_and_marks()
    {
        using var folder = new TemporaryFolder();
        var result = Run(folder.FileNamed("out"));
        var texts = PictureFile.Texts(result.Files[1]);
        Assert.All(result.Settings, setting => Assert.Contains(setting.Title, texts));
        Assert.All((string[])["Data", "Supervised", "SS-Net", "decision regions", "t-SNE of features", "moon 1", "moon 2", "unlabelled", "taken for moon 2"], text => Assert.Contains(text, texts));
        Assert.All(result.Runs.Where(run => run.Seed == 4), run => Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"accuracy on held-out points {100 * run.Accuracy:0.0} %"), texts));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_told_before_anything_is_trained()
    {
        using var folder = new TemporaryFolder();
        string file = folder.FileNamed("file");
        File.WriteAllText(file, "");
        var error = Assert.Throws<ReportedException>(() => Run(file, (_, _, _) => Assert.Fail("Something was trained.")));
        Assert.StartsWith($"Cannot make the folder {file}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_experiment_that_is_stopped_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        string path = folder.FileNamed("out");
        Assert.ThrowsAny<OperationCanceledException>(() => new TwoMoonsExperiment(Tiny).Run(4, 2, path, (_, _, _) => source.Cancel(), source.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(path));
    }

    private static TwoMoonsResult Run(string folder, Action<int, int, string>? progress = null) =>
        new TwoMoonsExperiment(Tiny).Run(firstSeed: 4, seeds: 2, folder, progress, TestContext.Current.CancellationToken);
}
