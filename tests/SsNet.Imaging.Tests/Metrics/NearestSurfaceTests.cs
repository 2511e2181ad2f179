using CsCheck;
using SsNet.Imaging.Metrics;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Metrics;

public class NearestSurfaceTests
{
    /// <summary>How many rows far voxels look at: none, so that all use envelopes; few, so that they change over; any number.</summary>
    private static readonly long?[] RowLimits = [0, 40, null];

    [Fact]
    public void Distances_equal_the_search_over_all_surface_voxels() =>
        Gen.Select(Samples.TwoBoxMasks, Samples.Spacing.Array[3]).Sample((masks, spacing) => Check(masks.First, spacing), iter: 100);

    [Fact]
    public void Distances_to_a_single_voxel_far_away_equal_the_search() =>
        Gen.Select(Gen.Int[0, 24], Gen.Int[0, 29], Gen.Int[0, 4], Samples.Spacing.Array[3]).Sample((plane, row, column, spacing) =>
        {
            var mask = new Volume<byte>(Geometry.OfSize(25, 30, 5));
            mask.Voxels[(plane * 30 + row) * 5 + column] = 1;
            Check(mask, spacing);
        }, iter: 20);

    [Fact]
    public void In_a_slice_there_are_no_other_planes()
    {
        var mask = new Volume<byte>(Geometry.OfSize(60, 3));
        mask.Voxels[1] = mask.Voxels[59 * 3 + 2] = 1;
        Check(mask, [0.5, 2]);
    }

    private static void Check(Volume<byte> mask, double[] spacings)
    {
        double[] spacing = spacings[..mask.Geometry.Rank];
        int[] surfaceVoxels = PlainMetrics.SurfaceOf(mask, 1);
        if (surfaceVoxels.Length == 0) return;
        var surface = Surface.Of(mask, 1);
        double[] expected = [.. Enumerable.Range(0, mask.Voxels.Length).Select(voxel => PlainMetrics.SquaredDistance(mask.Geometry, voxel, surfaceVoxels, spacing))];
        foreach (long? limit in RowLimits)
        {
            using var nearest = new NearestSurface(surface, 0, mask.Geometry.Size[^1] - 1, spacing, limit);
            for (int voxel = 0; voxel < expected.Length; voxel++)
            {
                int[] place = [.. mask.Geometry.Rank == 2 ? [0] : Array.Empty<int>(), .. Samples.IndexOf(mask.Geometry, voxel)];
                double actual = nearest.Squared(place[0], place[1], place[2]);
                Assert.True(Math.Abs(expected[voxel] - actual) <= 1e-12 * Math.Max(1, expected[voxel]), $"voxel {voxel}, limit {limit}: expected {expected[voxel]:R}, got {actual:R}");
            }
        }
    }
}
