using System.Numerics;
using System.Runtime.InteropServices;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Formats;

/// <summary>
/// An image as a file holds it: numbers of any type on a grid, one or more frames of them (time points, channels). World coordinates are DICOM's
/// (LPS: the axes point to the patient's left, back and head), in mm, whatever the file uses.
/// </summary>
public sealed class StoredImage
{
    private readonly string path;
    private readonly NumberType type;
    private readonly byte[] bytes;
    private readonly double slope;
    private readonly double intercept;

    /// <summary>An image over numbers that were read.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="geometry">The grid of a frame.</param>
    /// <param name="type">The type of the numbers.</param>
    /// <param name="bytes">The numbers in this machine's byte order, frame after frame, each row-major.</param>
    /// <param name="slope">What the numbers are multiplied by to give the image's values.</param>
    /// <param name="intercept">What is added then.</param>
    internal StoredImage(string path, Geometry geometry, NumberType type, byte[] bytes, double slope = 1, double intercept = 0)
    {
        this.path = path;
        this.type = type;
        this.bytes = bytes;
        this.slope = slope;
        this.intercept = intercept;
        Geometry = geometry;
        Frames = (int)(bytes.LongLength / (geometry.VoxelCount * type.Size));
    }

    /// <summary>The grid of a frame.</summary>
    public Geometry Geometry { get; }

    /// <summary>Number of frames; 1 for a plain image.</summary>
    public int Frames { get; }

    /// <summary>The type of the numbers in the file, such as int16 or float32.</summary>
    public string NumberTypeName => type.Name;

    /// <summary>Whether the file scales its numbers.</summary>
    public bool IsScaled => slope != 1 || intercept != 0;

    /// <summary>A frame as an image.</summary>
    /// <param name="frame">The frame, from 0.</param>
    /// <exception cref="ImageFormatException">A value is not finite.</exception>
    public Volume<float> ToImage(int frame = 0)
    {
        var voxels = new float[Geometry.VoxelCount];
        type.ToFloats(Frame(frame), voxels, slope, intercept);
        int first = Array.FindIndex(voxels, value => !float.IsFinite(value));
        if (first < 0) return new Volume<float>(Geometry, voxels);
        int count = voxels.Count(value => !float.IsFinite(value));
        throw new ImageFormatException(path, $"has {count} voxels that are not finite numbers (NaN or infinite), the first at {IndexText(first)}; replace them first.");
    }

    /// <summary>A frame as a label map of classes.</summary>
    /// <param name="frame">The frame, from 0.</param>
    /// <exception cref="ImageFormatException">A value is not a whole number from 0 to 255.</exception>
    public Volume<byte> ToLabels(int frame = 0) => ToIntegers<byte>(frame, "a class is a whole number from 0 to 255", "correct the label map, or say what its values stand for in a label scheme");

    /// <summary>A frame as a map of whole numbers, for label maps whose values stand for classes.</summary>
    /// <param name="frame">The frame, from 0.</param>
    /// <exception cref="ImageFormatException">A value is not a whole number.</exception>
    public Volume<int> ToValues(int frame = 0) => ToIntegers<int>(frame, "a label map holds whole numbers", "correct the label map");

    /// <summary>The numbers of all frames as they are stored, before any scaling.</summary>
    /// <typeparam name="T">Their type in .NET.</typeparam>
    /// <exception cref="ArgumentException">They are of another type.</exception>
    internal ReadOnlySpan<T> Numbers<T>()
        where T : unmanaged =>
        typeof(T) == type.Element ? MemoryMarshal.Cast<byte, T>(bytes) : throw new ArgumentException($"The numbers are {type.Name}, not {typeof(T).Name}.");

    private Volume<T> ToIntegers<T>(int frame, string rule, string remedy)
        where T : unmanaged, IBinaryInteger<T>
    {
        var voxels = new T[Geometry.VoxelCount];
        var numberType = IsScaled ? NumberType.Of<float>() : type;
        var numbers = IsScaled ? Scaled(frame) : Frame(frame);
        int bad = numberType.ToIntegers<T>(numbers, voxels);
        return bad < 0
            ? new Volume<T>(Geometry, voxels)
            : throw new ImageFormatException(path, $"holds {numberType.Text(numbers, bad)} at {IndexText(bad)}, but {rule}; {remedy}.");
    }

    private ReadOnlySpan<byte> Scaled(int frame)
    {
        var values = new float[Geometry.VoxelCount];
        type.ToFloats(Frame(frame), values, slope, intercept);
        return MemoryMarshal.AsBytes(values.AsSpan());
    }

    private ReadOnlySpan<byte> Frame(int frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, Frames);
        int length = (int)(Geometry.VoxelCount * type.Size);
        return bytes.AsSpan(frame * length, length);
    }

    private string IndexText(int flat)
    {
        var index = new int[Geometry.Rank];
        for (int axis = index.Length - 1; axis >= 0; axis--) (flat, index[axis]) = Math.DivRem(flat, Geometry.Size[axis]);
        return $"[{string.Join(", ", index)}]";
    }
}
