using SkiaSharp;

namespace SsNet.Experiments.Figures;

/// <summary>Files of figures: a PNG picture, or an SVG drawing where the name asks for one.</summary>
internal static class FigureFile
{
    /// <summary>Writes a figure on white; the folder is made when it is missing.</summary>
    /// <param name="path">The file: .svg for a drawing, anything else for a PNG picture.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="draw">Draws the figure.</param>
    public static void Save(string path, int width, int height, Action<SKCanvas> draw)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var file = File.Create(path);
        if (Path.GetExtension(path).Equals(".svg", StringComparison.OrdinalIgnoreCase))
        {
            using var svg = SKSvgCanvas.Create(SKRect.Create(width, height), file);
            draw(svg);
            return;
        }

        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        draw(canvas);
        bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
    }
}
