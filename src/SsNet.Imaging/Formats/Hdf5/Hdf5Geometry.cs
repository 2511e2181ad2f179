using PureHDF;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Formats.Hdf5;

/// <summary>
/// The grid of an image as attributes of its dataset, all float64: "spacing" (mm per axis), "origin" (mm) and "direction"
/// (row-major square matrix), with the axes in array order. The field's files have none of them, which means unit spacing.
/// </summary>
internal static class Hdf5Geometry
{
    private const string Spacing = "spacing";
    private const string Origin = "origin";
    private const string Direction = "direction";

    /// <summary>The grid of a dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    public static Geometry Read(Hdf5Dataset dataset)
    {
        int rank = dataset.Size.Length;
        double[]? spacing = dataset.ReadAttribute(Spacing, rank);
        if (spacing is not null && spacing.Any(s => s <= 0))
        {
            throw dataset.Failure($"has a '{Spacing}' of {string.Join(", ", spacing)}, but spacing must be above 0; correct or remove the attribute.");
        }

        return new Geometry(dataset.Size, spacing, dataset.ReadAttribute(Origin, rank), dataset.ReadAttribute(Direction, rank * rank));
    }

    /// <summary>Describes a dataset that is going to be written.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="geometry">Its grid.</param>
    public static void Write(H5Dataset dataset, Geometry geometry)
    {
        dataset.Attributes[Spacing] = geometry.Spacing.ToArray();
        dataset.Attributes[Origin] = geometry.Origin.ToArray();
        dataset.Attributes[Direction] = geometry.Direction.ToArray();
    }
}
