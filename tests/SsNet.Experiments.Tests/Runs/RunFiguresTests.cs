using System.Globalization;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Tests.Figures;
using SsNet.Imaging;
using SsNet.Imaging.Metrics;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Runs;

/// <summary>Figures of run folders that hold nothing but what the figures need.</summary>
public sealed class RunFiguresTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Curves_show_losses_weights_rates_and_validation_of_every_run()
    {
        var texts = Texts(path => RunFigures.Curves([Run("ss", MethodName.SsNet), Run("supervised", MethodName.Supervised)], path));
        Assert.Superset(
            new HashSet<string> { "segmentation loss (seg)", "smoothness loss (lds)", "consistency weight", "learning rate", "validation", "SS-Net", "Supervised", "all of them" }, texts);
    }

    [Fact]
    public void Weights_that_ramp_up_are_told_from_those_that_do_not()
    {
        var panels = TrainingCurves.Panels([("a", RunFolder.Open(Run("ss", MethodName.SsNet)), 0), ("b", RunFolder.Open(Run("supervised", MethodName.Supervised)), 1)]);
        var weight = Assert.Single(panels, panel => panel.Title == "consistency weight");
        var curve = Assert.Single(weight.Curves);
        Assert.Equal(("a", 0.1, 0.4), (curve.Name, curve.Values[0], curve.Values[^1]));
        var rates = Assert.Single(panels, panel => panel.Title == "learning rate");
        Assert.Equal("all of them", Assert.Single(rates.Curves).Name);
        Assert.Equal(50, Assert.Single(panels, panel => panel.Title == "validation").Curves[0].Values.Single());
    }

    [Fact]
    public void A_run_without_a_step_has_no_curves()
    {
        string run = Run("ss", MethodName.SsNet);
        File.Delete(RunFolder.Open(run).TrainingLog);
        Assert.Contains("no iteration is logged yet", Assert.Throws<ReportedException>(() => RunFigures.Curves([run], Path.Combine(folder.Path, "x.png"))).Message);
    }

    [Fact]
    public void A_log_that_is_being_written_is_read_up_to_its_last_whole_line()
    {
        string run = Run("ss", MethodName.SsNet), log = RunFolder.Open(run).TrainingLog;
        File.AppendAllText(log, "{\"iteration\":5,\"te");
        Assert.Equal(4, new LoggedCourse(log).Terms["lds"].Count);
        string whole = File.ReadAllText(log)[..^"{\"iteration\":5,\"te".Length];
        foreach (string damage in (string[])["{\"iteration\":5,\"te", "null", "[1]", "{\"terms\":{}}", "{\"iteration\":1,\"iteration\":2}", "{\"iteration\":\"x\"}"])
        {
            File.WriteAllText(log, $"{whole}{damage}\n");
            Assert.Contains(log, Assert.Throws<ReportedException>(() => new LoggedCourse(log)).Message);
        }
    }

    [Fact]
    public void Boxes_put_the_seeds_of_a_method_together()
    {
        string[] runs = [Run("ss-1", MethodName.SsNet), Run("ss-2", MethodName.SsNet, seed: 2), Run("supervised", MethodName.Supervised)];
        var texts = Texts(path => RunFigures.Boxes(runs, "test", perClass: false, path));
        Assert.Superset(new HashSet<string> { "Dice, left atrium", "Dice (%)", "95HD (voxel)", "SS-Net", "Supervised (2 of 3)" }, texts);
        Assert.DoesNotContain(texts, text => text.Contains("seed", StringComparison.Ordinal));

        var panels = ScoreBoxes.Panels([.. ComparedMethod.Group([.. runs.Select(run => EvaluatedRun.Open(run, "test"))]).Select(method => method.ToScores())], [1, 0], perClass: false);
        Assert.Equal(["Dice, left atrium", "Jaccard, left atrium", "95HD, left atrium", "ASD, left atrium"], panels.Select(panel => panel.Title));
        Assert.Equal([1, 0], panels[3].Boxes.Select(box => box.Series));
        Assert.Equal([50, 60, 70, 50, 60, 70], panels[0].Boxes[0].Values.Select(value => Math.Round(value, 6)));
        Assert.Equal([2, 3, double.NaN], panels[2].Boxes[1].Values);
    }

    [Fact]
    public void Labels_are_counted_from_the_split()
    {
        string[] runs = [Run("four", MethodName.SsNet), Run("two", MethodName.SsNet, labelled: 2), Run("all", MethodName.Supervised, labelled: 0)];
        var texts = Texts(path => RunFigures.Labels(runs, "test", path));
        Assert.Superset(new HashSet<string> { "2", "4", "6", "SS-Net", "Supervised", "phantom, test cases", "labelled cases" }, texts);
    }

    [Fact]
    public void Of_runs_with_few_labels_the_batch_tells_experiments_apart()
    {
        string[] runs = [Run("two", MethodName.SsNet), Run("one", MethodName.SsNet, unlabelledPerBatch: 1)];
        Assert.Superset(new HashSet<string> { "SS-Net, unlabelled-per-batch 1", "SS-Net, unlabelled-per-batch 2" }, Texts(path => RunFigures.Labels(runs, "test", path)));
    }

    [Fact]
    public void Schedules_of_some_runs_are_not_called_those_of_all()
    {
        string[] runs = [Run("ss", MethodName.SsNet), Run("ss-2", MethodName.SsNet, seed: 2), Run("supervised", MethodName.Supervised)];
        Assert.Contains("2 runs, as SS-Net, seed 1", Texts(path => RunFigures.Curves(runs, path)));
    }

    [Theory]
    [InlineData("ce", "cross-entropy (ce)")]
    [InlineData("seg_2", "segmentation loss, output 2 (seg_2)")]
    [InlineData("level_set", "level-set loss (level_set)")]
    [InlineData("ones_own_3", "ones_own_3")]
    public void Losses_are_named_in_words_where_there_are_any(string term, string title)
    {
        string run = Run("run", MethodName.Supervised), log = RunFolder.Open(run).TrainingLog;
        File.WriteAllText(log, File.ReadAllText(log).Replace("\"seg\"", $"\"{term}\"", StringComparison.Ordinal));
        Assert.Contains(title, Texts(path => RunFigures.Curves([run], path)));
    }

    [Fact]
    public void A_method_has_its_colour_in_every_figure()
    {
        string[] runs = [Run("ss", MethodName.SsNet), Run("mc", MethodName.McNet)];
        Func<string, IReadOnlyList<string>>[] figures = [path => RunFigures.Labels(runs, "test", path), path => RunFigures.Boxes(runs, "test", perClass: false, path), path => RunFigures.Curves(runs, path)];
        foreach (var draw in figures)
        {
            string drawing = File.ReadAllText(draw(Path.Combine(folder.Path, "figure.svg")).Single());
            Assert.Contains("#D55E00", drawing, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("#0072B2", drawing, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void Runs_that_cannot_be_compared_are_refused()
    {
        string twice = Run("twice", MethodName.SsNet);
        string again = Run("again", MethodName.SsNet);
        Assert.Contains("the same seed", Assert.Throws<ReportedException>(() => RunFigures.Labels([twice, again], "test", Path.Combine(folder.Path, "x.png"))).Message);
        Assert.Contains("named twice", Assert.Throws<ReportedException>(() => RunFigures.Curves([twice, again, $"{twice}{Path.DirectorySeparatorChar}"], Path.Combine(folder.Path, "x.png"))).Message);
        string[] runs = [Run("ss", MethodName.SsNet), Run("cine", MethodName.SsNet, layout: DataLayout.CinePhantom)];
        Assert.Contains("different data sets", Assert.Throws<ReportedException>(() => RunFigures.Boxes(runs, "test", false, Path.Combine(folder.Path, "x.png"))).Message);
        Assert.Contains("not evaluated on val", Assert.Throws<ReportedException>(() => RunFigures.Boxes(runs, "val", false, Path.Combine(folder.Path, "x.png"))).Message);
    }

    private HashSet<string> Texts(Func<string, IReadOnlyList<string>> draw) => PictureFile.Texts(draw(Path.Combine(folder.Path, "figure.svg")).Single());

    // Four iterations, one validation, three scored cases; the distance of the last one is undefined where the run is supervised.
    private string Run(string name, MethodName method, int seed = 1, int labelled = 4, int unlabelledPerBatch = 2, DataLayout layout = DataLayout.Phantom)
    {
        var run = RunFolder.Create(Path.Combine(folder.Path, name));
        bool supervised = method == MethodName.Supervised;
        var recipe = new Recipe { Layout = layout, Method = method, Seed = seed, Labelled = labelled, UnlabelledPerBatch = supervised ? 0 : unlabelledPerBatch };
        File.WriteAllText(run.Recipe, recipe.ToToml());
        string ids = string.Join(',', Enumerable.Range(0, labelled == 0 ? 6 : labelled).Select(i => $"\"case {i}\""));
        File.WriteAllText(run.Split, $$"""{"labelled":[{{ids}}],"unlabelled":[],"validation":[],"test":["a","b","c"],"holdsOut":false}""");
        File.WriteAllLines(run.TrainingLog, Enumerable.Range(1, 4).Select(i => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"iteration":{{i}},"terms":{"seg":{{1.0 / i}}{{(supervised ? "" : ",\"lds\":0.5")}}},"weights":{"seg":1{{(supervised ? "" : $",\"lds\":0.{i}")}}},"learning_rate":0.01}""")).Append("""{"iteration":4,"validation_dice":0.5,"best":true}"""));
        string[] names = ["a", "b", "c"];
        var rows = names.Select((id, i) => new ScoreRow(id, 1, new SegmentationScore(0.5 + 0.1 * i, 0.4, supervised && i == 2 ? double.NaN : 2 + i, 1, 1)));
        new ScoreTable([.. rows], "voxel", ["left atrium"]).Save(run.Scores("test"));
        return run.Path;
    }
}
