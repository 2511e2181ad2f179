using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Formats.Png;

/// <summary>A volume as a folder of PNG files, one per slice, in the order of their names and the numbers in them. The spacing is 1.</summary>
public static class PngFolder
{
    private const string Extension = ".png";

    /// <summary>Whether a folder holds PNG files, going by their names.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="ImageFormatException">It cannot be read.</exception>
    public static bool HasSlices(string folder) => Slices(folder).Length > 0;

    /// <summary>Reads a volume: slices, rows, columns. Hidden files and those of other extensions are passed over.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="ImageFormatException">There is no PNG file, one cannot be read, or they differ in size or in the type of their numbers.</exception>
    public static StoredImage Read(string folder)
    {
        string[] slices = Slices(folder);
        if (slices.Length == 0) throw new ImageFormatException(folder, "holds no PNG files; name a folder of slices.");
        var (size, type, bytes) = PngFile.Decode(slices[0]);
        _ = FileContent.CheckedLength(folder, [slices.Length, bytes.Length], 1, long.MaxValue, isCompressed: false);
        var all = new byte[slices.Length * bytes.Length];
        bytes.CopyTo(all, 0);
        for (int i = 1; i < slices.Length; i++)
        {
            var other = PngFile.Decode(slices[i]);
            if (!other.Size.AsSpan().SequenceEqual(size) || other.Type != type)
            {
                throw new ImageFormatException(slices[i], $"is {Geometry.Format(other.Size)} of {other.Type.Name}, and {Path.GetFileName(slices[0])} is {Geometry.Format(size)} of {type.Name}: slices of one volume must be alike; export them again.");
            }

            other.Bytes.CopyTo(all, i * bytes.Length);
        }

        return new StoredImage(folder, Geometry.OfSize([slices.Length, .. size]), type, all);
    }

    private static string[] Slices(string folder)
    {
        try
        {
            // Hidden files are notes of the operating system; macOS calls them ._name.png.
            return [.. Directory.EnumerateFiles(folder).Where(file => file.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && !Path.GetFileName(file).StartsWith('.')).OrderBy(Path.GetFileName, new NaturalOrder())];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ImageFormatException(folder, $"cannot be opened ({e.Message.TrimEnd('.')}); check the path and its permissions.", e);
        }
    }
}
