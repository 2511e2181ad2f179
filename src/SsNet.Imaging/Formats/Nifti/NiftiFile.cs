using System.IO.Compression;
using System.Runtime.InteropServices;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Formats.Nifti;

/// <summary>
/// Images in NIfTI-1 and NIfTI-2: one file (.nii), compressed (.nii.gz) or not, or a header and the numbers in two (.hdr and .img), all types of real numbers, both byte
/// orders, scaling, and more than three axes as frames. The affine map (sform) is preferred to the quaternion (qform).
/// </summary>
public static class NiftiFile
{
    private const string What = "a NIfTI file";

    private static readonly (int Code, string Name)[] Types =
    [
        (2, "uint8"), (4, "int16"), (8, "int32"), (16, "float32"), (64, "float64"),
        (256, "int8"), (512, "uint16"), (768, "uint32"), (1024, "int64"), (1280, "uint64"),
    ];

    /// <summary>Reads an image.</summary>
    /// <param name="path">The file; of a pair, either one.</param>
    /// <exception cref="ImageFormatException">The file is missing, damaged, or holds no image of real numbers.</exception>
    public static StoredImage Read(string path)
    {
        string headerPath = OtherOfPair(path, ".img", ".hdr");
        using var stream = FileContent.Open(headerPath, What);
        bool isCompressed = FileContent.IsGzip(stream);
        using var plain = isCompressed ? FileContent.Decompress(stream) : (Stream)stream;
        byte[] start = Start(headerPath, plain);
        var header = NiftiHeader.Parse(headerPath, start);
        if (header.IsSingleFile) return Read(headerPath, header, plain, stream.Length, isCompressed, start.Length);

        string numbersPath = OtherOfPair(headerPath, ".hdr", ".img");
        using var numbers = FileContent.Open(numbersPath, "the numbers of a NIfTI pair");
        bool areCompressed = FileContent.IsGzip(numbers);
        using var plainNumbers = areCompressed ? FileContent.Decompress(numbers) : (Stream)numbers;
        return Read(numbersPath, header, plainNumbers, numbers.Length, areCompressed, 0);
    }

