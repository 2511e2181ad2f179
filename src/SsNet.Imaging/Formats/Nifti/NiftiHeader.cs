using System.Buffers.Binary;

namespace SsNet.Imaging.Formats.Nifti;

/// <summary>
/// What matters of the header of NIfTI-1 (348 bytes) and NIfTI-2 (540 bytes; https://nifti.nimh.nih.gov): the same fields in other places and types. World coordinates
/// in it are RAS: to the patient's right, front and head.
/// </summary>
internal sealed record NiftiHeader
{
    public const int FirstSize = 348;
    public const int SecondSize = 540;

    /// <summary>Whether the file has the other byte order than this machine.</summary>
    public bool IsSwapped { get; init; }

    /// <summary>The numbers per axis, fastest first; as many as the header says there are.</summary>
    public required long[] Sizes { get; init; }

    /// <summary>The number that stands for the type.</summary>
    public required int TypeCode { get; init; }

    /// <summary>The sign of the third axis of the quaternion's rotation, then the steps along the axes.</summary>
    public required double[] Steps { get; init; }

    /// <summary>Where the numbers begin.</summary>
    public required double Offset { get; init; }

    /// <summary>What the numbers are multiplied by; 0 for no scaling.</summary>
    public double Slope { get; init; }

    /// <summary>What is added then.</summary>
    public double Intercept { get; init; }

    /// <summary>Units of space and time.</summary>
    public int Units { get; init; }

    /// <summary>What the quaternion gives; 0 for nothing.</summary>
    public int QuaternionCode { get; init; }

    /// <summary>What the affine map gives; 0 for nothing.</summary>
    public int AffineCode { get; init; }

    /// <summary>b, c and d of the quaternion.</summary>
    public double[] Quaternion { get; init; } = [0, 0, 0];

    /// <summary>Position of the first voxel for the quaternion.</summary>
    public double[] QuaternionOffset { get; init; } = [0, 0, 0];

    /// <summary>The affine map, three rows of four.</summary>
    public double[] Affine { get; init; } = new double[12];

    /// <summary>Whether header and numbers are in one file.</summary>
    public bool IsSingleFile { get; init; }

    /// <summary>Reads a header.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="bytes">Its first bytes, 540 or as many as there are.</param>
    /// <exception cref="ImageFormatException">It is no header.</exception>
    public static NiftiHeader Parse(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= FirstSize)
        {
            int size = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            int swapped = BinaryPrimitives.ReverseEndianness(size);
            if (size == FirstSize || swapped == FirstSize) return First(path, bytes, isBig: size != FirstSize);
            if (bytes.Length >= SecondSize && (size == SecondSize || swapped == SecondSize)) return Second(path, bytes, isBig: size != SecondSize);
        }

