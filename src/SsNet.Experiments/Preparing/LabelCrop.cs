using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Preparing;

/// <summary>
/// The crop of the published left atrium data (Yu et al. 2019): in the plane of the slices a box around the label with a margin, at least as large as the patches;
/// all slices. The published margin is drawn from 10 to 19 voxels of 0.625 mm on each side; here it is the same everywhere.
/// </summary>
/// <param name="marginMillimetres">How far the box reaches beyond the label, in mm.</param>
internal sealed class LabelCrop(double marginMillimetres)
{
    private const double DefaultMargin = 9.375;

    /// <summary>112 voxels of 0.625 mm.</summary>
    private const double LeastLength = 70;

    /// <summary>The crop that was asked for.</summary>
    public static LabelCrop Of(PrepareOptions options) => new(options.CropMargin ?? DefaultMargin);

    /// <summary>The part of an image to keep.</summary>
    /// <param name="label">The box around the label.</param>
    /// <param name="grid">The image's grid, in canonical order.</param>
    public VoxelBox Around(VoxelBox label, Geometry grid)
    {
        int[] start = new int[grid.Rank], size = [.. grid.Size];
        for (int axis = grid.Rank - 2; axis < grid.Rank; axis++)
        {
            double missing = Math.Max(LeastLength / grid.Spacing[axis] - label.Length[axis], 0) / 2;
            int beyond = (int)Math.Round(missing + marginMillimetres / grid.Spacing[axis]);
            start[axis] = Math.Max(label.Start[axis] - beyond, 0);
            size[axis] = Math.Min(label.Start[axis] + label.Length[axis] + beyond, grid.Size[axis]) - start[axis];
        }

        return new VoxelBox([.. start], [.. size]);
    }
}
