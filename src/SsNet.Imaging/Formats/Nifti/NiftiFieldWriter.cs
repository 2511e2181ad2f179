using System.Runtime.InteropServices;

namespace SsNet.Imaging.Formats.Nifti;

/// <summary>Writes the fields of a header in this machine's byte order.</summary>
/// <param name="bytes">The header.</param>
internal readonly ref struct NiftiFieldWriter(Span<byte> bytes)
{
    private readonly Span<byte> bytes = bytes;

    public void Int16(int at, int value) => MemoryMarshal.Write(bytes[at..], (short)value);

    public void Int32(int at, int value) => MemoryMarshal.Write(bytes[at..], value);

    public void Int64(int at, long value) => MemoryMarshal.Write(bytes[at..], value);

    public void Floats(int at, ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++) MemoryMarshal.Write(bytes[(at + 4 * i)..], (float)values[i]);
    }

    public void Doubles(int at, ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++) MemoryMarshal.Write(bytes[(at + 8 * i)..], values[i]);
    }
}
