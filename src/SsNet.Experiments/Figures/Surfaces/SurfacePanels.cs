using System.Globalization;
using SkiaSharp;
using SsNet.Data;
using SsNet.Imaging.Surfaces;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Figures.Surfaces;

/// <summary>
/// The panels of a row that show surfaces, all from one side: that of the truth in grey, and those of the predictions coloured by their distance to it. A grey line around
/// each prediction is the outline of the truth, so that missing branches are seen too. Under the image is the bar of the colours.
/// </summary>
internal sealed class SurfacePanels
{
    private const int BarHeight = 16, BarInset = 24;
    private const float SmallText = 14;

    private static readonly SKColor Neutral = new(0xD2, 0xD2, 0xD2), Outline = new(0x60, 0x60, 0x60);

    private readonly SurfaceView view;
    private readonly TriangleMesh truth;
    private readonly IReadOnlyList<(TriangleMesh Mesh, float[] Distances)> predictions;
    private readonly string unit;

    private SurfacePanels(SurfaceView view, TriangleMesh truth, IReadOnlyList<(TriangleMesh Mesh, float[] Distances)> predictions, string unit)
    {
        this.view = view;
        this.truth = truth;
        this.predictions = predictions;
        this.unit = unit;
    }

    /// <summary>Height of the panels in pixels.</summary>
    public int Height => view.Height;

    /// <summary>Finds the surfaces of a case.</summary>
    /// <param name="row">The case.</param>
    /// <param name="sliceAxis">The axis across the slices.</param>
    /// <param name="width">Width of a panel in pixels.</param>
    /// <returns>The panels; null where nobody segmented the case, it is a slice, or nothing is labelled.</returns>
    public static SurfacePanels? Of(OverlayRow row, int sliceAxis, int width)
    {
        if (row.Truth is null || row.Truth.Geometry.Rank != 3) return null;
        var grid = row.Image.Geometry;
        var foreground = Foreground(row.Truth, grid);
        var truth = ClassSurface.Of(foreground, 1);
        if (truth.Triangles.IsEmpty) return null;
        var distance = SurfaceDistance.To(foreground, 1);
        TriangleMesh[] meshes = [.. row.Predictions.Select(prediction => ClassSurface.Of(Foreground(prediction.Labels, grid), 1))];
        return new SurfacePanels(
            SurfaceView.Of(grid, sliceAxis, truth, [truth, .. meshes], width), truth, [.. meshes.Select(mesh => (mesh, distance.Of(mesh)))], grid.HasPlace ? "mm" : "voxels");
    }

    /// <summary>The distance at the ends of the colours: a round number that nine of ten vertices are within for half of the predictions of all rows, so that one bad prediction does not take the others' colours.</summary>
    /// <param name="rows">The rows of the figure; null where there is no strip.</param>
    public static double LimitOf(IEnumerable<SurfacePanels?> rows)
    {
        const double Within = 0.9;
        double[] reached =
        [
            .. rows.SelectMany(row => row is null ? [] : row.predictions)
                .Select(prediction => prediction.Distances.Where(float.IsFinite).Select(distance => (double)MathF.Abs(distance)).Order().ToArray())
                .Where(distances => distances.Length > 0)
                .Select(distances => distances[(int)(Within * (distances.Length - 1))]).Order(),
        ];
        double most = Math.Max(1, reached.Length == 0 ? 0 : reached[reached.Length / 2]);
        double power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return power * new[] { 1.0, 2, 5, 10 }.First(step => step * power >= most);
    }

    /// <summary>Draws a panel.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="panel">Where it goes.</param>
    /// <param name="column">The column: 0 for the bar of the colours, 1 for the truth, from 2 on the methods.</param>
    /// <param name="limit">The distance at the ends of the colours.</param>
    public void Draw(SKCanvas canvas, SKRect panel, int column, double limit)
    {
        if (column == 0)
        {
            DrawBar(canvas, panel, limit);
            return;
        }

        var (mesh, distances) = column == 1 ? (truth, null) : predictions[column - 2];
        using (var picture = SurfacePicture.Of(mesh, view, distances is null ? [.. Enumerable.Repeat(Neutral, mesh.Vertices.Length)] : [.. distances.Select(distance => ColourOf(distance, limit))]))
        {
            canvas.DrawImage(picture, panel.Left, panel.Top);
        }

        if (column == 1) return;
        using var outline = SurfacePicture.Silhouette(truth, view, Outline);
        canvas.DrawImage(outline, panel.Left, panel.Top);
        if (mesh.Triangles.IsEmpty) FigureText.Centred(canvas, "nothing predicted", panel.MidX, panel.MidY, panel.Width);
    }

    private static SKColor ColourOf(float distance, double limit) => ColourScale.Diverging.At((distance / limit + 1) / 2);

    private void DrawBar(SKCanvas canvas, SKRect panel, double limit)
    {
        string end = limit.ToString(CultureInfo.InvariantCulture);
        var bar = SKRect.Create(panel.Left + BarInset, panel.MidY - BarHeight, panel.Width - 2 * BarInset, BarHeight);
        ColourScale.Diverging.DrawBar(canvas, bar, $"distance to the truth's surface [{unit}]", $"−{end}, inside", $"outside, {end}");
        FigureText.Centred(canvas, "line: outline of the truth", panel.MidX, bar.Bottom + 3 * SmallText, panel.Width, SmallText);
    }

    private static Volume<byte> Foreground(Volume<byte> labels, Geometry grid) => new(grid, Array.ConvertAll(labels.Voxels, label => (byte)(label is 0 or Case.Ignored ? 0 : 1)));
}
