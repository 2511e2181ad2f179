using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Phantoms;

/// <summary>
/// Slices with a thickness: a voxel shows the mean of what lies in several layers of its slice, so a wall that runs aslant
/// through it is blurred. The label is that of the middle layer.
/// </summary>
internal static class ThickSlices
{
    private const int Layers = 3;

    /// <summary>The grid of all layers.</summary>
    /// <param name="grid">The grid of the slices along axis 0.</param>
    public static Geometry Layered(Geometry grid)
    {
        double spacing = grid.Spacing[0] / Layers;
        double origin = grid.Origin[0] - grid.Spacing[0] / 2 + spacing / 2;
        return new Geometry(
            [Layers * grid.Size[0], grid.Size[1], grid.Size[2]],
            [spacing, grid.Spacing[1], grid.Spacing[2]],
            [origin, grid.Origin[1], grid.Origin[2]]);
    }

    /// <summary>The mean of every slice's layers.</summary>
    /// <param name="layers">Values on the grid of all layers.</param>
    /// <param name="grid">The grid of the slices.</param>
    public static float[] Mean(float[] layers, Geometry grid)
    {
        var mean = new float[grid.VoxelCount];
        int plane = grid.Size[1] * grid.Size[2];
        for (int i = 0; i < layers.Length; i++) mean[i / plane / Layers * plane + i % plane] += layers[i] / Layers;
        return mean;
    }

    /// <summary>Index of a voxel of a slice in its middle layer.</summary>
    /// <param name="voxel">Index on the grid of the slices.</param>
    /// <param name="grid">The grid of the slices.</param>
    public static int Middle(int voxel, Geometry grid)
    {
        int plane = grid.Size[1] * grid.Size[2];
        return (voxel / plane * Layers + Layers / 2) * plane + voxel % plane;
    }
}
