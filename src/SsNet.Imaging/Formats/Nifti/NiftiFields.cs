using System.Buffers.Binary;
using System.Text;

namespace SsNet.Imaging.Formats.Nifti;

/// <summary>Reads the fields of a header.</summary>
/// <param name="bytes">The header.</param>
/// <param name="isBig">Whether the most significant byte comes first.</param>
internal readonly ref struct NiftiFields(ReadOnlySpan<byte> bytes, bool isBig)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public byte Byte(int at) => bytes[at];

    public short Int16(int at) => isBig ? BinaryPrimitives.ReadInt16BigEndian(bytes[at..]) : BinaryPrimitives.ReadInt16LittleEndian(bytes[at..]);

    public int Int32(int at) => isBig ? BinaryPrimitives.ReadInt32BigEndian(bytes[at..]) : BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);

    public long Int64(int at) => isBig ? BinaryPrimitives.ReadInt64BigEndian(bytes[at..]) : BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);

    public float Float(int at) => BitConverter.Int32BitsToSingle(Int32(at));

    public double Double(int at) => BitConverter.Int64BitsToDouble(Int64(at));

    public long[] Int16s(int at, int count)
    {
        var values = new long[count];
        for (int i = 0; i < count; i++) values[i] = Int16(at + 2 * i);
        return values;
    }

    public long[] Int64s(int at, int count)
    {
        var values = new long[count];
        for (int i = 0; i < count; i++) values[i] = Int64(at + 8 * i);
        return values;
    }

    public double[] Floats(int at, int count)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++) values[i] = Float(at + 4 * i);
        return values;
    }

    public double[] Doubles(int at, int count)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++) values[i] = Double(at + 8 * i);
        return values;
    }

    public string Text(int at, int length) => Encoding.Latin1.GetString(bytes.Slice(at, length));
}