        throw new ImageFormatException(path, "is not a NIfTI file (its header is neither 348 nor 540 bytes long); choose the format by the right extension or export it again.");
    }

    /// <summary>The header as NIfTI-1 or, where sizes need it, NIfTI-2, in this machine's byte order.</summary>
    public byte[] ToBytes()
    {
        bool isSecond = Sizes.Any(n => n > short.MaxValue);
        var bytes = new byte[(isSecond ? SecondSize : FirstSize) + 4];
        if (isSecond) WriteSecond(bytes);
        else WriteFirst(bytes);
        return bytes;
    }

    private static NiftiHeader First(string path, ReadOnlySpan<byte> bytes, bool isBig)
    {
        var field = new NiftiFields(bytes, isBig);
        string magic = field.Text(344, 3);
        if (magic is not ("n+1" or "ni1")) throw new ImageFormatException(path, "is an Analyze 7.5 file, not NIfTI: it does not say which side is left; convert it to NIfTI with the software that made it.");
        return new NiftiHeader
        {
            IsSwapped = isBig == BitConverter.IsLittleEndian,
            Sizes = SizesOf(path, field.Int16(40), field.Int16s(42, 7)),
            TypeCode = field.Int16(70),
            Steps = field.Floats(76, 8),
            Offset = field.Float(108),
            Slope = field.Float(112),
            Intercept = field.Float(116),
            Units = field.Byte(123),
            QuaternionCode = field.Int16(252),
            AffineCode = field.Int16(254),
            Quaternion = field.Floats(256, 3),
            QuaternionOffset = field.Floats(268, 3),
            Affine = field.Floats(280, 12),
            IsSingleFile = magic == "n+1",
        };
    }

    private static NiftiHeader Second(string path, ReadOnlySpan<byte> bytes, bool isBig)
    {
        var field = new NiftiFields(bytes, isBig);
        string magic = field.Text(4, 3);
        if (magic is not ("n+2" or "ni2")) throw new ImageFormatException(path, "has a header of 540 bytes without NIfTI-2's signature: it is damaged; copy or export it again.");
        return new NiftiHeader
        {
            IsSwapped = isBig == BitConverter.IsLittleEndian,
            Sizes = SizesOf(path, field.Int64(16), field.Int64s(24, 7)),
            TypeCode = field.Int16(12),
            Steps = field.Doubles(104, 8),
            Offset = field.Int64(168),
            Slope = field.Double(176),
            Intercept = field.Double(184),
            Units = field.Int32(500),
            QuaternionCode = field.Int32(344),
            AffineCode = field.Int32(348),
            Quaternion = field.Doubles(352, 3),
            QuaternionOffset = field.Doubles(376, 3),
            Affine = field.Doubles(400, 12),
            IsSingleFile = magic == "n+2",
        };
    }

    private static long[] SizesOf(string path, long count, long[] all)
    {
        if (count is < 1 or > 7) throw new ImageFormatException(path, $"declares {count} axes, but NIfTI has one to seven: it is damaged; copy or export it again.");
        long[] sizes = all[..(int)count];
        return sizes.All(n => n >= 1) ? sizes : throw new ImageFormatException(path, $"declares the size {string.Join('×', sizes)}, but every axis needs at least one voxel: it is damaged; copy or export it again.");
    }

    private void WriteFirst(Span<byte> bytes)
    {
        var field = new NiftiFieldWriter(bytes);
        field.Int32(0, FirstSize);
        field.Int16(40, Sizes.Length);
        for (int i = 0; i < 7; i++) field.Int16(42 + 2 * i, i < Sizes.Length ? (int)Sizes[i] : 1);
        field.Int16(70, TypeCode);
        field.Int16(72, BitsOf(TypeCode));
        field.Floats(76, Steps);
        field.Floats(108, [Offset]);
        field.Floats(112, [Slope, Intercept]);
        bytes[123] = (byte)Units;
        field.Int16(252, QuaternionCode);
        field.Int16(254, AffineCode);
        field.Floats(256, [.. Quaternion, .. QuaternionOffset, .. Affine]);
        "n+1\0"u8.CopyTo(bytes[344..]);
    }

    private void WriteSecond(Span<byte> bytes)
    {
        var field = new NiftiFieldWriter(bytes);
        field.Int32(0, SecondSize);
        "n+2\0\r\n\u001a\n"u8.CopyTo(bytes[4..]);
        field.Int16(12, TypeCode);
        field.Int16(14, BitsOf(TypeCode));
        field.Int64(16, Sizes.Length);
        for (int i = 0; i < 7; i++) field.Int64(24 + 8 * i, i < Sizes.Length ? Sizes[i] : 1);
        field.Doubles(104, Steps);
        field.Int64(168, (long)Offset);
        field.Doubles(176, [Slope, Intercept]);
        field.Int32(344, QuaternionCode);
        field.Int32(348, AffineCode);
        field.Doubles(352, [.. Quaternion, .. QuaternionOffset, .. Affine]);
        field.Int32(500, Units);
    }

    private static int BitsOf(int typeCode) => 8 * NiftiFile.TypeOf(typeCode)!.Size;
}
