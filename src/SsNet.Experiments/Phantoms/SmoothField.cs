using SsNet.Imaging.Volumes;
using SsNet.Randomness;

namespace SsNet.Experiments.Phantoms;

/// <summary>Random numbers that change smoothly from voxel to voxel: normal numbers on a coarse lattice, interpolated.</summary>
internal static class SmoothField
{
    /// <summary>A field of about zero mean and of a standard deviation somewhat below 1.</summary>
    /// <param name="grid">A grid of three axes.</param>
    /// <param name="length">Distance between lattice points in mm: over this length the field changes.</param>
    /// <param name="random">Where the numbers come from.</param>
    public static float[] Draw(Geometry grid, double length, ref RandomSequence random)
    {
        var (x, y, z) = (Stops(grid, 0, length), Stops(grid, 1, length), Stops(grid, 2, length));
        var lattice = new float[x[^1].Cell + 2, y[^1].Cell + 2, z[^1].Cell + 2];
        for (int i = 0; i < lattice.GetLength(0); i++)
        {
            for (int j = 0; j < lattice.GetLength(1); j++)
            {
                for (int k = 0; k < lattice.GetLength(2); k++) lattice[i, j, k] = (float)random.Normal();
            }
        }

        var field = new float[grid.VoxelCount];
        var line = new float[lattice.GetLength(2)];
        int voxel = 0;
        foreach (var (i, u) in x)
        {
            foreach (var (j, v) in y)
            {
                for (int k = 0; k < line.Length; k++)
                {
                    line[k] = Mix(Mix(lattice[i, j, k], lattice[i, j + 1, k], v), Mix(lattice[i + 1, j, k], lattice[i + 1, j + 1, k], v), u);
                }

                foreach (var (k, w) in z) field[voxel++] = Mix(line[k], line[k + 1], w);
            }
        }

        return field;
    }

    private static float Mix(float a, float b, float share) => a + share * (b - a);

    // Where each voxel of an axis lies in the lattice; the share is eased (3t² − 2t³) so that no lattice line shows.
    private static (int Cell, float Share)[] Stops(Geometry grid, int axis, double length) =>
        [.. Enumerable.Range(0, grid.Size[axis]).Select(i =>
        {
            double position = i * grid.Spacing[axis] / length;
            double t = position - Math.Floor(position);
            return ((int)position, (float)(t * t * (3 - 2 * t)));
        })];
}
