using System.Diagnostics.CodeAnalysis;
using SkiaSharp;
using SsNet.Data;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Figures;

/// <summary>A picture of one slice in colour, with outlines, as bytes: for logs of sample pictures.</summary>
public sealed class SliceImage
{
    private SliceImage(int width, int height, byte[] rgb)
    {
        Width = width;
        Height = height;
        Rgb = rgb;
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Red, green and blue of every pixel, 0 to 255: [height, width, 3] in row-major order.</summary>
    [SuppressMessage("Performance", "CA1819:Properties should not return arrays", Justification = "Pixels are handed on without a copy, as voxels are.")]
    public byte[] Rgb { get; }

    /// <summary>Paints a slice.</summary>
    /// <param name="view">Which slice.</param>
    /// <param name="image">The image.</param>
    /// <param name="truth">The true classes, outlined in sky blue but for <see cref="Case.Ignored"/> voxels; null for no such outline.</param>
    /// <param name="prediction">The predicted classes, outlined in orange; null for no such outline.</param>
    /// <param name="scale">Pixels per voxel across.</param>
    /// <exception cref="ArgumentException">The volumes differ in size.</exception>
    public static SliceImage Render(SliceView view, Volume<float> image, Volume<byte>? truth, Volume<byte>? prediction, int scale = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        float[,] slice = view.Of(image);
        int width = scale * slice.GetLength(1);
        int height = (int)Math.Round(scale * slice.GetLength(0) * view.Aspect(image.Geometry));
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(bitmap))
        {
            var target = SKRect.Create(width, height);
            SlicePainter.PaintImage(canvas, target, slice);
            foreach (var (labels, colour) in new[] { (truth, FigureColours.Truth), (prediction, FigureColours.Prediction) })
            {
                if (labels is null) continue;
                SliceView.RequireSameSize(image.Geometry, labels.Geometry);
                byte[,] classes = view.Of(labels);
                foreach (byte label in classes.Cast<byte>().Distinct().Where(label => label is not (0 or Case.Ignored)))
                {
                    SlicePainter.PaintOutline(canvas, target, classes, label, colour, MathF.Max(1, 0.35f * scale));
                }
            }
        }

        var rgb = new byte[3 * width * height];
        var pixels = bitmap.GetPixelSpan();
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                pixels.Slice(row * bitmap.RowBytes + 4 * column, 3).CopyTo(rgb.AsSpan(3 * (row * width + column)));
            }
        }

        return new SliceImage(width, height, rgb);
    }
}
