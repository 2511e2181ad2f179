using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Formats.Nrrd;

/// <summary>
/// Images in NRRD, the format of 3D Slicer: header and numbers in one file (.nrrd) or in two (.nhdr and the file it names), raw, gzip or text, all types of
/// numbers, both byte orders. Space directions and origin are read in LPS, RAS and LAS and written in LPS.
/// </summary>
public static class NrrdFile
{
    private const string What = "an NRRD file";

    /// <summary>Reads an image.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ImageFormatException">The file is missing, damaged, or holds no image of two or three axes.</exception>
    public static StoredImage Read(string path)
    {
        using var stream = FileContent.Open(path, What);
        var header = NrrdHeader.Read(path, stream);
        var axes = NrrdAxes.Of(path, header);
        var type = header.Type();
        byte[] bytes = new NrrdNumbers(path, header, type).Read(stream);
        if (IsOtherByteOrder(header, type)) type.SwapBytes(bytes);
        if (axes.IsInterleaved) bytes = FileContent.Deinterleave(bytes, axes.Frames, type.Size);
        return new StoredImage(path, axes.Geometry, type, bytes);
    }

    /// <summary>Writes an image, compressed; an existing file is replaced at once. A path that ends in .nhdr gets the numbers in a second file beside it.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="image">The image.</param>
    /// <exception cref="ImageFormatException">The numbers are 16-bit floating-point, which NRRD does not hold.</exception>
    /// <exception cref="ReportedException">The file cannot be written.</exception>
    public static void Write<T>(string path, Volume<T> image)
        where T : unmanaged
    {
        bool isDetached = path.EndsWith(".nhdr", StringComparison.OrdinalIgnoreCase);
        string numbers = Path.ChangeExtension(path, ".raw.gz");
        byte[] header = Encoding.ASCII.GetBytes(HeaderOf(path, image, isDetached ? Path.GetFileName(numbers) : null));
        if (isDetached) AtomicFile.Write(numbers, stream => Compress(stream, image.Voxels));
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            if (!isDetached) Compress(stream, image.Voxels);
        });
    }

    private static bool IsOtherByteOrder(NrrdHeader header, NumberType type)
    {
        if (type.Size == 1 || NrrdNumbers.IsText(header)) return false;
        string endian = header.Required("endian");
        return endian.ToLowerInvariant() switch
        {
            "little" => !BitConverter.IsLittleEndian,
            "big" => BitConverter.IsLittleEndian,
            _ => throw header.Failure($"has 'endian: {endian}', which is neither little nor big; correct it."),
        };
    }

    private static string HeaderOf<T>(string path, Volume<T> image, string? numbers)
        where T : unmanaged
    {
        var geometry = image.Geometry;
        string type = NumberType.Of<T>().Name switch
        {
            "float32" => "float",
            "float64" => "double",
            "float16" => throw new ImageFormatException(path, "cannot be written: NRRD holds no 16-bit floating-point numbers; choose .npy, .npz or .h5."),
            string name => name,
        };
        string[] steps = [.. WorldAxes.StepsOf(geometry).Select(Vector)];
        string[] lines =
        [
            "NRRD0005",
            "# Complete NRRD file format specification at:",
            "# http://teem.sourceforge.net/nrrd/format.html",
            $"type: {type}",
            $"dimension: {geometry.Rank}",
            geometry.Rank == 3 ? "space: left-posterior-superior" : "space dimension: 2",
            $"sizes: {string.Join(' ', geometry.Size.Reverse())}",
            $"space directions: {string.Join(' ', steps)}",
            $"kinds: {string.Join(' ', geometry.Size.Select(_ => "domain"))}",
            $"endian: {(BitConverter.IsLittleEndian ? "little" : "big")}",
            "encoding: gzip",
            $"space origin: {Vector([.. geometry.Origin])}",
            .. numbers is null ? Array.Empty<string>() : [$"data file: {numbers}"],
        ];
        return string.Join('\n', lines) + (numbers is null ? "\n\n" : "\n");
    }

    private static string Vector(double[] values) => $"({string.Join(',', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))})";

    private static void Compress<T>(Stream stream, T[] voxels)
        where T : unmanaged
    {
        using var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
        gzip.Write(MemoryMarshal.AsBytes(voxels.AsSpan()));
    }
}
