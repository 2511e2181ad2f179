using SkiaSharp;
using SsNet.Experiments.Explaining;
using static SsNet.Experiments.Figures.ExplanationLayout;

namespace SsNet.Experiments.Figures;

/// <summary>The row of an explanation's figure that shows how features lie by class, before and after training and behind the projectors.</summary>
internal sealed class ExplanationFeatures
{
    private const float PanelHeight = 360, PointRadius = 3.5f, StarRadius = 9, Inset = 16;

    private readonly Explanation explanation;
    private readonly ExplanationClasses classes;

    public ExplanationFeatures(Explanation explanation)
    {
        this.explanation = explanation;
        classes = new ExplanationClasses(explanation);
    }

    private FigureLegend.Entry[] Legend =>
        [.. classes.All(LegendMark.Dot), .. explanation.ProjectedFeatures is null ? [] : classes.Foreground(LegendMark.Star, "prototype, ")];

    /// <summary>Height of the row with its legend.</summary>
    public float Height => HeadingHeight + TitleHeight + PanelHeight + CaptionHeight + FigureLegend.Height(Width, Legend);

    /// <summary>Where the row's panels are.</summary>
    /// <param name="top">The upper end of the row.</param>
    /// <param name="column">From the left, from 0.</param>
    public static SKRect Panel(float top, int column) => SKRect.Create(Left(column, WideWidth), top + HeadingHeight + TitleHeight, WideWidth, PanelHeight);

    public void Draw(SKCanvas canvas, float top)
    {
        Heading(canvas, $"Features — t-SNE of {explanation.TrainedFeatures.Classes.Length} voxels of known class, the same in all pictures (places have no unit)", top);
        DrawEmbedding(canvas, Panel(top, 0), "deep features, untrained", explanation.UntrainedFeatures);
        DrawEmbedding(canvas, Panel(top, 1), "deep features, trained", explanation.TrainedFeatures);
        if (explanation.ProjectedFeatures is { } projected)
        {
            DrawEmbedding(canvas, Panel(top, 2), "projected features and prototypes, trained", projected);
        }
        else
        {
            Frame(canvas, Panel(top, 2));
            Sentence(canvas, Panel(top, 2), $"{explanation.Method} has no projectors:", "what it learns are the deep features.");
        }

        FigureLegend.Draw(canvas, Margin + Width / 2, Panel(top, 0).Bottom + CaptionHeight, Width, Legend);
    }

    private void DrawEmbedding(SKCanvas canvas, SKRect panel, string title, FeatureEmbedding embedding)
    {
        Title(canvas, title, panel);
        Frame(canvas, panel);
        string silhouette = $"silhouette coefficient {Text(embedding.Silhouette, "0.00")}";
        if (embedding.OwnCosine is { } own) Caption(canvas, panel, silhouette, $"cosine to prototypes of the own class {Text(own, "0.00")}, of others {Text(embedding.OtherCosine, "0.00")}");
        else Caption(canvas, panel, silhouette);
        if (embedding.Places.GetLength(0) == 0) return;

        var (scale, middle) = Fit(embedding.Places, panel);
        SKPoint At(int row) => new(panel.MidX + scale * (float)(embedding.Places[row, 0] - middle.X), panel.MidY - scale * (float)(embedding.Places[row, 1] - middle.Y));
        foreach (var (row, c) in embedding.Classes.Index()) FigureLegend.DrawPoint(canvas, LegendMark.Dot, At(row), PointRadius, classes.Colour(c).WithAlpha(0xC0));
        foreach (var (row, c) in embedding.Prototypes.Index()) FigureLegend.DrawPoint(canvas, LegendMark.Star, At(embedding.Classes.Length + row), StarRadius, classes.Colour(c));
    }

    /// <summary>One scale along both axes, so that distances can be compared.</summary>
    private static (float Scale, (double X, double Y) Middle) Fit(double[,] places, SKRect panel)
    {
        (double Low, double High) Range(int axis)
        {
            double[] values = [.. Enumerable.Range(0, places.GetLength(0)).Select(row => places[row, axis])];
            return (values.Min(), values.Max());
        }

        var (x, y) = (Range(0), Range(1));
        double Room(float length, (double Low, double High) range) => (length - 2 * Inset) / Math.Max(1e-9, range.High - range.Low);
        return ((float)Math.Min(Room(panel.Width, x), Room(panel.Height, y)), ((x.Low + x.High) / 2, (y.Low + y.High) / 2));
    }
}
