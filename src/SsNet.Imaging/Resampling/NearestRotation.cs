using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Resampling;

/// <summary>
/// Rotates an image about its centre within the plane of its slices without mixing voxels, so that a label map keeps its
/// classes. The size stays; what comes from outside is zero. This is what scipy.ndimage.rotate does with order 0 and
/// without reshaping.
/// </summary>
public static class NearestRotation
{
    /// <summary>
    /// Where the voxels of a slice come from. With c and s the cosine and the sine of the angle and positions counted from
    /// the centre, the new voxel (i, j) is the old one nearest to (c·i + s·j, c·j − s·i).
    /// </summary>
    /// <param name="rows">Voxels along the first axis of the plane, at least 1.</param>
    /// <param name="columns">Voxels along the second axis of the plane, at least 1.</param>
    /// <param name="degrees">The angle; a positive one turns the way a <c>numpy.rot90</c> does, from the first axis towards the second.</param>
    /// <returns>The flat index (row · columns + column) of the old voxel for every new one, row-major; −1 where it lies outside.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of voxels is below 1.</exception>
    public static int[] Sources(int rows, int columns, double degrees)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);

        // In multiples of π, so that the sine and cosine of right angles are whole and no border is lost to rounding.
        var (sine, cosine) = double.SinCosPi(degrees / 180);
        double centreRow = (rows - 1) / 2.0;
        double centreColumn = (columns - 1) / 2.0;
        double offsetRow = centreRow - (cosine * centreRow + sine * centreColumn);
        double offsetColumn = centreColumn - (cosine * centreColumn - sine * centreRow);

        var sources = new int[checked(rows * columns)];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double row = cosine * i + sine * j + offsetRow;
                double column = cosine * j - sine * i + offsetColumn;
                bool inside = row >= 0 && row <= rows - 1 && column >= 0 && column <= columns - 1;
                sources[i * columns + j] = inside ? (int)Math.Floor(row + 0.5) * columns + (int)Math.Floor(column + 0.5) : -1;
            }
        }

        return sources;
    }

    /// <summary>Moves the voxels of an image within its slices, every slice alike.</summary>
    /// <typeparam name="T">The type of a voxel.</typeparam>
    /// <param name="voxels">The voxels, row-major.</param>
    /// <param name="size">Voxels per axis; two or three axes.</param>
    /// <param name="plane">The plane of the slices.</param>
    /// <param name="sources">Where the voxels of a slice come from, as <see cref="Sources"/> gives it for the plane's sizes: one table serves all channels and the label of a case.</param>
    /// <returns>The voxels of the rotated image, row-major.</returns>
    /// <exception cref="ArgumentException">The image has not two or three axes, the voxels are not as many as the size says, the plane is not one of the image, or the table is not one of its slices.</exception>
    public static T[] Rotate<T>(ReadOnlySpan<T> voxels, ReadOnlySpan<int> size, SlicePlane plane, ReadOnlySpan<int> sources)
        where T : unmanaged
    {
        var grid = Geometry.OfSize(size);
        if (voxels.Length != grid.VoxelCount)
        {
            throw new ArgumentException($"An image of {grid.SizeText} has {grid.VoxelCount} voxels, not {voxels.Length}.", nameof(voxels));
        }

        if (plane.First == plane.Second || plane.First < 0 || plane.First >= grid.Rank || plane.Second < 0 || plane.Second >= grid.Rank)
        {
            throw new ArgumentException($"{plane} is no plane of an image of {grid.Rank} axes.", nameof(plane));
        }

        int rows = size[plane.First];
        int columns = size[plane.Second];
        if (sources.Length != rows * columns)
        {
            throw new ArgumentException($"The slices have {rows}×{columns} voxels, but the table is for {sources.Length}.", nameof(sources));
        }

        int[] strides = Geometry.Strides(size);
        int rowStride = strides[plane.First];
        int columnStride = strides[plane.Second];
        int sliceAxis = 3 - plane.First - plane.Second;
        int slices = grid.Rank == 3 ? size[sliceAxis] : 1;
        int sliceStride = grid.Rank == 3 ? strides[sliceAxis] : 0;

        var rotated = new T[voxels.Length];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                int source = sources[i * columns + j];
                if (source < 0) continue;
                var (row, column) = Math.DivRem(source, columns);
                int from = row * rowStride + column * columnStride;
                int to = i * rowStride + j * columnStride;
                for (int slice = 0; slice < slices; slice++, from += sliceStride, to += sliceStride) rotated[to] = voxels[from];
            }
        }

        return rotated;
    }
}
