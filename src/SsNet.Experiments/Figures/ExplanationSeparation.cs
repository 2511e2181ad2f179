using SkiaSharp;
using SsNet.Experiments.Explaining;
using static SsNet.Experiments.Figures.ExplanationLayout;

namespace SsNet.Experiments.Figures;

/// <summary>The row of an explanation's figure that shows how prototypes are chosen: the labelled image, the attention of the candidates, and the prototypes where they lie.</summary>
internal sealed class ExplanationSeparation
{
    /// <summary>Half the size of a prototype's mark.</summary>
    public const float MarkRadius = 6;

    private const float LargestHeight = 360, ScaleHeight = 66, BarHeight = 14;

    private readonly Explanation explanation;
    private readonly ExplanationClasses classes;
    private readonly ExplainedPrototypes? prototypes;
    private readonly ExplainedSample sample;
    private readonly int index;
    private readonly SliceView view;
    private readonly SliceWindow part;
    private readonly float pictureWidth, pictureHeight;

    public ExplanationSeparation(Explanation explanation)
    {
        this.explanation = explanation;
        classes = new ExplanationClasses(explanation);
        prototypes = explanation.Prototypes;
        index = prototypes?.Sample ?? (explanation.Explained.IsLabelled ? explanation.Index : 0);
        sample = explanation.Samples[index];
        view = ViewOf(explanation, index);
        double aspect = view.Aspect(sample.Geometry);
        part = SliceWindow.Around([view.Of(sample.Truth!)], aspect);
        double shape = part.Rows * aspect / part.Columns;
        pictureHeight = (float)Math.Min(LargestHeight, WideWidth * shape);
        pictureWidth = (float)(pictureHeight / shape);
    }

    /// <summary>Height of the row with its scale and legend.</summary>
    public float Height => HeadingHeight + TitleHeight + pictureHeight + CaptionHeight + ScaleHeight;

    /// <summary>Where the row's pictures are.</summary>
    /// <param name="top">The upper end of the row.</param>
    /// <param name="column">From the left, from 0.</param>
    public SKRect Panel(float top, int column) =>
        SKRect.Create(Left(column, WideWidth) + (WideWidth - pictureWidth) / 2, top + HeadingHeight + TitleHeight, pictureWidth, pictureHeight);

    /// <summary>The middle of a prototype's mark.</summary>
    /// <param name="panel">The picture.</param>
    /// <param name="position">Where the prototype lies in the patch.</param>
    public SKPoint Mark(SKRect panel, IReadOnlyList<int> position)
    {
        int[] inPlane = [.. position.Where((_, axis) => position.Count == 2 || axis != view.Axis)];
        return new SKPoint(panel.Left + (inPlane[1] - part.Column + 0.5f) * panel.Width / part.Columns, panel.Top + (inPlane[0] - part.Row + 0.5f) * panel.Height / part.Rows);
    }

    public void Draw(SKCanvas canvas, float top)
    {
        Heading(canvas, $"Separation — {(prototypes is null ? "the" : "prototypes of the")} labelled case {sample.Name}", top);
        float[,] image = part.Of(view.Of(sample.Channels[0]));
        Title(canvas, "labelled image x and truth", Wide(Panel(top, 0)));
        SlicePainter.PaintColours(canvas, Panel(top, 0), image, SlicePainter.Greys(image));
        classes.Outline(canvas, Panel(top, 0), part.Of(view.Of(sample.Truth!)));
        string[] where = ExplanationSmoothness.SliceText(view, sample);
        bool isPart = part.Rows * part.Columns < view.Of(sample.Truth!).Length;
        Caption(canvas, Wide(Panel(top, 0)), [string.Join(", ", where), .. isPart ? [$"{part.Rows}×{part.Columns} of it around the labels"] : Array.Empty<string>()]);
        FigureLegend.Draw(canvas, Wide(Panel(top, 0)).MidX, Panel(top, 0).Bottom + CaptionHeight + 4, WideWidth, [.. classes.Foreground(LegendMark.Line)]);
        if (prototypes is null)
        {
            var empty = SKRect.Create(Left(1, WideWidth), Panel(top, 1).Top, 2 * WideWidth + Gap, pictureHeight);
            Sentence(canvas, empty, $"This run of {explanation.Method} learnt no attention and has no prototypes:", "SS-Net alone separates classes by them, unless it is told not to. All else in this figure is the same for every method.");
            return;
        }

        DrawAttention(canvas, Panel(top, 1), image);
        DrawPrototypes(canvas, Panel(top, 2), image);
    }

