using SkiaSharp;

namespace SsNet.Experiments.Figures;

/// <summary>Paints a slice and outlines on it into a rectangle of a canvas.</summary>
internal static class SlicePainter
{
    /// <summary>Paints the slice in grey: black at its 1st percentile, white at its 99th.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="target">Where the slice goes.</param>
    /// <param name="slice">Brightness, row by column.</param>
    public static void PaintImage(SKCanvas canvas, SKRect target, float[,] slice) => PaintImage(canvas, target, slice, new SliceWindow(0, 0, slice.GetLength(0), slice.GetLength(1)));

    /// <summary>Paints a part of the slice, in the grey that it has in the whole.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="target">Where the part goes; nothing is painted outside.</param>
    /// <param name="slice">Brightness, row by column.</param>
    /// <param name="part">The part.</param>
    public static void PaintImage(SKCanvas canvas, SKRect target, float[,] slice, SliceWindow part)
    {
        // Pixels around it take part in the interpolation; all others would only make drawings larger.
        var wider = part.Grown(2, slice.GetLength(0), slice.GetLength(1));
        using var bitmap = new SKBitmap(wider.Columns, wider.Rows, SKColorType.Gray8, SKAlphaType.Opaque);
        var (black, white) = Window(slice);
        var pixels = bitmap.GetPixelSpan();
        for (int row = 0; row < bitmap.Height; row++)
        {
            for (int column = 0; column < bitmap.Width; column++)
            {
                pixels[row * bitmap.RowBytes + column] = Grey(slice[wider.Row + row, wider.Column + column], black, white);
            }
        }

        using var image = SKImage.FromBitmap(bitmap);
        canvas.Save();
        canvas.ClipRect(target);
        canvas.DrawImage(image, part.Place(target, wider), new SKSamplingOptions(SKCubicResampler.CatmullRom));
        canvas.Restore();
    }

    /// <summary>The greys of a slice: black at its 1st percentile, white at its 99th.</summary>
    /// <param name="slice">Brightness, row by column.</param>
    /// <returns>The grey of a brightness, also of one from another slice.</returns>
    public static Func<float, SKColor> Greys(float[,] slice)
    {
        var (black, white) = Window(slice);
        return value =>
        {
            byte grey = Grey(value, black, white);
            return new SKColor(grey, grey, grey);
        };
    }

    /// <summary>Paints every pixel of the slice in a colour of its own, with sharp borders; what is not a number is left as it was.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="target">Where the slice goes.</param>
    /// <param name="slice">The numbers, row by column.</param>
    /// <param name="colour">The colour of a number.</param>
    public static void PaintColours(SKCanvas canvas, SKRect target, float[,] slice, Func<float, SKColor> colour) =>
        PaintPixels(canvas, target, slice.GetLength(0), slice.GetLength(1), (row, column) => float.IsNaN(slice[row, column]) ? SKColors.Transparent : colour(slice[row, column]));

    /// <summary>Paints every pixel of a slice in a colour of its own, with sharp borders.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="target">Where the slice goes.</param>
    /// <param name="rows">Rows of the slice.</param>
    /// <param name="columns">Columns of the slice.</param>
    /// <param name="colour">The colour of the pixel in a row and a column.</param>
    public static void PaintPixels(SKCanvas canvas, SKRect target, int rows, int columns, Func<int, int, SKColor> colour)
    {
        using var bitmap = new SKBitmap(columns, rows, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++) bitmap.SetPixel(column, row, colour(row, column));
        }

        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, target, new SKSamplingOptions(SKFilterMode.Nearest));
    }

    /// <summary>Paints the outline of a class.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="target">Where the slice goes; nothing is painted outside.</param>
    /// <param name="slice">Class of every pixel, row by column.</param>
    /// <param name="label">The class.</param>
    /// <param name="colour">The outline's colour.</param>
    /// <param name="width">The outline's width in pixels of the canvas.</param>
    public static void PaintOutline(SKCanvas canvas, SKRect target, byte[,] slice, int label, SKColor colour, float width)
    {
        using var path = Outline(target, slice, label);
        using var stroke = new SKPaint { Color = colour, StrokeWidth = width, Style = SKPaintStyle.Stroke, StrokeJoin = SKStrokeJoin.Round, IsAntialias = true };
        canvas.Save();
        canvas.ClipRect(target);
        canvas.DrawPath(path, stroke);
        canvas.Restore();
    }

    /// <summary>Paints the outline of a class in dashes with a dark rim, which are seen on bright and dark ground and over other lines.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="target">Where the slice goes; nothing is painted outside.</param>
    /// <param name="slice">Class of every pixel, row by column.</param>
    /// <param name="label">The class.</param>
    /// <param name="colour">The dashes' colour.</param>
    /// <param name="width">The dashes' width in pixels of the canvas.</param>
    public static void PaintDashes(SKCanvas canvas, SKRect target, byte[,] slice, int label, SKColor colour, float width)
    {
        using var path = Outline(target, slice, label);
        canvas.Save();
        canvas.ClipRect(target);
        PaintDashes(canvas, path, colour, width);
        canvas.Restore();
    }

    /// <summary>Paints lines in dashes with a dark rim.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="path">The lines.</param>
    /// <param name="colour">The dashes' colour.</param>
    /// <param name="width">The dashes' width in pixels of the canvas.</param>
    public static void PaintDashes(SKCanvas canvas, SKPath path, SKColor colour, float width)
    {
        const float Dash = 5, Gap = 5, Rim = 0.8f;
        foreach (var (ink, rim) in (ReadOnlySpan<(SKColor, float)>)[(SKColors.Black, Rim), (colour, 0)])
        {
            using var dashes = SKPathEffect.CreateDash([Dash + 2 * rim, Gap - 2 * rim], rim);
            using var stroke = new SKPaint { Color = ink, StrokeWidth = width + 2 * rim, Style = SKPaintStyle.Stroke, IsAntialias = true, PathEffect = dashes };
            canvas.DrawPath(path, stroke);
        }
    }

    private static SKPath Outline(SKRect target, byte[,] slice, int label)
    {
        float scaleX = target.Width / slice.GetLength(1), scaleY = target.Height / slice.GetLength(0);
        var path = new SKPath();
        foreach (var line in Contour.LinesOf(slice, label)) path.AddPoly([.. line.Select(point => new SKPoint(target.Left + point.X * scaleX, target.Top + point.Y * scaleY))]);
        return path;
    }

    private static byte Grey(float value, float black, float white) => (byte)Math.Clamp(255 * ((value - black) / (white - black)) + 0.5f, 0, 255);

    private static (float Black, float White) Window(float[,] slice)
    {
        float[] values = [.. slice.Cast<float>().Where(float.IsFinite).Order()];
        if (values.Length == 0) return (0, 1);
        float black = values[(int)(0.01 * (values.Length - 1))], white = values[(int)(0.99 * (values.Length - 1))];

        // A flat slice is shown black rather than divided by zero.
        return (black, white > black ? white : black + 1);
    }
}
