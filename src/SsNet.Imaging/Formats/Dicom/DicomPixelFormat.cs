using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SsNet.Imaging.Formats.Dicom;

/// <summary>How a pixel lies in its 8 or 16 bits (PS3.5, section 8.1.1): the stored bits end at the high bit, and bits around them belong to others, such as overlays.</summary>
/// <param name="Allocated">Bits per pixel: 8 or 16.</param>
/// <param name="Stored">Bits that hold the value.</param>
/// <param name="HighBit">The highest of them, from 0.</param>
/// <param name="IsSigned">Whether the value is in two's complement.</param>
internal readonly record struct DicomPixelFormat(int Allocated, int Stored, int HighBit, bool IsSigned)
{
    /// <summary>Bytes per pixel.</summary>
    public int Size => Allocated / 8;

    /// <summary>The type of the values.</summary>
    public NumberType Type => (Allocated, IsSigned) switch
    {
        (8, false) => NumberType.Of<byte>(),
        (8, true) => NumberType.Of<sbyte>(),
        (_, false) => NumberType.Of<ushort>(),
        _ => NumberType.Of<short>(),
    };

    /// <summary>The format of a file's pixels.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="ImageFormatException">They are no grey values of 8 or 16 bits.</exception>
    public static DicomPixelFormat Of(DicomFile file)
    {
        string path = file.Path;
        int Required(DicomTag tag) => file.Elements.Short(tag) ?? throw new ImageFormatException(path, $"has no {tag}: it is damaged; export it again.");

        int samples = file.Elements.Short(DicomTag.SamplesPerPixel) ?? 1;
        string photometric = file.Elements.Text(DicomTag.Photometric) ?? "MONOCHROME2";
        if (samples != 1 || !photometric.StartsWith("MONOCHROME", StringComparison.Ordinal))
        {
            throw new ImageFormatException(path, $"holds colours ({photometric}, {samples} per pixel), but an image has one grey value per voxel; export the grey images of the scanner.");
        }

        int allocated = Required(DicomTag.BitsAllocated), stored = Required(DicomTag.BitsStored);
        int highBit = file.Elements.Short(DicomTag.HighBit) ?? stored - 1;
        if (allocated is not (8 or 16)) throw new ImageFormatException(path, $"has {allocated} bits per pixel where 8 or 16 can be read; convert it to NIfTI or NRRD with the software that made it.");
        if (stored < 1 || stored > highBit + 1 || highBit >= allocated)
        {
            throw new ImageFormatException(path, $"stores {stored} bits up to bit {highBit} of {allocated}: it is damaged; export it again.");
        }

        int representation = Required(DicomTag.PixelRepresentation);
        if (representation > 1) throw new ImageFormatException(path, $"has the {DicomTag.PixelRepresentation} {representation}, which is neither 0 nor 1: it is damaged; export it again.");
        return new DicomPixelFormat(allocated, stored, highBit, representation == 1);
    }

    /// <summary>Turns little-endian pixels into values in this machine's byte order, in place.</summary>
    /// <param name="pixels">The pixels.</param>
    public void Unpack(Span<byte> pixels)
    {
        // Up to the top, then down again: what is not stored falls out, and the sign spreads.
        int up = 31 - HighBit, down = 32 - Stored;
        if (Allocated == 8)
        {
            for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)Value((uint)pixels[i] << up, down);
            return;
        }

        var numbers = MemoryMarshal.Cast<byte, ushort>(pixels);
        for (int i = 0; i < numbers.Length; i++)
        {
            uint raw = BitConverter.IsLittleEndian ? numbers[i] : BinaryPrimitives.ReverseEndianness(numbers[i]);
            numbers[i] = (ushort)Value(raw << up, down);
        }
    }

    private int Value(uint top, int down) => IsSigned ? (int)top >> down : (int)(top >> down);
}
