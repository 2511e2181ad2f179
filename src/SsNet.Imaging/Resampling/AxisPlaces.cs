using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Resampling;

/// <summary>
/// Where the voxels of a grid lie in an image along one axis, in voxels of the image: evenly spaced, because both have the same directions. Places that miss whole numbers by
/// a rounding error only are whole.
/// </summary>
internal sealed class AxisPlaces
{
    private const double DirectionTolerance = 1e-5;
    private const double PlaceTolerance = 1e-6;

    private readonly double first;

    private AxisPlaces(int size, int count, double centre, double step)
    {
        Size = size;
        Count = count;
        // From the centre outwards a small difference of the directions does the least harm.
        first = centre - (count - 1) / 2.0 * step;
        bool isWhole = Math.Abs(first - Math.Round(first)) <= PlaceTolerance && Math.Abs(step - 1) * count <= PlaceTolerance;
        if (isWhole) first = Math.Round(first);
        Step = isWhole ? 1 : step;
        IsIdentity = isWhole && first == 0 && count == size;
    }

    /// <summary>Voxels of the image.</summary>
    public int Size { get; }

    /// <summary>Voxels of the grid.</summary>
    public int Count { get; }

    /// <summary>From one voxel of the grid to the next, in voxels of the image.</summary>
    public double Step { get; }

    /// <summary>Whether both have the same voxels.</summary>
    public bool IsIdentity { get; }

    /// <summary>The places of a grid in an image, for every axis.</summary>
    /// <param name="image">The image's grid.</param>
    /// <param name="onto">The other grid.</param>
    /// <exception cref="ArgumentException">The numbers of axes or the directions differ.</exception>
    public static AxisPlaces[] Between(Geometry image, Geometry onto)
    {
        if (onto.Rank != image.Rank) throw new ArgumentException($"An image of {image.Rank} axes has no places on a grid of {onto.Rank}.", nameof(onto));
        for (int i = 0; i < image.Direction.Length; i++)
        {
            // Written so that NaN is refused.
            if (!(Math.Abs(image.Direction[i] - onto.Direction[i]) <= DirectionTolerance))
            {
                throw new ArgumentException("The grids have different directions; turn one of them first.", nameof(onto));
            }
        }

        double[] centre = image.ToIndex(onto.ToWorld([.. onto.Size.Select(n => (n - 1) / 2.0)]));
        if (!centre.All(double.IsFinite)) throw new ArgumentException("The grids have no finite place in the world, or directions that do not span it.", nameof(onto));
        return [.. centre.Select((place, axis) => new AxisPlaces(image.Size[axis], onto.Size[axis], place, onto.Spacing[axis] / image.Spacing[axis]))];
    }

    /// <summary>The place of a voxel of the grid, in voxels of the image; below 0 or above its last voxel where the grid is larger.</summary>
    /// <param name="k">The voxel, from 0.</param>
    public double At(int k) => first + k * Step;

    /// <summary>
    /// The image's voxel nearest to each voxel of the grid: ⌊place + ½⌋, or the image's first or last. Half-way between two it is the later one even if rounding errors put
    /// the place a trifle before, so that neighbours half-way do not go different ways.
    /// </summary>
    public int[] Nearest() => [.. Enumerable.Range(0, Count).Select(k => (int)Math.Clamp(Math.Floor(At(k) + 0.5 + PlaceTolerance), 0, Size - 1))];
}
