using System.IO.Compression;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Formats.Npy;

/// <summary>Images as arrays of NumPy in an archive (.npz): what numpy.savez and numpy.savez_compressed write. The checksum of an array is verified.</summary>
public static class NpzFile
{
    private const string Extension = ".npy";

    /// <summary>Reads an array as an image.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The array; without, the one called "image", else the only one, else the one called "label".</param>
    /// <exception cref="ImageFormatException">The file is missing or damaged, there is no such array, or it is no image of two or three axes.</exception>
    public static StoredImage Read(string path, string? name = null) =>
        Read(path, present => name is null ? ArrayChoice.Of(path, present, ArrayChoice.Image, ArrayChoice.Label) : name);

    /// <summary>Writes an image as the only array, compressed; an existing file is replaced at once. Its spacing and place are not kept.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="image">The image.</param>
    /// <param name="name">The array's name; without, "label" for bytes and "image" for all else.</param>
    /// <exception cref="ReportedException">The file cannot be written.</exception>
    public static void Write<T>(string path, Volume<T> image, string? name = null)
        where T : unmanaged => AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            var entry = archive.CreateEntry((name ?? ArrayChoice.NameFor<T>()) + Extension, CompressionLevel.Fastest);
            using var content = entry.Open();
            NpyArray.Write(content, image);
        });

    /// <summary>Reads the array that is chosen among those that are there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="choose">Chooses a name.</param>
    internal static StoredImage Read(string path, Func<string[], string> choose)
    {
        using var file = FileContent.Open(path, "an archive of NumPy arrays");
        using var archive = FileContent.Guard(path, () => new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true));
        var entries = FileContent.Guard(path, () => archive.Entries).Where(entry => entry.FullName.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)).ToArray();
        string[] names = [.. entries.Select(NameOf)];
        string name = choose(names);
        var chosen = entries.FirstOrDefault(entry => NameOf(entry) == name) ?? throw ArrayChoice.Missing(path, name, names);

        using var content = FileContent.Guard(path, chosen.Open);
        using var counted = new Crc32Stream(content);
        // What the archive says about the length of the entry may be damaged as well.
        var image = NpyArray.Read(path, counted, Math.Min(chosen.CompressedLength, file.Length), isCompressed: true);
        return counted.Value == chosen.Crc32
            ? image
            : throw new ImageFormatException(path, $"has an array '{name}' whose checksum does not fit: it is damaged; copy or export it again.");
    }

    private static string NameOf(ZipArchiveEntry entry) => entry.FullName[..^Extension.Length];
}
