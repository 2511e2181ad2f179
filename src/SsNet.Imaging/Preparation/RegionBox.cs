using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Preparation;

/// <summary>A part of any image, in shares of its length along each axis: 0 is the first voxel's near side, 1 the last one's far side.</summary>
/// <param name="Low">Where it starts along each axis, from 0 up.</param>
/// <param name="High">Where it ends along each axis, above the start and at most 1.</param>
public sealed record RegionBox(IReadOnlyList<double> Low, IReadOnlyList<double> High)
{
    /// <summary>The voxels of an image that the region touches.</summary>
    /// <param name="grid">The image's grid.</param>
    /// <exception cref="ReportedException">The image has another number of axes.</exception>
    public VoxelBox On(Geometry grid)
    {
        if (grid.Rank != Low.Count) throw new ReportedException($"the region is of {Low.Count} axes, but the image has {grid.Rank} ({grid.SizeText}); use images like those that were prepared.");
        // A share that stands for a whole number of voxels may come out a little beside it.
        const double Rounding = 1e-9;
        var start = new int[grid.Rank];
        var size = new int[grid.Rank];
        for (int axis = 0; axis < grid.Rank; axis++)
        {
            int n = grid.Size[axis];
            start[axis] = Math.Clamp((int)Math.Floor(Low[axis] * n + Rounding), 0, n - 1);
            size[axis] = Math.Clamp((int)Math.Ceiling(High[axis] * n - Rounding) - start[axis], 1, n - start[axis]);
        }

        return new VoxelBox([.. start], [.. size]);
    }

    /// <summary>The smallest region that holds boxes of several images.</summary>
    /// <param name="boxes">The boxes and the grids they lie on, at least one.</param>
    public static RegionBox Around(IReadOnlyList<(VoxelBox Box, Geometry Grid)> boxes)
    {
        int rank = boxes[0].Grid.Rank;
        return new RegionBox(
            [.. Enumerable.Range(0, rank).Select(axis => boxes.Min(box => (double)box.Box.Start[axis] / box.Grid.Size[axis]))],
            [.. Enumerable.Range(0, rank).Select(axis => boxes.Max(box => (double)(box.Box.Start[axis] + box.Box.Length[axis]) / box.Grid.Size[axis]))]);
    }
}
