using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Phantoms;

/// <summary>The grids of phantom scans.</summary>
internal static class PhantomGrid
{
    /// <summary>A grid with the world's origin in its middle.</summary>
    /// <param name="options">How many voxels.</param>
    /// <param name="extent">How much of the world it shows along each of its three axes, in mm.</param>
    /// <exception cref="ArgumentException">The size has not three axes of at least 8 voxels.</exception>
    public static Geometry Of(PhantomOptions options, ReadOnlySpan<double> extent)
    {
        var size = options.Size;
        if (size.Length != 3 || size.Any(n => n < 8))
        {
            throw new ArgumentException($"A phantom needs three axes of at least 8 voxels, not {Geometry.Format(size.AsSpan())}.", nameof(options));
        }

        var spacing = new double[3];
        var origin = new double[3];
        for (int axis = 0; axis < 3; axis++)
        {
            spacing[axis] = extent[axis] / size[axis];
            origin[axis] = (spacing[axis] - extent[axis]) / 2;
        }

        return new Geometry(size.AsSpan(), spacing, origin);
    }
}
