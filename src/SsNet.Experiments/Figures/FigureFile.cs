using System.Text;
using System.Text.RegularExpressions;
using SkiaSharp;
using SsNet.Imaging;

namespace SsNet.Experiments.Figures;

/// <summary>Files of figures: PNG pictures and SVG drawings, on white.</summary>
internal static partial class FigureFile
{
    private const string PngExtension = ".png", SvgExtension = ".svg";

    /// <summary>Writes a figure, whole or not at all; the folder is made when it is missing.</summary>
    /// <param name="path">The file: .png for a picture, .svg for a drawing; without an extension both are written.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="draw">Draws the figure; called once for each file.</param>
    /// <param name="sharpPixels">Whether viewers of a drawing shall show the pixels of the images in it as they are, instead of smoothing them.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ReportedException">The extension is another, or the file cannot be written.</exception>
    public static IReadOnlyList<string> Save(string path, int width, int height, Action<SKCanvas> draw, bool sharpPixels = false)
    {
        var files = FilesOf(path);
        WritableFolder.Make(Path.GetDirectoryName(Path.GetFullPath(path))!);
        foreach (string file in files)
        {
            byte[] content = Path.GetExtension(file).Equals(SvgExtension, StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8.GetBytes(Svg(width, height, draw, sharpPixels)) : Png(width, height, draw);
            AtomicFile.Write(file, stream => stream.Write(content));
        }

        return files;
    }

    /// <summary>The files that <see cref="Save"/> would write under a name.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReportedException">It names no file, or the extension is another.</exception>
    public static IReadOnlyList<string> FilesOf(string path)
    {
        if (Path.GetFileNameWithoutExtension(path).Length == 0) throw new ReportedException($"'{path}' names no file for the figure; name one, such as {Path.Join(path, "figure.png")}");
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            PngExtension or SvgExtension => [path],
            "" => [path + PngExtension, path + SvgExtension],
            var other => throw new ReportedException($"{path}: figures are written as .png and .svg, not as {other}; without an extension both are."),
        };
    }

    /// <summary>A figure as a drawing.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="draw">Draws the figure.</param>
    /// <param name="sharpPixels">Whether viewers shall show the pixels of the images in it as they are.</param>
    private static string Svg(int width, int height, Action<SKCanvas> draw, bool sharpPixels)
    {
        using var stream = new MemoryStream();
        // The drawing is complete only when its canvas is gone.
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(width, height), stream))
        {
            using var white = new SKPaint { Color = SKColors.White };
            canvas.DrawRect(SKRect.Create(width, height), white);
            draw(canvas);
        }

        string svg = RenumberClips(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
        return sharpPixels ? svg.Replace("<image ", "<image style=\"image-rendering:pixelated\" ", StringComparison.Ordinal) : svg;
    }

    /// <summary>Skia counts the clips of the whole process, so that a figure drawn twice would have other names for them the second time.</summary>
    private static string RenumberClips(string svg)
    {
        var names = new Dictionary<string, string>();
        return ClipName().Replace(svg, found =>
        {
            if (!names.TryGetValue(found.Value, out string? name)) names[found.Value] = name = $"cl_{names.Count}";
            return name;
        });
    }

    [GeneratedRegex("(?<=id=\"|url\\(#)cl_[0-9a-f]+")]
    private static partial Regex ClipName();

    /// <summary>A figure as a picture.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="draw">Draws the figure.</param>
    public static byte[] Png(int width, int height, Action<SKCanvas> draw)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        draw(canvas);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
