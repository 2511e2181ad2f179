using SkiaSharp;
using SsNet.Experiments.Explaining;
using SsNet.Imaging.Volumes;
using static SsNet.Experiments.Figures.ExplanationLayout;

namespace SsNet.Experiments.Figures;

/// <summary>The rows of an explanation's figure that show noise and what it does: one for the untrained network, one for the trained one.</summary>
internal sealed class ExplanationSmoothness
{
    private const float ScaleHeight = 62, BarHeight = 14;

    private readonly Explanation explanation;
    private readonly ExplanationClasses classes;
    private readonly SliceView view;
    private readonly float panelHeight;
    private readonly float largestNoise, largestChange;

    public ExplanationSmoothness(Explanation explanation)
    {
        this.explanation = explanation;
        classes = new ExplanationClasses(explanation);
        var shown = explanation.Explained.Truth ?? Decided(explanation.Trained.Before);
        view = SliceView.OfMostForeground(shown, explanation.SliceAxis);
        panelHeight = PanelWidth * (float)Shape(view, explanation.Explained);
        // One scale for both networks, or they could not be compared.
        NoiseResponse[] both = [explanation.Untrained, explanation.Trained];
        largestNoise = both.Max(response => Percentile(view.Of(response.Noise[0]), 0.995));
        largestChange = Math.Max(0.01f, both.Max(response => view.Of(response.Change()).Cast<float>().Max()));
    }

    /// <summary>Height of both rows with their scales.</summary>
    public float Height => 2 * (HeadingHeight + TitleHeight + panelHeight + CaptionHeight) + ScaleHeight;

    /// <summary>Where the panels of a row are.</summary>
    /// <param name="top">The upper end of the first row.</param>
    /// <param name="row">0 for the untrained network, 1 for the trained one.</param>
    /// <param name="column">From the left, from 0.</param>
    public SKRect Panel(float top, int row, int column) =>
        SKRect.Create(Left(column), top + row * (HeadingHeight + TitleHeight + panelHeight + CaptionHeight) + HeadingHeight + TitleHeight, PanelWidth, panelHeight);

    /// <summary>Height of a slice of a sample over its width.</summary>
    public static double Shape(SliceView view, ExplainedSample sample)
    {
        float[,] slice = view.Of(sample.Channels[0]);
        return slice.GetLength(0) * view.Aspect(sample.Geometry) / slice.GetLength(1);
    }

    public void Draw(SKCanvas canvas, float top)
    {
        DrawRow(canvas, top, 0, $"Smoothness — untrained network (the weights that seed {explanation.RunSeed} starts from)", explanation.Untrained);
        DrawRow(canvas, top, 1, $"Smoothness — trained network ({explanation.Method})", explanation.Trained);

        float bars = Panel(top, 1, 0).Bottom + CaptionHeight + 22;
        SKRect Bar(int column) => SKRect.Create(Left(column) + 10, bars, PanelWidth - 20, BarHeight);
        ColourScale.Diverging.DrawBar(canvas, Bar(1), "noise, in units of the image", Text(-largestNoise, "0.###"), Text(largestNoise, "+0.###"));
        ColourScale.Sequential.DrawBar(canvas, Bar(5), "change of the probabilities", "0", Text(largestChange, "0.##"));
        FigureLegend.Entry[] entries = [new("background", SKColors.Black, LegendMark.Patch), .. classes.Foreground(LegendMark.Patch)];
        FigureLegend.Draw(canvas, (Left(3) + Left(4) + PanelWidth) / 2, bars - 20, 2 * PanelWidth + Gap, entries);
    }

