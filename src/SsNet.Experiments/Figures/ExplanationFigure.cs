using SkiaSharp;
using SsNet.Experiments.Explaining;
using static SsNet.Experiments.Figures.ExplanationLayout;

namespace SsNet.Experiments.Figures;

/// <summary>
/// The pipeline of the paper (Wu et al. 2022, figure 2) with what goes through it: noise and what it does to the prediction, the choice of prototypes, and features by class, each
/// before and after training.
/// </summary>
internal sealed class ExplanationFigure
{
    private const float TitleSize = 28, BatchSize = 18, BatchLine = 28, TopHeight = 112, Between = 12;

    private readonly Explanation explanation;

    public ExplanationFigure(Explanation explanation)
    {
        this.explanation = explanation;
        Smoothness = new ExplanationSmoothness(explanation);
        Separation = new ExplanationSeparation(explanation);
        Features = new ExplanationFeatures(explanation);
    }

    /// <summary>The rows of the noise, and where they begin.</summary>
    public ExplanationSmoothness Smoothness { get; }

    /// <inheritdoc cref="Smoothness"/>
    public static float SmoothnessTop => Margin + TopHeight;

    /// <summary>The row of the prototypes.</summary>
    public ExplanationSeparation Separation { get; }

    /// <summary>Where the row of the prototypes begins.</summary>
    public float SeparationTop => SmoothnessTop + Smoothness.Height + Between;

    /// <summary>The row of the features.</summary>
    public ExplanationFeatures Features { get; }

    /// <summary>Where the row of the features begins.</summary>
    public float FeaturesTop => SeparationTop + Separation.Height + Between;

    /// <summary>Writes the figure; the folder is made when it is missing.</summary>
    /// <param name="path">The file: .png for a picture, .svg for a drawing; without an extension both are written.</param>
    /// <returns>The files.</returns>
    /// <exception cref="Imaging.ReportedException">The extension is another, or the file cannot be written.</exception>
    public IReadOnlyList<string> Save(string path) =>
        FigureFile.Save(path, (int)(Width + 2 * Margin), (int)MathF.Ceiling(FeaturesTop + Features.Height + Margin), Draw, sharpPixels: true);

    private void Draw(SKCanvas canvas)
    {
        FigureText.Left(canvas, $"What smoothness and separation do: {explanation.Method}, case {explanation.Explained.Name} (run {explanation.Run})", Margin, Margin + TitleSize, Width, TitleSize);
        string labelled = string.Join("; ", explanation.Samples.Where(sample => sample.IsLabelled).Select(sample => sample.Name));
        string rest = explanation.Explained.IsLabelled ? "" : $". Without its label: {explanation.Explained.Name}";
        float baseline = Margin + TitleSize + BatchLine;
        FigureText.Left(canvas, $"Batch — labelled: {labelled}{rest}.", Margin, baseline, Width, BatchSize);
        FigureText.Left(canvas, "The networks normalise by this batch as in training, and drop nothing out, so that it is the noise alone that makes a difference.", Margin, baseline + BatchLine, Width, BatchSize);
        Smoothness.Draw(canvas, SmoothnessTop);
        Separation.Draw(canvas, SeparationTop);
        Features.Draw(canvas, FeaturesTop);
    }
}
