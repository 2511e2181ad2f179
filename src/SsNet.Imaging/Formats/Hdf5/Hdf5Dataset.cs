using System.Runtime.InteropServices;
using PureHDF;
using PureHDF.Selections;
using PureHDF.VOL.Native;

namespace SsNet.Imaging.Formats.Hdf5;

/// <summary>A dataset whose size and type have been checked before anything is allocated for it.</summary>
internal sealed class Hdf5Dataset
{
    /// <summary>Deflate shrinks at most 1032 times, so a file cannot hold more than this many times its length.</summary>
    private const long LargestExpansion = 1032;

    private readonly Hdf5Source source;
    private readonly NativeDataset dataset;
    private readonly Hdf5NumberType fileType;

    // PureHDF's own cache of 1 MiB makes it inflate every chunk of a whole-volume read many times over.
    private readonly H5DatasetAccess access = new(ChunkCache: new SimpleReadingChunkCache(chunkSlotCount: int.MaxValue, byteCount: ulong.MaxValue));

    public Hdf5Dataset(Hdf5Source source, string name, NativeDataset dataset)
    {
        this.source = source;
        this.dataset = dataset;
        Name = name;
        fileType = Guard(() => Hdf5NumberType.Of(dataset.Type))
            ?? throw Failure("does not hold numbers; save it as integers or floating-point numbers.");
        Size = CheckedSize();
    }

    /// <summary>Name or path inside the file.</summary>
    public string Name { get; }

    /// <summary>Voxels per axis; two or three axes.</summary>
    public int[] Size { get; }

    /// <summary>The type of the numbers.</summary>
    public NumberType Type => fileType.Numbers;

    private string What => $"dataset '{Name}'";

    /// <summary>All values as float, in row-major order.</summary>
    public float[] ReadFloats()
    {
        var values = new float[Count()];
        if (Type.Element == typeof(float))
        {
            var bytes = MemoryMarshal.AsBytes(values.AsSpan());
            ReadRaw(bytes);
            if (IsByteSwapped()) Type.SwapBytes(bytes);
        }
        else
        {
            Type.ToFloats(ReadNumbers(), values);
        }

        RequireFinite(values);
        return values;
    }

    /// <summary>All values as classes, in row-major order.</summary>
    public byte[] ReadClasses()
    {
        var values = new byte[Count()];
        byte[] native = ReadNumbers();
        int bad = Type.ToIntegers<byte>(native, values);
        return bad < 0 ? values : throw Failure(
            $"holds {Type.Text(native, bad)} at {IndexText(bad)}, but a class is a whole number from 0 to 255; fix the label map.");
    }

    /// <summary>All values in this machine's byte order, row-major.</summary>
    public byte[] ReadNumbers()
    {
        var bytes = new byte[(long)Count() * Type.Size];
        ReadRaw(bytes);
        if (IsByteSwapped()) Type.SwapBytes(bytes);
        return bytes;
    }

    /// <summary>The values of an attribute; null when the dataset does not have it.</summary>
    /// <param name="name">The attribute.</param>
    /// <param name="count">How many numbers it must have.</param>
    public double[]? ReadAttribute(string name, int count)
    {
        if (!Guard(() => dataset.AttributeExists(name))) return null;
        double[] values = Guard(() =>
        {
            var attribute = dataset.Attribute(name);
            return (attribute.Type.Class, attribute.Type.Size) switch
            {
                (H5DataTypeClass.FloatingPoint, 8) => attribute.Read<double[]>(),
                (H5DataTypeClass.FloatingPoint, 4) => Array.ConvertAll(attribute.Read<float[]>(), value => (double)value),
                _ => [],
            };
        });
        return values.Length == count && values.All(double.IsFinite)
            ? values
            : throw Failure($"has an attribute '{name}' that is not {count} finite floating-point numbers; correct or remove it.");
    }

    /// <summary>An error about this dataset.</summary>
    /// <param name="cause">What is wrong with it, and what to do.</param>
    public ImageFormatException Failure(string cause) => new(source.Path, $"{What} {cause}");

    private int[] CheckedSize()
    {
        ulong[] dimensions = Guard(() => dataset.Space.Type == H5DataspaceType.Simple ? dataset.Space.Dimensions : []);
        string shape = dimensions.Length == 0 ? "no axes" : string.Join('×', dimensions);
        if (dimensions.Length is not (2 or 3)) throw Failure($"has {dimensions.Length} axes ({shape}), not two or three; save one image per file.");
        if (dimensions.Contains(0UL)) throw Failure($"is empty ({shape}); export it again.");
        if (BytesOf(dimensions) > Array.MaxLength) throw Failure($"declares {shape} voxels, more than 2 GiB; crop or resample it.");

        bool isChunked = Guard(() => dataset.Layout.Class) == H5DataLayoutClass.Chunked;
        long limit = source.Length * (isChunked ? LargestExpansion : 1);
        if (BytesOf(dimensions) > limit)
        {
            throw Failure($"declares {shape} voxels, but the file has only {source.Length} bytes: it is truncated or was never filled; copy or export it again.");
        }

        if (isChunked && BytesOf(Guard(() => dataset.Layout.Chunks)) > limit)
        {
            throw Failure($"declares chunks larger than the file of {source.Length} bytes can hold: it is damaged; copy or export it again.");
        }

        return Array.ConvertAll(dimensions, n => (int)n);
    }

    /// <summary>In floating point, where the sizes that a damaged file declares cannot overflow.</summary>
    private double BytesOf(ulong[] dimensions) => dimensions.Aggregate((double)Type.Size, (product, n) => product * n);

    private int Count() => Size.Aggregate(1, (product, n) => product * n);

    /// <summary>Reads into bytes: PureHDF then neither converts nor refuses the other byte order.</summary>
    private void ReadRaw(Span<byte> bytes)
    {
        try
        {
            dataset.Read(access, bytes);
        }
        catch (Exception e)
        {
            throw Hdf5Source.Unreadable(source.Path, What, e);
        }
    }

    /// <summary>
    /// Whether the values have the other byte order than this machine. PureHDF does not tell, but refuses to decode such
    /// values; since the bytes themselves could be read, the order is the only reason left.
    /// </summary>
    private bool IsByteSwapped()
    {
        if (Type.Size == 1) return false;
        ulong[] one = Array.ConvertAll(Size, _ => 1UL);
        var first = new HyperslabSelection(Size.Length, new ulong[Size.Length], one);
        return !fileType.CanDecode(dataset, access, first);
    }

    private void RequireFinite(float[] values)
    {
        int first = Array.FindIndex(values, value => !float.IsFinite(value));
        if (first < 0) return;
        int count = values.Count(value => !float.IsFinite(value));
        throw Failure($"has {count} voxels that are not finite numbers (NaN or infinite), the first at {IndexText(first)}; replace them first.");
    }

    private string IndexText(int flat)
    {
        var index = new int[Size.Length];
        for (int axis = Size.Length - 1; axis >= 0; axis--) (flat, index[axis]) = Math.DivRem(flat, Size[axis]);
        return $"[{string.Join(", ", index)}]";
    }

    private T Guard<T>(Func<T> read) => Hdf5Source.Guard(source.Path, What, read);
}
