using CsCheck;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Formats;

/// <summary>Random grids anywhere in the world.</summary>
internal static class WorldGrids
{
    /// <summary>Three axes at right angles, turned and perhaps mirrored.</summary>
    public static readonly Gen<Geometry> Any = Gen.Select(
        Gen.Int[1, 6].Array[3], Gen.Double[0.2, 4].Array[3], Gen.Double[-200, 200].Array[3], Gen.Double[-3.1, 3.1].Array[3], Gen.Bool)
        .Select((size, spacing, origin, angles, mirrored) => new Geometry(size, spacing, origin, Turn(angles, mirrored)));

    /// <summary>Two axes at right angles in a plane of its own, turned and perhaps mirrored.</summary>
    public static readonly Gen<Geometry> Slices = Gen.Select(
        Gen.Int[1, 9].Array[2], Gen.Double[0.2, 4].Array[2], Gen.Double[-200, 200].Array[2], Gen.Double[-3.1, 3.1], Gen.Bool)
        .Select((size, spacing, origin, angle, mirrored) =>
        {
            var (sin, cos) = (Math.Sin(angle), Math.Cos(angle));
            double sign = mirrored ? -1 : 1;
            return new Geometry(size, spacing, origin, [cos, -sign * sin, sin, sign * cos]);
        });

    /// <summary>Whether two grids have the same places for the same voxels.</summary>
    public static void AssertSame(Geometry expected, Geometry actual, double tolerance)
    {
        Assert.Equal(expected.Size, actual.Size);
        for (int i = 0; i < expected.Rank; i++)
        {
            Assert.Equal(expected.Spacing[i], actual.Spacing[i], tolerance);
            Assert.Equal(expected.Origin[i], actual.Origin[i], 100 * tolerance);
        }

        for (int i = 0; i < expected.Direction.Length; i++) Assert.Equal(expected.Direction[i], actual.Direction[i], tolerance);
    }

    private static double[] Turn(double[] angles, bool mirrored)
    {
        double[] turn = [1, 0, 0, 0, 1, 0, 0, 0, mirrored ? -1 : 1];
        for (int axis = 0; axis < 3; axis++)
        {
            var (sin, cos) = (Math.Sin(angles[axis]), Math.Cos(angles[axis]));
            var (a, b) = ((axis + 1) % 3, (axis + 2) % 3);
            for (int column = 0; column < 3; column++)
            {
                (turn[3 * a + column], turn[3 * b + column]) =
                    (cos * turn[3 * a + column] - sin * turn[3 * b + column], sin * turn[3 * a + column] + cos * turn[3 * b + column]);
            }
        }

        return turn;
    }
}
