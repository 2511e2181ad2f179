using System.Xml.Linq;
using SkiaSharp;

namespace SsNet.Experiments.Tests.Figures;

/// <summary>A file name for a figure in a folder of its own, which goes when the test ends, and a look at what was written.</summary>
internal sealed class PictureFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ssnet-figure-");

    public PictureFile(string name) => FilePath = Path.Combine(folder.FullName, "made", name);

    public string FilePath { get; }

    public SKBitmap Decode() => SKBitmap.Decode(FilePath);

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>The texts of a drawing.</summary>
    public static HashSet<string> Texts(string path) => [.. XDocument.Load(path).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value.Trim())];

    public static int DarkPixels(SKBitmap picture, SKRectI area) => Count(picture, area, colour => colour.Red < 100 && colour.Green < 100 && colour.Blue < 100);

    public static int Pixels(SKBitmap picture, SKRectI area, SKColor wanted) => Count(picture, area, colour => colour == wanted);

    private static int Count(SKBitmap picture, SKRectI area, Func<SKColor, bool> counts)
    {
        int count = 0;
        for (int y = area.Top; y < area.Bottom; y++)
        {
            for (int x = area.Left; x < area.Right; x++)
            {
                if (counts(picture.GetPixel(x, y))) count++;
            }
        }

        return count;
    }
}