    private void DrawRow(SKCanvas canvas, float top, int row, string heading, NoiseResponse response)
    {
        var image = explanation.Explained.Channels[0];
        var perturbed = new Volume<float>(image.Geometry, [.. image.Voxels.Zip(response.Noise[0].Voxels, (value, noise) => value + noise)]);
        SKRect At(int column) => Panel(top, row, column);
        Heading(canvas, heading, At(0).Top - TitleHeight - HeadingHeight);

        byte[,]? truth = row == 1 && explanation.Explained.Truth is { } label ? view.Of(label) : null;
        Title(canvas, truth is null ? "image x" : "image x and truth", At(0));
        // Voxel by voxel and in the same greys, or the noise would not be seen.
        var greys = SlicePainter.Greys(view.Of(image));
        SlicePainter.PaintColours(canvas, At(0), view.Of(image), greys);
        if (truth is not null) classes.Outline(canvas, At(0), truth);
        Caption(canvas, At(0), SliceText(view, explanation.Explained));

        Title(canvas, "adversarial noise r", At(1));
        SlicePainter.PaintColours(canvas, At(1), view.Of(response.Noise[0]), value => ColourScale.Diverging.At(0.5 + value / largestNoise / 2));
        Frame(canvas, At(1));
        Caption(canvas, At(1), $"length ε = {Text(response.Length, "0.##")}", $"{Text(response.PerVoxel, "0.####")} per voxel");

        Title(canvas, "perturbed image x + r", At(2));
        SlicePainter.PaintColours(canvas, At(2), view.Of(perturbed), greys);
        Caption(canvas, At(2), $"r is {Text(response.PerVoxel / Deviation(image), "0.0 %")} of the spread of x");

        DrawPrediction(canvas, At(3), "prediction for x", response.Before);
        Caption(canvas, At(3), $"D from itself: {Text(response.OwnDistance, "0.000")}");
        DrawPrediction(canvas, At(4), "prediction for x + r", response.After);
        Caption(canvas, At(4), $"D = {Text(response.Distance, "0.000")}", $"under random noise {Text(response.RandomDistance, "0.000")}");

        Title(canvas, "what the noise changed", At(5));
        SlicePainter.PaintColours(canvas, At(5), view.Of(response.Change()), value => ColourScale.Sequential.At(value / largestChange));
        Caption(canvas, At(5), $"{Text(response.Changed, "0.00 %")} change class", $"under random noise {Text(response.RandomChanged, "0.00 %")}");
    }

    private void DrawPrediction(SKCanvas canvas, SKRect panel, string title, IReadOnlyList<Volume<float>> probabilities)
    {
        Title(canvas, title, panel);
        float[][,] slices = [.. probabilities.Select(view.Of)];
        SlicePainter.PaintPixels(canvas, panel, slices[0].GetLength(0), slices[0].GetLength(1), (row, column) => classes.Mix([.. slices.Select(slice => slice[row, column])]));
    }

    /// <summary>Which slice of which sample is shown.</summary>
    public static string[] SliceText(SliceView view, ExplainedSample sample) => sample.Geometry.Rank == 2
        ? [sample.Geometry.SizeText]
        : [$"patch {sample.Geometry.SizeText}", $"slice {view.Index + 1} of {sample.Geometry.Size[view.Axis]}"];

    private static Volume<byte> Decided(IReadOnlyList<Volume<float>> probabilities)
    {
        var decided = new Volume<byte>(probabilities[0].Geometry);
        for (int i = 0; i < decided.Voxels.Length; i++)
        {
            for (int c = 1; c < probabilities.Count; c++)
            {
                if (probabilities[c].Voxels[i] > probabilities[decided.Voxels[i]].Voxels[i]) decided.Voxels[i] = (byte)c;
            }
        }

        return decided;
    }

    private static float Percentile(float[,] slice, double share)
    {
        float[] values = [.. slice.Cast<float>().Select(MathF.Abs).Order()];
        return MathF.Max(float.Epsilon, values[(int)(share * (values.Length - 1))]);
    }

    private static double Deviation(Volume<float> image)
    {
        double mean = image.Voxels.Average(value => (double)value);
        return Math.Max(double.Epsilon, Math.Sqrt(image.Voxels.Average(value => (value - mean) * (value - mean))));
    }
}