    /// <summary>The slice with most prototypes, of these the one with most of the labelled structure; without prototypes only the latter.</summary>
    private static SliceView ViewOf(Explanation explanation, int index)
    {
        var truth = explanation.Samples[index].Truth!;
        var fullest = SliceView.OfMostForeground(truth, explanation.SliceAxis);
        if (truth.Geometry.Rank == 2 || explanation.Prototypes is not { } prototypes) return fullest;
        var perSlice = prototypes.Voxels.Where(voxel => voxel.Sample == index).CountBy(voxel => voxel.Position[explanation.SliceAxis]).ToList();
        if (perSlice.Count == 0) return fullest;
        int most = perSlice.Max(entry => entry.Value);
        return perSlice.Where(entry => entry.Value == most).Select(entry => new SliceView(explanation.SliceAxis, entry.Key))
            .OrderBy(candidate => candidate.Index)
            .MaxBy(candidate => candidate.Of(truth).Cast<byte>().Count(label => label > 0 && label <= explanation.ClassNames.Count));
    }

    private void DrawAttention(SKCanvas canvas, SKRect panel, float[,] image)
    {
        Title(canvas, "attention scores of the candidates", Wide(panel));
        SlicePainter.PaintColours(canvas, panel, image, SlicePainter.Greys(image));
        float[] known = [.. prototypes!.Scores.Voxels.Where(float.IsFinite)];
        string counts = string.Join(", ", explanation.ClassNames.Zip(prototypes.Candidates, (name, count) => $"{name} {Text(count, "N0")}"));
        Caption(canvas, Wide(panel), "labelled voxels of the batch predicted correctly:", counts);
        if (known.Length == 0) return;
        var (low, high) = (known.Min(), known.Max());
        SlicePainter.PaintColours(canvas, panel, part.Of(view.Of(prototypes.Scores)), score => ColourScale.Sequential.At(high > low ? (score - low) / (high - low) : 1));
        var bar = SKRect.Create(Wide(panel).MidX - PanelWidth / 2, panel.Bottom + CaptionHeight + 20, PanelWidth, BarHeight);
        ColourScale.Sequential.DrawBar(canvas, bar, "score of the own class's attention", Text(low, "0.000"), Text(high, "0.000"));
    }

    private void DrawPrototypes(SKCanvas canvas, SKRect panel, float[,] image)
    {
        Title(canvas, "chosen prototypes", Wide(panel));
        SlicePainter.PaintColours(canvas, panel, image, SlicePainter.Greys(image));
        PrototypeVoxel[] here = [.. prototypes!.Voxels.Where(voxel => voxel.Sample == index)];
        // Those of the slice lie on top. Others may lie beside the part that is shown.
        canvas.Save();
        canvas.ClipRect(panel);
        foreach (var voxel in here.OrderBy(IsInSlice))
        {
            var mark = IsInSlice(voxel) ? LegendMark.Dot : LegendMark.Ring;
            if (mark == LegendMark.Dot) FigureLegend.DrawPoint(canvas, mark, Mark(panel, voxel.Position), MarkRadius + 1, SKColors.Black);
            FigureLegend.DrawPoint(canvas, mark, Mark(panel, voxel.Position), MarkRadius, classes.Colour(voxel.Class));
        }

        canvas.Restore();
        int inSlice = here.Count(IsInSlice), elsewhere = prototypes.Voxels.Length - here.Length;
        string[] parts = [$"{inSlice} in this slice", .. here.Length > inSlice ? [$"{here.Length - inSlice} in others of the patch"] : Array.Empty<string>(), .. elsewhere > 0 ? [$"{elsewhere} in other cases"] : Array.Empty<string>()];
        Caption(canvas, Wide(panel), $"up to K per class, {prototypes.Voxels.Length} in all:", string.Join(", ", parts));
        var entries = classes.Foreground(LegendMark.Dot).ToList();
        if (here.Length > inSlice) entries.Add(new FigureLegend.Entry("in another slice", SKColors.Gray, LegendMark.Ring));
        FigureLegend.Draw(canvas, Wide(panel).MidX, panel.Bottom + CaptionHeight + 4, WideWidth, entries);
    }

    private bool IsInSlice(PrototypeVoxel voxel) => voxel.Position.Length == 2 || voxel.Position[view.Axis] == view.Index;

    private static SKRect Wide(SKRect picture) => SKRect.Create(picture.MidX - WideWidth / 2, picture.Top, WideWidth, picture.Height);
}
