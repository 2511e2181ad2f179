using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SsNet.Imaging.Formats;

/// <summary>A type of number that a file may hold, and how such numbers become voxels.</summary>
internal abstract class NumberType
{
    private static readonly Dictionary<Type, NumberType> Known = new NumberType[]
    {
        new NumberType<sbyte>("int8"),
        new NumberType<short>("int16"),
        new NumberType<int>("int32"),
        new NumberType<long>("int64"),
        new NumberType<byte>("uint8"),
        new NumberType<ushort>("uint16"),
        new NumberType<uint>("uint32"),
        new NumberType<ulong>("uint64"),
        new NumberType<Half>("float16"),
        new NumberType<float>("float32"),
        new NumberType<double>("float64"),
    }.ToDictionary(type => type.Element);

    private protected NumberType(string name, Type element, int size)
    {
        Name = name;
        Element = element;
        Size = size;
    }

    /// <summary>Its name, such as int16 or float32.</summary>
    public string Name { get; }

    /// <summary>What .NET calls it.</summary>
    public Type Element { get; }

    /// <summary>Bytes per number.</summary>
    public int Size { get; }

    /// <summary>The type that .NET calls <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">An integer or floating-point type.</typeparam>
    /// <exception cref="ArgumentException">It is no number of a file.</exception>
    public static NumberType Of<T>() =>
        Known.GetValueOrDefault(typeof(T)) ?? throw new ArgumentException($"{typeof(T).Name} is no type of number that files hold.");

    /// <summary>The type of a name such as int16.</summary>
    /// <param name="name">The name.</param>
    public static NumberType Named(string name) => Known.Values.First(type => type.Name == name);

    /// <summary>Reverses the bytes of every number in place.</summary>
    /// <param name="bytes">The numbers.</param>
    public void SwapBytes(Span<byte> bytes)
    {
        if (Size == 1) return;
        for (int i = 0; i + Size <= bytes.Length; i += Size) bytes.Slice(i, Size).Reverse();
    }

    /// <summary>Converts to image voxels, slope · number + intercept; what float cannot hold becomes infinite.</summary>
    /// <param name="bytes">The numbers in this machine's byte order.</param>
    /// <param name="voxels">Receives as many voxels.</param>
    /// <param name="slope">The factor.</param>
    /// <param name="intercept">What is added.</param>
    public abstract void ToFloats(ReadOnlySpan<byte> bytes, Span<float> voxels, double slope = 1, double intercept = 0);

    /// <summary>Converts to whole numbers, up to the first number that is none.</summary>
    /// <typeparam name="TInteger">The type of the whole numbers: byte for classes, int for the values of label maps.</typeparam>
    /// <param name="bytes">The numbers in this machine's byte order.</param>
    /// <param name="voxels">Receives as many voxels.</param>
    /// <returns>The index of the number that is out of range or fractional; −1 when there is none.</returns>
    public abstract int ToIntegers<TInteger>(ReadOnlySpan<byte> bytes, Span<TInteger> voxels)
        where TInteger : unmanaged, IBinaryInteger<TInteger>;

    /// <summary>A number as text.</summary>
    /// <param name="bytes">The numbers in this machine's byte order.</param>
    /// <param name="index">Which one.</param>
    public abstract string Text(ReadOnlySpan<byte> bytes, int index);

    /// <summary>Reads a number from text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">Receives the number in this machine's byte order.</param>
    /// <returns>Whether it is one of this type.</returns>
    public abstract bool TryParse(ReadOnlySpan<char> text, Span<byte> bytes);
}

/// <summary>The numbers that .NET calls <typeparamref name="T"/>.</summary>
/// <typeparam name="T">An integer or floating-point type.</typeparam>
/// <param name="name">Its name in messages.</param>
internal sealed class NumberType<T>(string name) : NumberType(name, typeof(T), Unsafe.SizeOf<T>())
    where T : unmanaged, INumberBase<T>
{
    /// <inheritdoc/>
    public override void ToFloats(ReadOnlySpan<byte> bytes, Span<float> voxels, double slope = 1, double intercept = 0)
    {
        var numbers = MemoryMarshal.Cast<byte, T>(bytes);
        if (slope == 1 && intercept == 0)
        {
            for (int i = 0; i < numbers.Length; i++) voxels[i] = float.CreateSaturating(numbers[i]);
        }
        else
        {
            for (int i = 0; i < numbers.Length; i++) voxels[i] = (float)(slope * double.CreateSaturating(numbers[i]) + intercept);
        }
    }

    /// <inheritdoc/>
    public override int ToIntegers<TInteger>(ReadOnlySpan<byte> bytes, Span<TInteger> voxels)
    {
        var numbers = MemoryMarshal.Cast<byte, T>(bytes);
        for (int i = 0; i < numbers.Length; i++)
        {
            // NaN and everything out of range or fractional comes back as another number.
            voxels[i] = TInteger.CreateSaturating(numbers[i]);
            if (T.CreateTruncating(voxels[i]) != numbers[i]) return i;
        }

        return -1;
    }

    /// <inheritdoc/>
    public override string Text(ReadOnlySpan<byte> bytes, int index) =>
        MemoryMarshal.Cast<byte, T>(bytes)[index].ToString(null, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override bool TryParse(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        if (!T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out T number)) return false;
        MemoryMarshal.Write(bytes, number);
        return true;
    }
}
