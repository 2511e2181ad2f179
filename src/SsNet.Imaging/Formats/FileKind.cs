using System.Buffers.Binary;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Formats.Nifti;
using SsNet.Imaging.Formats.Npy;
using SsNet.Imaging.Formats.Png;

namespace SsNet.Imaging.Formats;

/// <summary>What a file is, going by its first bytes.</summary>
internal enum FileKind
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>NRRD, with or without its numbers.</summary>
    Nrrd,

    /// <summary>NIfTI, also compressed or the header of a pair.</summary>
    Nifti,

    /// <summary>HDF5.</summary>
    Hdf5,

    /// <summary>An array of NumPy.</summary>
    Npy,

    /// <summary>An archive, which may hold arrays of NumPy.</summary>
    Npz,

    /// <summary>PNG.</summary>
    Png,

    /// <summary>A file of a DICOM series.</summary>
    Dicom,
}

/// <summary>Recognises files by their first bytes, whatever they are called.</summary>
internal static class FileKinds
{
    /// <summary>What a file is.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ImageFormatException">It is missing, empty, or cannot be opened.</exception>
    public static FileKind Of(string path)
    {
        using var stream = FileContent.Open(path, "an image file");
        byte[] start = Start(path, stream);
        var bytes = start.AsSpan();
        if (bytes.StartsWith("NRRD000"u8)) return FileKind.Nrrd;
        if (bytes.StartsWith(NpyHeader.Magic)) return FileKind.Npy;
        if (bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8)) return FileKind.Npz;
        if (bytes.StartsWith(PngChunks.Signature)) return FileKind.Png;
        if (IsNifti(bytes)) return FileKind.Nifti;
        if (IsDicom(path, stream)) return FileKind.Dicom;
        stream.Position = 0;
        if (FileContent.IsGzip(stream))
        {
            using var plain = FileContent.Decompress(stream);
            return IsNifti(Start(path, plain)) || IsNumbersOfPair(path) ? FileKind.Nifti : FileKind.Unknown;
        }

        if (FileContent.Guard(path, () => Hdf5Source.HasSignature(stream))) return FileKind.Hdf5;
        return IsNumbersOfPair(path) ? FileKind.Nifti : FileKind.Unknown;
    }

    private static byte[] Start(string path, Stream stream) => FileContent.Guard(path, () =>
    {
        var start = new byte[sizeof(long)];
        return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    });

    private static bool IsDicom(string path, Stream stream)
    {
        const int Preamble = 128;
        if (stream.Length <= Preamble) return false;
        stream.Position = Preamble;
        return Start(path, stream).AsSpan().StartsWith("DICM"u8);
    }

    /// <summary>NIfTI begins with the length of its header. So does Analyze, whose error the reader of NIfTI knows to tell.</summary>
    private static bool IsNifti(ReadOnlySpan<byte> start)
    {
        if (start.Length < sizeof(int)) return false;
        int length = BinaryPrimitives.ReadInt32LittleEndian(start);
        return (length & 0xFFFF) != 0
            ? length is NiftiHeader.FirstSize or NiftiHeader.SecondSize
            : BinaryPrimitives.ReverseEndianness(length) is NiftiHeader.FirstSize or NiftiHeader.SecondSize;
    }

    /// <summary>The numbers of a NIfTI pair have no signature: their name alone tells what they are.</summary>
    private static bool IsNumbersOfPair(string path) =>
        path.EndsWith(".img", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".img.gz", StringComparison.OrdinalIgnoreCase);
}
