using System.Collections.Immutable;
using SkiaSharp;
using SsNet.Experiments.Explaining;
using SsNet.Experiments.Figures;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Figures;

public sealed class ExplanationFigureTests : IDisposable
{
    private const int Side = 24, Slices = 6;

    private static readonly Geometry Grid = Geometry.OfSize(Side, Side, Slices);

    private readonly PictureFile file = new("explain.png");

    public void Dispose() => file.Dispose();

    [Fact]
    public void Prototypes_are_marked_where_they_lie_and_those_of_other_slices_as_rings()
    {
        // Three in slice 2 decide which slice is shown; one more lies in slice 4.
        int[][] here = [[6, 6, 2], [6, 14, 2], [16, 15, 2]];
        var figure = new ExplanationFigure(Of(Prototypes([.. here, [12, 10, 4]])));
        using var picture = Draw(figure);
        var panel = figure.Separation.Panel(figure.SeparationTop, 2);
        foreach (int[] position in here) Assert.Equal(FigureColours.OfClass(1), At(figure.Separation.Mark(panel, position)));
        var ring = figure.Separation.Mark(panel, [12, 10, 4]);
        Assert.NotEqual(FigureColours.OfClass(1), At(ring));
        Assert.Equal(FigureColours.OfClass(1), At(ring + new SKPoint(ExplanationSeparation.MarkRadius * 5 / 6, 0)));

        // A mark is drawn over the pixel of its voxel: the upper left of four has the other three to its right and below.
        var (first, right, below) = (figure.Separation.Mark(panel, here[0]), figure.Separation.Mark(panel, here[1]), figure.Separation.Mark(panel, here[2]));
        Assert.Equal((first.Y, true), (right.Y, right.X > first.X));
        Assert.True(below.Y > first.Y);

        SKColor At(SKPoint point) => picture.GetPixel((int)point.X, (int)point.Y);
    }

    [Fact]
    public void Every_panel_has_its_title_its_picture_and_its_caption()
    {
        var figure = new ExplanationFigure(Of(Prototypes([6, 6, 2])));
        using var picture = Draw(figure);
        for (int row = 0; row < 2; row++)
        {
            for (int column = 0; column < 6; column++)
            {
                var panel = SKRectI.Round(figure.Smoothness.Panel(ExplanationFigure.SmoothnessTop, row, column));
                Assert.True(HasText(panel.Left, panel.Top - 30, panel.Width, 29), $"title {row}, {column}");
                Assert.True(column is 5 || HasText(panel.Left, panel.Bottom + 1, panel.Width, 26), $"caption {row}, {column}");
            }

            // Where there is noise is colour; the prediction before it is of the class's colour, and the one after it is not.
            Assert.True(Colours(picture, figure.Smoothness.Panel(ExplanationFigure.SmoothnessTop, row, 1)) > 2);
            Assert.Equal(FigureColours.OfClass(1), Middle(figure.Smoothness.Panel(ExplanationFigure.SmoothnessTop, row, 3)));
            Assert.Equal(SKColors.Black, Middle(figure.Smoothness.Panel(ExplanationFigure.SmoothnessTop, row, 4)));
            Assert.Equal(ColourScale.Sequential.At(1), Middle(figure.Smoothness.Panel(ExplanationFigure.SmoothnessTop, row, 5)));
        }

        for (int column = 0; column < 3; column++)
        {
            var features = SKRectI.Round(ExplanationFeatures.Panel(figure.FeaturesTop, column));
            Assert.True(HasText(features.Left, features.Top - 30, features.Width, 29));
            Assert.True(PictureFile.Pixels(picture, features, SKColors.White) < features.Width * features.Height - 100);
        }

        // Nothing runs over the right margin, and the legend has room below.
        Assert.Equal(20 * picture.Height, PictureFile.Pixels(picture, SKRectI.Create(picture.Width - 20, 0, 20, picture.Height), SKColors.White));
        Assert.Equal(10 * picture.Width, PictureFile.Pixels(picture, SKRectI.Create(0, picture.Height - 10, picture.Width, 10), SKColors.White));

        bool HasText(int x, int y, int width, int height) => PictureFile.DarkPixels(picture, SKRectI.Create(x, y, width, height)) > 30;
        SKColor Middle(SKRect panel) => picture.GetPixel((int)panel.MidX, (int)panel.MidY);
    }

