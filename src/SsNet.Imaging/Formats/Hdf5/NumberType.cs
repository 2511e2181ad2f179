using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PureHDF;
using PureHDF.Selections;
using PureHDF.VOL.Native;

namespace SsNet.Imaging.Formats.Hdf5;

/// <summary>A type of number that a dataset may hold, and how such numbers become voxels.</summary>
internal abstract class NumberType
{
    /// <summary>The type of image voxels, which need no conversion.</summary>
    public static readonly NumberType Float32 = new NumberType<float>();

    private static readonly Dictionary<(H5DataTypeClass Class, int Size, bool IsSigned), NumberType> Known = new()
    {
        [(H5DataTypeClass.FixedPoint, 1, true)] = new NumberType<sbyte>(),
        [(H5DataTypeClass.FixedPoint, 2, true)] = new NumberType<short>(),
        [(H5DataTypeClass.FixedPoint, 4, true)] = new NumberType<int>(),
        [(H5DataTypeClass.FixedPoint, 8, true)] = new NumberType<long>(),
        [(H5DataTypeClass.FixedPoint, 1, false)] = new NumberType<byte>(),
        [(H5DataTypeClass.FixedPoint, 2, false)] = new NumberType<ushort>(),
        [(H5DataTypeClass.FixedPoint, 4, false)] = new NumberType<uint>(),
        [(H5DataTypeClass.FixedPoint, 8, false)] = new NumberType<ulong>(),
        [(H5DataTypeClass.FloatingPoint, 2, false)] = new NumberType<Half>(),
        [(H5DataTypeClass.FloatingPoint, 4, false)] = Float32,
        [(H5DataTypeClass.FloatingPoint, 8, false)] = new NumberType<double>(),
    };

    /// <summary>Bytes per number.</summary>
    public abstract int Size { get; }

    /// <summary>The type of number behind a type of the file; null when it is not a number.</summary>
    /// <param name="type">The file's type; an enumeration (h5py's Booleans) counts as its numbers.</param>
    public static NumberType? Of(IH5DataType type)
    {
        if (type.Class == H5DataTypeClass.Enumerated) type = type.Enumeration.BaseType;
        bool isSigned = type.Class == H5DataTypeClass.FixedPoint && type.FixedPoint.IsSigned;
        return Known.GetValueOrDefault((type.Class, type.Size, isSigned));
    }

    /// <summary>Whether PureHDF decodes a part of a dataset as this type.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="access">How to read it.</param>
    /// <param name="part">The part.</param>
    public abstract bool CanDecode(NativeDataset dataset, H5DatasetAccess access, Selection part);

    /// <summary>Reverses the bytes of every number in place.</summary>
    /// <param name="bytes">The numbers.</param>
    public abstract void SwapBytes(Span<byte> bytes);

    /// <summary>Converts to image voxels; what float cannot hold becomes infinite.</summary>
    /// <param name="bytes">The numbers in this machine's byte order.</param>
    /// <param name="voxels">Receives as many voxels.</param>
    public abstract void ToFloats(ReadOnlySpan<byte> bytes, Span<float> voxels);

    /// <summary>Converts to classes, up to the first number that is not a whole number from 0 to 255.</summary>
    /// <param name="bytes">The numbers in this machine's byte order.</param>
    /// <param name="voxels">Receives as many voxels.</param>
    /// <returns>The index of the number that is no class; −1 when there is none.</returns>
    public abstract int ToClasses(ReadOnlySpan<byte> bytes, Span<byte> voxels);

    /// <summary>A number as text.</summary>
    /// <param name="bytes">The numbers in this machine's byte order.</param>
    /// <param name="index">Which one.</param>
    public abstract string Text(ReadOnlySpan<byte> bytes, int index);
}

/// <summary>The numbers that .NET calls <typeparamref name="T"/>.</summary>
/// <typeparam name="T">An integer or floating-point type.</typeparam>
internal sealed class NumberType<T> : NumberType
    where T : unmanaged, INumberBase<T>
{
    /// <inheritdoc/>
    public override int Size => Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public override bool CanDecode(NativeDataset dataset, H5DatasetAccess access, Selection part)
    {
        try
        {
            dataset.Read<T[]>(access, part);
            return true;
        }
#pragma warning disable CA1031 // PureHDF throws a bare Exception.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public override void SwapBytes(Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i += Size) bytes.Slice(i, Size).Reverse();
    }

    /// <inheritdoc/>
    public override void ToFloats(ReadOnlySpan<byte> bytes, Span<float> voxels)
    {
        var numbers = MemoryMarshal.Cast<byte, T>(bytes);
        for (int i = 0; i < numbers.Length; i++) voxels[i] = float.CreateSaturating(numbers[i]);
    }

    /// <inheritdoc/>
    public override int ToClasses(ReadOnlySpan<byte> bytes, Span<byte> voxels)
    {
        var numbers = MemoryMarshal.Cast<byte, T>(bytes);
        for (int i = 0; i < numbers.Length; i++)
        {
            // NaN and everything out of range or fractional comes back as another number.
            voxels[i] = byte.CreateSaturating(numbers[i]);
            if (T.CreateTruncating(voxels[i]) != numbers[i]) return i;
        }

        return -1;
    }

    /// <inheritdoc/>
    public override string Text(ReadOnlySpan<byte> bytes, int index) =>
        MemoryMarshal.Cast<byte, T>(bytes)[index].ToString(null, CultureInfo.InvariantCulture);
}
