using SsNet.Experiments.Scans;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Preparing;

/// <summary>
/// A cut around a label. Of the raw left atrium data it is that of the published data (Yu et al. 2019): in the plane of the slices a box around the label with a margin, at least as large
/// as the patches; all slices. The published margin is drawn from 10 to 19 voxels of 0.625 mm on each side; here it is the same everywhere. Of any other data it is the box around the label
/// with a margin along every axis, rounded up to whole voxels.
/// </summary>
internal sealed class LabelCrop
{
    private const double DefaultMargin = 10;
    private const double PublishedMargin = 9.375;

    /// <summary>112 voxels of 0.625 mm.</summary>
    private const double PublishedLength = 70;

    private readonly bool isPublished;
    private readonly double margin;

    private LabelCrop(bool isPublished, double margin)
    {
        this.isPublished = isPublished;
        this.margin = margin;
    }

    /// <summary>The crop that was asked for.</summary>
    /// <param name="kind">How the data set is laid out.</param>
    /// <param name="options">What was asked for.</param>
    public static LabelCrop Of(string kind, PrepareOptions options)
    {
        bool isPublished = kind == ScanCollection.RawLa;
        return new LabelCrop(isPublished, options.CropMargin ?? (isPublished ? PublishedMargin : DefaultMargin));
    }

    /// <summary>The part of an image to keep.</summary>
    /// <param name="label">The box around the label.</param>
    /// <param name="grid">The image's grid, in canonical order.</param>
    public VoxelBox Around(VoxelBox label, Geometry grid)
    {
        int[] start = new int[grid.Rank], size = [.. grid.Size];
        for (int axis = isPublished ? grid.Rank - 2 : 0; axis < grid.Rank; axis++)
        {
            double room = margin / grid.Spacing[axis], missing = Math.Max(PublishedLength / grid.Spacing[axis] - label.Length[axis], 0) / 2;
            int beyond = (int)Math.Min(grid.Size[axis], isPublished ? Math.Round(missing + room) : Math.Ceiling(room));
            start[axis] = Math.Max(label.Start[axis] - beyond, 0);
            size[axis] = Math.Min(label.Start[axis] + label.Length[axis] + beyond, grid.Size[axis]) - start[axis];
        }

        return new VoxelBox([.. start], [.. size]);
    }
}
