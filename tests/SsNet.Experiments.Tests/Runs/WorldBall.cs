using CsCheck;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Runs;

/// <summary>A bright ball somewhere in the world, scanned on any grid: its true label map is known whatever the axes are.</summary>
/// <param name="Centre">Its centre in mm.</param>
/// <param name="Radius">Its radius in mm.</param>
internal sealed record WorldBall(double[] Centre, double Radius)
{
    /// <summary>Grids at right angles, turned anyhow and perhaps mirrored, with a spacing of its own along every axis.</summary>
    public static readonly Gen<Geometry> Grids = Gen.Select(
        Gen.Int[14, 20].Array[3], Gen.Double[0.8, 1.4].Array[3], Gen.Double[-200, 200].Array[3], Gen.Double[-1, 1].Array[4], Gen.Bool)
        .Where((_, _, _, turn, _) => turn.Sum(value => value * value) > 0.01)
        .Select((size, spacing, origin, turn, mirrored) => new Geometry(size, spacing, origin, Turned(turn, mirrored)));

    /// <summary>A ball off the centre of a grid, with room around it.</summary>
    public static WorldBall In(Geometry grid)
    {
        double[] shares = [0.4, 0.55, 0.6];
        double shortest = grid.Size.Zip(grid.Spacing, (n, spacing) => n * spacing).Min();
        return new WorldBall(grid.ToWorld([.. grid.Size.Zip(shares, (n, share) => (n - 1) * share)]), 0.33 * shortest);
    }

    /// <summary>What a scanner sees: 1 in the ball and 0 around it.</summary>
    public Volume<float> ImageOn(Geometry grid) => new(grid, Array.ConvertAll(LabelsOn(grid).Voxels, label => (float)label));

    /// <summary>The true label map.</summary>
    public Volume<byte> LabelsOn(Geometry grid)
    {
        int[] strides = Geometry.Strides(grid.Size.AsSpan());
        var labels = new Volume<byte>(grid);
        for (int flat = 0; flat < labels.Voxels.Length; flat++)
        {
            double[] index = [.. strides.Select((stride, axis) => (double)(flat / stride % grid.Size[axis]))];
            double squared = grid.ToWorld(index).Zip(Centre, (a, b) => (a - b) * (a - b)).Sum();
            labels.Voxels[flat] = (byte)(squared <= Radius * Radius ? 1 : 0);
        }

        return labels;
    }

    /// <summary>The rotation of a quaternion, and a mirror.</summary>
    private static double[] Turned(double[] turn, bool mirrored)
    {
        double length = Math.Sqrt(turn.Sum(value => value * value));
        double[] q = [.. turn.Select(value => value / length)];
        var (w, x, y, z) = (q[0], q[1], q[2], q[3]);
        double sign = mirrored ? -1 : 1;
        return
        [
            1 - 2 * (y * y + z * z), 2 * (x * y - w * z), sign * 2 * (x * z + w * y),
            2 * (x * y + w * z), 1 - 2 * (x * x + z * z), sign * 2 * (y * z - w * x),
            2 * (x * z - w * y), 2 * (y * z + w * x), sign * (1 - 2 * (x * x + y * y)),
        ];
    }
}
