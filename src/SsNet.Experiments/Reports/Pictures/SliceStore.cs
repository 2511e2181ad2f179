using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Reports.Page;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Reports.Pictures;

/// <summary>A slice that pictures show.</summary>
/// <param name="ImageId">The id of its image in the page.</param>
/// <param name="View">Which slice.</param>
/// <param name="Grid">The grid of its volume.</param>
/// <param name="Rows">Its height in voxels.</param>
/// <param name="Columns">Its width in voxels.</param>
/// <param name="Aspect">Height of a voxel over its width.</param>
/// <param name="Truth">The true classes, row by column; null where nobody segmented it.</param>
internal sealed record ShownSlice(string ImageId, SliceView View, Geometry Grid, int Rows, int Columns, double Aspect, byte[,]? Truth);

/// <summary>The images of the slices that a page shows. Each is in the page once, however many pictures draw outlines on it.</summary>
internal sealed class SliceStore
{
    private readonly Dictionary<string, ShownSlice> slices = [];
    private readonly List<XElement> images = [];

    /// <summary>The images, to be put into the page once; null when there is none.</summary>
    public XElement? Definitions => images.Count == 0 ? null : Html.Styled("svg", "definitions", Html.With("aria-hidden", "true"), Html.Tag("defs", images));

    /// <summary>A slice of a case: the one with most foreground.</summary>
    /// <param name="key">What tells the case from all others.</param>
    /// <param name="axis">The axis that the slice is perpendicular to.</param>
    /// <param name="load">Reads image and truth.</param>
    public ShownSlice Of(string key, int axis, Func<(Volume<float> Image, Volume<byte>? Truth)> load)
    {
        if (slices.TryGetValue(key, out var known)) return known;
        var (image, truth) = load();
        var view = truth is null ? SliceView.OfMiddle(image.Geometry, axis) : SliceView.OfMostForeground(truth, axis);
        float[,] slice = view.Of(image);
        string id = string.Create(CultureInfo.InvariantCulture, $"slice-{slices.Count + 1}");
        var shown = new ShownSlice(id, view, image.Geometry, slice.GetLength(0), slice.GetLength(1), view.Aspect(image.Geometry), truth is null ? null : view.Of(truth));
        images.Add(Html.Tag(
            "image",
            Html.With("id", id),
            Html.With("width", shown.Columns),
            Html.With("height", shown.Rows * shown.Aspect),
            Html.With("preserveAspectRatio", "none"),
            Html.With("href", $"data:image/png;base64,{Convert.ToBase64String(Png(slice))}")));
        return slices[key] = shown;
    }

    // One pixel for each voxel: whoever reads the page has a program that enlarges them smoothly.
    private static byte[] Png(float[,] slice)
    {
        using var bitmap = new SKBitmap(slice.GetLength(1), slice.GetLength(0), SKColorType.Gray8, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(bitmap)) SlicePainter.PaintImage(canvas, SKRect.Create(bitmap.Width, bitmap.Height), slice);
        using var file = new MemoryStream();
        bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
        return file.ToArray();
    }
}
