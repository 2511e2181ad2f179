namespace SsNet.Imaging.Volumes;

/// <summary>
/// An image of two or three axes: voxels in row-major order (the last axis varies fastest) on a <see cref="Volumes.Geometry"/>.
/// The voxels are shared, not copied: whoever changes them changes the image.
/// </summary>
/// <typeparam name="T">The type of a voxel: float for images, byte for label maps.</typeparam>
public sealed class Volume<T>
    where T : unmanaged
{
    /// <summary>An image over existing voxels.</summary>
    /// <param name="geometry">The grid.</param>
    /// <param name="voxels">The voxels in row-major order; as many as the grid has.</param>
    /// <exception cref="ArgumentException">The number of voxels is not the grid's.</exception>
    public Volume(Geometry geometry, T[] voxels)
    {
        if (voxels.LongLength != geometry.VoxelCount)
        {
            throw new ArgumentException($"A grid of {geometry.SizeText} needs {geometry.VoxelCount} voxels, not {voxels.LongLength}.", nameof(voxels));
        }

        Geometry = geometry;
        Voxels = voxels;
    }

    /// <summary>An image whose voxels are all zero.</summary>
    /// <param name="geometry">The grid.</param>
    public Volume(Geometry geometry)
        : this(geometry, new T[geometry.VoxelCount])
    {
    }

    /// <summary>The grid.</summary>
    public Geometry Geometry { get; }

    /// <summary>The voxels in row-major order.</summary>
    public T[] Voxels { get; }
}
