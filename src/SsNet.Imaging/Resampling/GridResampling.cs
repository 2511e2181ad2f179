using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Resampling;

/// <summary>
/// Brings images to other grids of the same directions, with another spacing, another part of the world or both. Outside the image its edge voxels go on.
/// </summary>
public static class GridResampling
{
    /// <summary>
    /// The grid with the same directions, the same centre in the world and exactly the given spacing: round(size · old spacing / new spacing) voxels per axis, halves away
    /// from zero, and at least 1.
    /// </summary>
    /// <param name="grid">The grid.</param>
    /// <param name="spacing">The new distance between voxel centres along each axis in mm, above 0.</param>
    /// <exception cref="ArgumentException">There is not one spacing per axis, or one is not positive and finite.</exception>
    /// <exception cref="ReportedException">The grid would have more voxels than one array holds.</exception>
    public static Geometry Respaced(Geometry grid, ReadOnlySpan<double> spacing)
    {
        if (spacing.Length != grid.Rank) throw new ArgumentException($"An image of {grid.SizeText} needs {grid.Rank} spacings, not {spacing.Length}.", nameof(spacing));
        var exact = new double[grid.Rank];
        double[] origin = [.. grid.Origin];
        for (int axis = 0; axis < grid.Rank; axis++)
        {
            if (!(spacing[axis] > 0) || double.IsInfinity(spacing[axis]))
            {
                throw new ArgumentException($"Spacing must be positive and finite, but is {spacing[axis]}.", nameof(spacing));
            }

            exact[axis] = Math.Max(1, Math.Round(grid.Size[axis] * grid.Spacing[axis] / spacing[axis], MidpointRounding.AwayFromZero));
            double shift = ((grid.Size[axis] - 1) * grid.Spacing[axis] - (exact[axis] - 1) * spacing[axis]) / 2;
            for (int world = 0; world < grid.Rank; world++) origin[world] += grid.Direction[world * grid.Rank + axis] * shift;
        }

        RequireOneArray(exact);
        return new Geometry([.. exact.Select(n => (int)n)], spacing, origin, grid.Direction.AsSpan());
    }

    /// <summary>
    /// The image at the voxel centres of another grid of the same directions, interpolated axis by axis. Along an axis where the grid is coarser than the image the kernel
    /// is stretched by the ratio of the spacings, so that shrinking does not alias; along one where the voxel centres coincide voxels are only copied.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="onto">The grid; its directions may differ from the image's by 1e-5 in an entry.</param>
    /// <param name="interpolation">The kernel.</param>
    /// <returns>A new image on that grid.</returns>
    /// <exception cref="ArgumentException">The numbers of axes or the directions differ, or a spacing is more than a million times the image's.</exception>
    /// <exception cref="ReportedException">The grid has more voxels than one array holds.</exception>
    public static Volume<float> Sample(Volume<float> image, Geometry onto, Interpolation interpolation)
    {
        var places = AxisPlaces.Between(image.Geometry, onto);
        RequireOneArray([.. onto.Size.Select(n => (double)n)]);
        int[] size = [.. image.Geometry.Size];
        float[] voxels = image.Voxels;
        // What shrinks the data most comes first: the later axes have less to do, and nothing in between is larger than both image and result.
        foreach (var (axis, along) in places.Index().OrderBy(place => place.Item.Count / (double)place.Item.Size))
        {
            if (along.IsIdentity) continue;
            int outer = Product(size.AsSpan(0, axis)), inner = Product(size.AsSpan(axis + 1));
            voxels = new AxisWeights(along, interpolation).Apply(voxels, outer, inner);
            size[axis] = along.Count;
        }

        return new Volume<float>(onto, voxels == image.Voxels ? [.. voxels] : voxels);
    }

    /// <summary>
    /// The image's voxels nearest to the voxel centres of another grid of the same directions, half-way between two the later one: no voxels are mixed, so that a label map keeps its
    /// classes.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="onto">The grid; its directions may differ from the image's by 1e-5 in an entry.</param>
    /// <typeparam name="T">The type of a voxel.</typeparam>
    /// <returns>A new image on that grid.</returns>
    /// <exception cref="ArgumentException">The numbers of axes or the directions differ.</exception>
    /// <exception cref="ReportedException">The grid has more voxels than one array holds.</exception>
    public static Volume<T> Nearest<T>(Volume<T> image, Geometry onto)
        where T : unmanaged
    {
        var places = AxisPlaces.Between(image.Geometry, onto);
        RequireOneArray([.. onto.Size.Select(n => (double)n)]);
        int[][] sources = [.. places.Select(along => along.Nearest())];
        return new Volume<T>(onto, NearestZoom.Gather<T>(image.Voxels, 0, Geometry.Strides(image.Geometry.Size.AsSpan()), sources));
    }

    private static int Product(ReadOnlySpan<int> size)
    {
        int product = 1;
        foreach (int n in size) product *= n;
        return product;
    }

    private static void RequireOneArray(double[] size)
    {
        if (size.Aggregate(1.0, (product, n) => product * n) <= Array.MaxLength) return;
        throw new ReportedException($"A grid of {string.Join('×', size)} has more voxels than fit into one array ({Array.MaxLength}); choose a larger spacing or crop the image.");
    }
}
