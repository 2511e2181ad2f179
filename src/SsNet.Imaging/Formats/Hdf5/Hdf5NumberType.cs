using PureHDF;
using PureHDF.Selections;
using PureHDF.VOL.Native;

namespace SsNet.Imaging.Formats.Hdf5;

/// <summary>A type of number of an HDF5 file.</summary>
/// <param name="Numbers">The numbers.</param>
/// <param name="Decode">Reads a part of a dataset as such numbers, in PureHDF's own way.</param>
internal sealed record Hdf5NumberType(NumberType Numbers, Action<NativeDataset, H5DatasetAccess, Selection> Decode)
{
    private static readonly Dictionary<(H5DataTypeClass Class, int Size, bool IsSigned), Hdf5NumberType> Known = new()
    {
        [(H5DataTypeClass.FixedPoint, 1, true)] = Of<sbyte>(),
        [(H5DataTypeClass.FixedPoint, 2, true)] = Of<short>(),
        [(H5DataTypeClass.FixedPoint, 4, true)] = Of<int>(),
        [(H5DataTypeClass.FixedPoint, 8, true)] = Of<long>(),
        [(H5DataTypeClass.FixedPoint, 1, false)] = Of<byte>(),
        [(H5DataTypeClass.FixedPoint, 2, false)] = Of<ushort>(),
        [(H5DataTypeClass.FixedPoint, 4, false)] = Of<uint>(),
        [(H5DataTypeClass.FixedPoint, 8, false)] = Of<ulong>(),
        [(H5DataTypeClass.FloatingPoint, 2, false)] = Of<Half>(),
        [(H5DataTypeClass.FloatingPoint, 4, false)] = Of<float>(),
        [(H5DataTypeClass.FloatingPoint, 8, false)] = Of<double>(),
    };

    /// <summary>The type of number behind a type of the file; null when it is not a number.</summary>
    /// <param name="type">The file's type; an enumeration (h5py's Booleans) counts as its numbers.</param>
    public static Hdf5NumberType? Of(IH5DataType type)
    {
        if (type.Class == H5DataTypeClass.Enumerated) type = type.Enumeration.BaseType;
        bool isSigned = type.Class == H5DataTypeClass.FixedPoint && type.FixedPoint.IsSigned;
        return Known.GetValueOrDefault((type.Class, type.Size, isSigned));
    }

    /// <summary>Whether PureHDF decodes a part of a dataset as this type.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="access">How to read it.</param>
    /// <param name="part">The part.</param>
    public bool CanDecode(NativeDataset dataset, H5DatasetAccess access, Selection part)
    {
        try
        {
            Decode(dataset, access, part);
            return true;
        }
#pragma warning disable CA1031 // PureHDF throws a bare Exception.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private static Hdf5NumberType Of<T>()
        where T : unmanaged => new(NumberType.Of<T>(), (dataset, access, part) => dataset.Read<T[]>(access, part));
}
