using SsNet.Imaging.Morphology;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Preparation;

/// <summary>
/// Finds the box around what was scanned, to leave out the air around it. It looks at the image alone and knows no label, so that labelled, unlabelled and new images are cut by the
/// same rule.
/// </summary>
public static class BodyBox
{
    // A few voxels may be far brighter or darker than all tissue and would leave it one bin of the histogram.
    private const double LowPercent = 0.5;
    private const double HighPercent = 99.5;

    /// <summary>
    /// The box around the largest connected part of the image that is brighter than Otsu's threshold, with a margin. Voxels are connected by their faces. An image that is the same
    /// nearly everywhere has no such part: the box is the whole image then.
    /// </summary>
    /// <param name="image">The image; the body is brighter than what is around it, as in CT and in most MR images.</param>
    /// <param name="marginMillimetres">Room around the body in mm, at least 0, rounded up to whole voxels and cut off at the image's ends.</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative or no number.</exception>
    public static VoxelBox Of(Volume<float> image, double marginMillimetres)
    {
        if (!(marginMillimetres >= 0)) throw new ArgumentOutOfRangeException(nameof(marginMillimetres), marginMillimetres, "A margin is 0 mm or more.");
        var statistics = new OrderStatistics(image.Voxels);
        double low = statistics.Percentile(LowPercent), high = statistics.Percentile(HighPercent);
        if (!(low < high) || !double.IsFinite(high - low)) return VoxelBox.Whole(image.Geometry);

        double threshold = OtsuThreshold.Of(image.Voxels, low, high);
        var bright = new Volume<byte>(image.Geometry, Array.ConvertAll(image.Voxels, voxel => (byte)(voxel >= threshold ? 1 : 0)));
        return Around(LargestComponent.Keep(bright, Connectivity.Face), marginMillimetres);
    }

    private static VoxelBox Around(Volume<byte> body, double margin)
    {
        var (grid, box) = (body.Geometry, VoxelBox.Around(body, value => value != 0)!);
        var start = new int[grid.Rank];
        var length = new int[grid.Rank];
        for (int axis = 0; axis < grid.Rank; axis++)
        {
            int room = (int)Math.Min(grid.Size[axis], Math.Ceiling(margin / grid.Spacing[axis]));
            start[axis] = Math.Max(0, box.Start[axis] - room);
            length[axis] = Math.Min(grid.Size[axis], box.Start[axis] + box.Length[axis] + room) - start[axis];
        }

        return new VoxelBox([.. start], [.. length]);
    }
}
