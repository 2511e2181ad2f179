using System.IO.Compression;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Formats;

/// <summary>Reads files with errors that speak to the user, and never more bytes than a damaged header may claim.</summary>
internal static class FileContent
{
    /// <summary>Deflate shrinks at most 1032 times, so no file holds more than this many times its length.</summary>
    private const long LargestExpansion = 1032;

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it should be, such as "an NRRD file".</param>
    /// <exception cref="ImageFormatException">It is missing, empty, a folder, or cannot be opened.</exception>
    public static FileStream Open(string path, string what)
    {
        if (Directory.Exists(path)) throw new ImageFormatException(path, $"is a folder, not {what}; name a file.");
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length > 0) return stream;
            stream.Dispose();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageFormatException(path, "there is no such file; check the path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ImageFormatException(path, $"cannot be opened ({e.Message.TrimEnd('.')}); check the path and its permissions.", e);
        }

        throw new ImageFormatException(path, "is empty (0 bytes); copy or export it again.");
    }

    /// <summary>Whether a stream goes on with the two bytes of gzip; its position stays.</summary>
    /// <param name="stream">The stream.</param>
    public static bool IsGzip(Stream stream)
    {
        long start = stream.Position;
        bool isGzip = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = start;
        return isGzip;
    }

    /// <summary>The number of bytes of an image, checked against what an array and the file can hold before anything is allocated.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sizes">Numbers along every axis, each at least 1.</param>
    /// <param name="bytesPerNumber">Bytes per number.</param>
    /// <param name="stored">Bytes of the file that hold the numbers.</param>
    /// <param name="isCompressed">Whether they are compressed.</param>
    /// <exception cref="ImageFormatException">The file cannot hold so many.</exception>
    public static int CheckedLength(string path, IEnumerable<long> sizes, int bytesPerNumber, long stored, bool isCompressed)
    {
        long[] all = [.. sizes];
        // In floating point, where sizes that a damaged file declares cannot overflow.
        double length = all.Aggregate((double)bytesPerNumber, (product, n) => product * n);
        string shape = string.Join('×', all);
        if (length > Array.MaxLength) throw new ImageFormatException(path, $"declares {shape} numbers, more than 2 GiB; crop or resample it.");
        if (length > Math.Max(0, stored) * (double)(isCompressed ? LargestExpansion : 1))
        {
            throw new ImageFormatException(path, $"declares {shape} numbers, but only {Math.Max(0, stored)} bytes are there for them: it is truncated or damaged; copy or export it again.");
        }

        return (int)length;
    }

    /// <summary>Reads exactly so many bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stream">The stream, perhaps a decompressing one.</param>
    /// <param name="length">The number of bytes.</param>
    /// <exception cref="ImageFormatException">The stream ends before, or cannot be decompressed.</exception>
    public static byte[] ReadExactly(string path, Stream stream, int length) => Guard(path, () =>
    {
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    });

    /// <summary>Runs a part of a reader.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">The part.</param>
    /// <exception cref="ImageFormatException">The file ends too early, or cannot be decompressed or read.</exception>
    public static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (EndOfStreamException e)
        {
            throw new ImageFormatException(path, "ends before all its bytes are there: it is truncated; copy or export it again.", e);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new ImageFormatException(path, $"cannot be decompressed or read ({e.Message.TrimEnd('.')}): it is damaged; copy or export it again.", e);
        }
    }

    /// <summary>A stream of the decompressed bytes, which ends only where the compressed ones are complete.</summary>
    /// <param name="stream">The compressed ones; left open.</param>
    public static GZipStream Decompress(Stream stream) => new(new GzipSource(stream), CompressionMode.Decompress, leaveOpen: true);

    /// <summary>Reads a decompressing stream to its end, where the checksum of everything before is verified; what follows the numbers is passed over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="stream">The stream.</param>
    /// <exception cref="ImageFormatException">The checksum does not fit, or the compressed bytes are not complete.</exception>
    public static void VerifyToEnd(string path, Stream stream) => Guard(path, () =>
    {
        var rest = new byte[1 << 16];
        while (stream.Read(rest) > 0)
        {
        }

        return true;
    });

    /// <summary>Puts samples that hold their components together into frames: from [voxel][component] to [component][voxel].</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="components">Components per voxel.</param>
    /// <param name="size">Bytes per number.</param>
    public static byte[] Deinterleave(byte[] numbers, int components, int size)
    {
        if (components == 1) return numbers;
        var frames = new byte[numbers.Length];
        int voxels = numbers.Length / size / components;
        for (int c = 0; c < components; c++)
        {
            for (int v = 0; v < voxels; v++)
            {
                numbers.AsSpan((v * components + c) * size, size).CopyTo(frames.AsSpan((c * voxels + v) * size, size));
            }
        }

        return frames;
    }

    /// <summary>The error for a grid that no image can have.</summary>
    /// <param name="path">The file.</param>
    /// <param name="make">Makes the grid.</param>
    /// <exception cref="ImageFormatException">The grid is not allowed.</exception>
    public static Geometry GeometryOf(string path, Func<Geometry> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException e)
        {
            throw new ImageFormatException(path, $"has a grid that no image can have: {e.Message.Split(" (Parameter")[0].TrimEnd('.')}; correct its header.", e);
        }
    }
}
