using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Formats;

/// <summary>
/// The grid that files describe by one world vector per axis, from a voxel to the next, fastest axis first. Our grids have the slowest axis first.
/// </summary>
internal static class WorldAxes
{
    /// <summary>Smallest volume (or area) that unit vectors may span: below, they lie in a plane (on a line) and no voxel has a place of its own.</summary>
    private const double LeastVolume = 1e-4;

    /// <summary>The grid of an image.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="sizes">Voxels per axis, fastest first; two or three axes.</param>
    /// <param name="steps">World vectors in mm (LPS), fastest axis first.</param>
    /// <param name="origin">World position of the first voxel in mm (LPS).</param>
    /// <exception cref="ImageFormatException">The vectors do not span the space.</exception>
    public static Geometry ToGeometry(string path, ReadOnlySpan<int> sizes, IReadOnlyList<double[]> steps, double[] origin)
    {
        int rank = sizes.Length;
        int[] size = [.. sizes];
        Array.Reverse(size);
        var spacing = new double[rank];
        var direction = new double[rank * rank];
        for (int axis = 0; axis < rank; axis++)
        {
            double[] step = steps[rank - 1 - axis];
            spacing[axis] = Math.Sqrt(step.Sum(value => value * value));
            if (!(spacing[axis] > 0) || !double.IsFinite(spacing[axis]))
            {
                throw new ImageFormatException(path, $"gives the step ({string.Join(", ", step)}) along axis {rank - 1 - axis}, which has no length or no end; correct its header.");
            }

            for (int world = 0; world < rank; world++) direction[world * rank + axis] = step[world] / spacing[axis];
        }

        if (!(Math.Abs(Geometry.Determinant(direction)) >= LeastVolume))
        {
            throw new ImageFormatException(path, $"has axes that lie {(rank == 3 ? "in one plane" : "on one line")}, so that voxels have no places of their own; correct its header.");
        }

        if (!origin.All(double.IsFinite)) throw new ImageFormatException(path, $"has its first voxel at ({string.Join(", ", origin)}), which is nowhere; correct its header.");

        return FileContent.GeometryOf(path, () => new Geometry(size, spacing, origin, direction));
    }

    /// <summary>The world vectors of a grid in mm (LPS), fastest axis first.</summary>
    /// <param name="geometry">The grid.</param>
    public static double[][] StepsOf(Geometry geometry)
    {
        int rank = geometry.Rank;
        var steps = new double[rank][];
        for (int axis = 0; axis < rank; axis++)
        {
            steps[rank - 1 - axis] = [.. Enumerable.Range(0, rank).Select(world => geometry.Direction[world * rank + axis] * geometry.Spacing[axis])];
        }

        return steps;
    }
}