    [Fact]
    public void Without_prototypes_words_stand_in_their_place()
    {
        var figure = new ExplanationFigure(Of(prototypes: null) with { ProjectedFeatures = null });
        using var picture = Draw(figure);
        var words = SKRectI.Round(SKRect.Union(figure.Separation.Panel(figure.SeparationTop, 1), figure.Separation.Panel(figure.SeparationTop, 2)));
        Assert.InRange(PictureFile.DarkPixels(picture, words), 100, 10_000);
        var panel = SKRectI.Round(ExplanationFeatures.Panel(figure.FeaturesTop, 2));
        Assert.InRange(PictureFile.DarkPixels(picture, panel), 50, 5_000);
        Assert.Equal(0, PictureFile.Pixels(picture, panel, FigureColours.OfClass(1)));
    }

    private SKBitmap Draw(ExplanationFigure figure)
    {
        Assert.Equal([file.FilePath], figure.Save(file.FilePath));
        return file.Decode();
    }

    private static int Colours(SKBitmap picture, SKRect area)
    {
        var colours = new HashSet<SKColor>();
        for (int y = (int)area.Top + 2; y < area.Bottom - 2; y++)
        {
            for (int x = (int)area.Left + 2; x < area.Right - 2; x++) colours.Add(picture.GetPixel(x, y));
        }

        return colours.Count;
    }

    private static ExplainedPrototypes Prototypes(params int[][] positions)
    {
        var scores = new Volume<float>(Grid, [.. Enumerable.Repeat(float.NaN, (int)Grid.VoxelCount)]);
        for (int i = 0; i < scores.Voxels.Length; i += 3) scores.Voxels[i] = i / (float)scores.Voxels.Length;
        return new ExplainedPrototypes(0, scores, [40], [.. positions.Select(position => new PrototypeVoxel(1, 0, [.. position], 0.9))], []);
    }

    /// <summary>A labelled sample and one without label, which the noise takes from the one class to the other.</summary>
    private static Explanation Of(ExplainedPrototypes? prototypes)
    {
        Volume<float> Filled(Func<int, float> value) => new(Grid, [.. Enumerable.Range(0, (int)Grid.VoxelCount).Select(value)]);
        // Most of what is labelled lies in slice 3, and all of it in the middle.
        var truth = new Volume<byte>(Grid);
        for (int row = 4; row < 20; row++)
        {
            for (int column = 4; column < 20; column++)
            {
                for (int slice = 2; slice < 4; slice++) truth.Voxels[(row * Side + column) * Slices + slice] = (byte)(slice == 3 || row > 5 ? 1 : 0);
            }
        }

        var labelled = new ExplainedSample("labelled", null, true, [Filled(i => i % 7)], truth);
        var response = new NoiseResponse(
            [Filled(i => i % 5 - 2)], [Filled(_ => 0), Filled(_ => 1)], [Filled(_ => 1), Filled(_ => 0)], Distance: 0.5, RandomDistance: 0.1, OwnDistance: 0, Changed: 1, RandomChanged: 0.2);
        ImmutableArray<int> classes = [0, 1, 0, 1];
        var embedding = new FeatureEmbedding(classes, [], new double[,] { { 0, 0 }, { 1, 0 }, { 0, 1 }, { 1, 1 } }, Silhouette: 0.3);
        return new Explanation
        {
            Run = "run",
            Method = "SS-Net",
            ClassNames = ["left atrium"],
            ClassColours = null,
            SliceAxis = 2,
            Samples = [labelled, labelled with { CaseId = "explained", IsLabelled = false }],
            Index = 1,
            RunSeed = 1,
            NoiseSeed = 1,
            Untrained = response,
            Trained = response,
            Prototypes = prototypes,
            UntrainedFeatures = embedding,
            TrainedFeatures = embedding,
            ProjectedFeatures = embedding,
        };
    }
}
