using System.Collections.Immutable;
using static TorchSharp.torch;

namespace SsNet.Weights;

/// <summary>A number type that weight files store, with its names in the two file formats.</summary>
/// <param name="Type">The type in memory.</param>
/// <param name="Size">Bytes per number.</param>
/// <param name="SafetensorsName">The <c>dtype</c> of safetensors.</param>
/// <param name="StorageName">PyTorch's storage class, without its module <c>torch</c>.</param>
internal sealed record StoredType(ScalarType Type, int Size, string SafetensorsName, string StorageName)
{
    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<StoredType> All =
    [
        new(ScalarType.Float64, 8, "F64", "DoubleStorage"),
        new(ScalarType.Float32, 4, "F32", "FloatStorage"),
        new(ScalarType.Float16, 2, "F16", "HalfStorage"),
        new(ScalarType.BFloat16, 2, "BF16", "BFloat16Storage"),
        new(ScalarType.Int64, 8, "I64", "LongStorage"),
        new(ScalarType.Int32, 4, "I32", "IntStorage"),
        new(ScalarType.Int16, 2, "I16", "ShortStorage"),
        new(ScalarType.Int8, 1, "I8", "CharStorage"),
        new(ScalarType.Byte, 1, "U8", "ByteStorage"),
        new(ScalarType.Bool, 1, "BOOL", "BoolStorage"),
    ];

    private const int MostDimensions = 64;

    /// <summary>The bytes a tensor of this type takes.</summary>
    /// <param name="shape">Its shape, as a file states it.</param>
    /// <exception cref="InvalidDataException">A negative size, more than 64 dimensions, or 2 GiB or more.</exception>
    public long CountBytes(ReadOnlySpan<long> shape)
    {
        if (shape.Length > MostDimensions) throw new InvalidDataException($"A tensor has {shape.Length} dimensions.");

        long bytes = Size;
        // Zero sizes are left out of the product at first: libtorch computes strides from the others, which must not overflow.
        foreach (long size in shape)
        {
            if (size < 0) throw new InvalidDataException("A tensor has a negative size.");
            if (Math.Max(size, 1) > int.MaxValue / bytes) throw new InvalidDataException("A tensor has 2 GiB or more, which is not supported.");
            bytes *= Math.Max(size, 1);
        }

        return shape.Contains(0) ? 0 : bytes;
    }

    /// <summary>
    /// Reads a tensor that lies in a stream as plain little-endian numbers. It belongs to the caller, not to any dispose scope.
    /// Check that the stream holds as many bytes before: the memory is taken first.
    /// </summary>
    /// <param name="stream">The stream, at the first number.</param>
    /// <param name="shape">The shape, for which <see cref="CountBytes"/> does not throw.</param>
    public Tensor Read(Stream stream, long[] shape)
    {
        var tensor = empty(shape, Type, CPU).DetachFromDisposeScope();
        try
        {
            if (tensor.NumberOfElements == 0) return tensor;

            stream.ReadExactly(tensor.bytes);
            if (Type == ScalarType.Bool && tensor.bytes.ContainsAnyExceptInRange((byte)0, (byte)1))
            {
                throw new InvalidDataException("A truth value is neither 0 nor 1.");
            }

            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }
}
