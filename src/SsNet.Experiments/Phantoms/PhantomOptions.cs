using System.Collections.Immutable;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Phantoms;

/// <summary>What phantom scans are like.</summary>
public sealed record PhantomOptions
{
    /// <summary>
    /// Voxels per axis. The scan always shows 80 × 80 × 60 mm, so the size says how finely: the default has voxels of
    /// 1.25 mm. Finer grids show more of the thin vessels.
    /// </summary>
    public ImmutableArray<int> Size { get; init; } = [64, 64, 48];

    /// <summary>The grid of every scan, with the world's origin in its middle.</summary>
    /// <exception cref="ArgumentException">The size has not three axes of at least 8 voxels.</exception>
    public Geometry Grid()
    {
        if (Size.Length != 3 || Size.Any(n => n < 8))
        {
            throw new ArgumentException($"A phantom needs three axes of at least 8 voxels, not {Geometry.Format(Size.AsSpan())}.");
        }

        double[] extent = [80, 80, 60];
        var spacing = new double[3];
        var origin = new double[3];
        for (int axis = 0; axis < 3; axis++)
        {
            spacing[axis] = extent[axis] / Size[axis];
            origin[axis] = (spacing[axis] - extent[axis]) / 2;
        }

        return new Geometry(Size.AsSpan(), spacing, origin);
    }
}