    /// <summary>Writes an image as one file, compressed if the path ends in .gz; an existing file is replaced at once. NIfTI-2 is used for more than 32767 voxels along an axis.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="image">The image. One of two axes becomes a single slice.</param>
    /// <exception cref="ImageFormatException">The numbers are 16-bit floating-point, which NIfTI does not hold.</exception>
    /// <exception cref="ReportedException">The file cannot be written.</exception>
    public static void Write<T>(string path, Volume<T> image)
        where T : unmanaged
    {
        string name = NumberType.Of<T>().Name;
        int typeCode = Types.FirstOrDefault(type => type.Name == name).Code;
        if (typeCode == 0) throw new ImageFormatException(path, $"cannot be written: NIfTI holds no numbers of the type {name}; choose .npy, .npz or .h5.");
        var geometry = image.Geometry.Rank == 3 ? image.Geometry : AsSlice(image.Geometry);
        var header = new NiftiHeader { Sizes = [.. geometry.Size.Reverse()], TypeCode = typeCode, Steps = [], Offset = 0, Slope = 1 };
        header = NiftiOrientation.Describe(header, geometry);
        byte[] bytes = (header with { Offset = header.ToBytes().Length }).ToBytes();
        AtomicFile.Write(path, stream =>
        {
            if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                WriteTo(stream, bytes, image.Voxels);
                return;
            }

            using var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true);
            WriteTo(gzip, bytes, image.Voxels);
        });
    }

    /// <summary>The type that a header's number stands for; null when there is none that can be read.</summary>
    internal static NumberType? TypeOf(int code) => Types.FirstOrDefault(type => type.Code == code).Name is { } name ? NumberType.Named(name) : null;

    private static StoredImage Read(string path, NiftiHeader header, Stream numbers, long fileLength, bool isCompressed, int position)
    {
        var type = TypeOf(header.TypeCode) ?? throw new ImageFormatException(
            path, $"holds numbers of NIfTI's type {header.TypeCode} (such as complex numbers or colours), which cannot be read; save it as integers or floating-point numbers.");
        // Some software leaves the place out where it can be no other: behind the header and four bytes of extensions.
        double offset = header.IsSingleFile && header.Offset == 0 ? position + 4 : header.Offset;
        if (!(offset >= 0 && offset <= int.MaxValue)) throw new ImageFormatException(path, $"says that its numbers begin at byte {header.Offset}: it is damaged; copy or export it again.");
        int length = FileContent.CheckedLength(path, header.Sizes, type.Size, isCompressed ? fileLength : fileLength - (long)offset, isCompressed);

        // The start is read already: at most four bytes beyond the header.
        Skip(path, numbers, (long)offset - position);
        byte[] bytes = FileContent.ReadExactly(path, numbers, length);
        if (isCompressed) FileContent.VerifyToEnd(path, numbers);
        if (header.IsSwapped) type.SwapBytes(bytes);

        int[] space = [.. header.Sizes.Concat(Enumerable.Repeat(1L, 3)).Take(3).Select(n => checked((int)n))];
        var geometry = NiftiOrientation.Read(path, header, space);
        // Software writes 0, or a number that is none, for no scaling.
        bool isScaled = header.Slope != 0 && double.IsFinite(header.Slope);
        if (isScaled && !double.IsFinite(header.Intercept)) throw new ImageFormatException(path, $"adds {header.Intercept} to its numbers: it is damaged; correct its header or export it again.");
        return new StoredImage(path, geometry, type, bytes, isScaled ? header.Slope : 1, isScaled ? header.Intercept : 0);
    }

    /// <summary>The first bytes: those of a NIfTI-2 header, or of a NIfTI-1 header and the four after it, or as many as there are.</summary>
    private static byte[] Start(string path, Stream stream) => FileContent.Guard(path, () =>
    {
        var bytes = new byte[NiftiHeader.SecondSize];
        int read = stream.ReadAtLeast(bytes.AsSpan(0, NiftiHeader.FirstSize), NiftiHeader.FirstSize, throwOnEndOfStream: false);
        bool isSecond = read == NiftiHeader.FirstSize && BitConverter.ToInt32(bytes) is NiftiHeader.SecondSize or 0x1C020000;
        if (isSecond) read += stream.ReadAtLeast(bytes.AsSpan(read), bytes.Length - read, throwOnEndOfStream: false);
        return bytes[..read];
    });

    private static void Skip(string path, Stream stream, long count)
    {
        if (count < 0) throw new ImageFormatException(path, "says that its numbers begin inside its header: it is damaged; copy or export it again.");
        var rest = new byte[Math.Min(count, 1 << 16)];
        for (; count > 0; count -= rest.Length)
        {
            if (count < rest.Length) rest = new byte[count];
            _ = FileContent.Guard(path, () =>
            {
                stream.ReadExactly(rest);
                return true;
            });
        }
    }

    /// <summary>The other file of a pair where the path has the one extension, compressed or not; else the path itself.</summary>
    private static string OtherOfPair(string path, string from, string to)
    {
        string gz = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[^3..] : "";
        string plain = path[..^gz.Length];
        if (!plain.EndsWith(from, StringComparison.OrdinalIgnoreCase)) return path;
        string other = plain[..^from.Length] + to;
        return File.Exists(other + gz) || !File.Exists(other + (gz.Length > 0 ? "" : ".gz")) ? other + gz : other + (gz.Length > 0 ? "" : ".gz");
    }

    private static Geometry AsSlice(Geometry slice)
    {
        var (s, o, d) = (slice.Spacing, slice.Origin, slice.Direction);
        return new Geometry([1, .. slice.Size], [1, .. s], [.. o, 0], [0, d[0], d[1], 0, d[2], d[3], 1, 0, 0]);
    }

    private static void WriteTo<T>(Stream stream, byte[] header, T[] voxels)
        where T : unmanaged
    {
        stream.Write(header);
        stream.Write(MemoryMarshal.AsBytes(voxels.AsSpan()));
    }
}
