using CsCheck;
using SsNet.Imaging.Morphology;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Morphology;

public class SignedDistanceTests
{
    private static readonly int[] Square = [7, 7];

    [Fact]
    public void The_map_of_a_rectangle_is_zero_on_its_edge_and_one_at_its_farthest() =>
        AssertNear(
            [
                .6325f, .4472f, .4472f, .4472f, .4472f, .6325f, 1,
                .4472f, 0, 0, 0, 0, .4472f, .8944f,
                .4472f, 0, -1, -1, 0, .4472f, .8944f,
                .4472f, 0, -1, -1, 0, .4472f, .8944f,
                .4472f, 0, -1, -1, 0, .4472f, .8944f,
                .4472f, 0, 0, 0, 0, .4472f, .8944f,
                .6325f, .4472f, .4472f, .4472f, .4472f, .6325f, 1,
            ],
            SignedDistance.Of(Rectangle(), Square));

    [Fact]
    public void The_border_of_the_image_is_no_boundary_of_a_mask_that_touches_it()
    {
        bool[] mask = Rectangle();
        for (int row = 0; row < 3; row++) mask.AsSpan(row * 7, 3).Fill(true);
        AssertNear(
            [
                -1, -.6667f, 0, .4472f, .4472f, .6325f, 1,
                -.6667f, -.7454f, -.4714f, 0, 0, .4472f, .8944f,
                0, -.4714f, -.7454f, -.6667f, 0, .4472f, .8944f,
            ],
            SignedDistance.Of(mask, Square)[..21]);
    }

    [Fact]
    public void Maps_equal_the_search_over_all_voxels() =>
        Samples.Mask.Sample(mask =>
        {
            bool[] inside = Array.ConvertAll(mask.Voxels, value => value != 0);
            AssertNear(Search(inside, mask.Geometry), SignedDistance.Of(inside, mask.Geometry.Size.AsSpan()), 1e-6f);
        });

    [Fact]
    public void A_single_voxel_and_its_complement_have_the_maps_of_the_search() =>
        Samples.Grid.SelectMany(grid => Gen.Select(Gen.Const(grid), Gen.Int[0, (int)grid.VoxelCount - 1], Gen.Bool)).Sample((grid, at, single) =>
        {
            var inside = new bool[(int)grid.VoxelCount];
            Array.Fill(inside, !single);
            inside[at] = single;
            AssertNear(Search(inside, grid), SignedDistance.Of(inside, grid.Size.AsSpan()), 1e-6f);
        });

    [Fact]
    public void An_empty_mask_and_a_full_one_have_zeros() =>
        Gen.Select(Samples.Grid, Gen.Bool).Sample((grid, full) =>
        {
            var inside = new bool[(int)grid.VoxelCount];
            Array.Fill(inside, full);
            Assert.Equal(new float[inside.Length], SignedDistance.Of(inside, grid.Size.AsSpan()));
        });

    [Fact]
    public void Of_two_classes_the_foreground_has_a_map_and_of_more_every_class() =>
        Samples.Grid.SelectMany(grid => Gen.Select(Gen.Const(grid), Gen.Int[2, 5]).SelectMany((g, classes) =>
            Gen.Select(Samples.LabelsOn((byte)(classes - 1))(g), Gen.Const(classes)))).Sample((labels, classes) =>
        {
            var maps = SignedDistance.PerClass(labels.Voxels, labels.Geometry.Size.AsSpan(), classes);
            int[] mapped = classes == 2 ? [1] : [.. Enumerable.Range(0, classes)];
            Assert.Equal(mapped.Length, maps.Length);
            foreach (var (c, map) in mapped.Zip(maps))
            {
                Assert.Equal(SignedDistance.Of(Array.ConvertAll(labels.Voxels, label => label == c), labels.Geometry.Size.AsSpan()), map);
            }
        });

    [Fact]
    public void A_class_that_is_absent_has_zeros()
    {
        var maps = SignedDistance.PerClass([0, 0, 1, 3], [2, 2], 4);
        Assert.Equal(4, maps.Length);
        Assert.Equal(new float[4], maps[2]);
        Assert.All([maps[0], maps[1], maps[3]], map => Assert.Contains(1f, map));
    }

    [Fact]
    public void A_value_that_is_no_class_belongs_to_none()
    {
        byte[] labels = [255, 0, 0, 1, 1, 255];
        Assert.Equal(SignedDistance.Of([false, false, false, true, true, false], [1, 6]), Assert.Single(SignedDistance.PerClass(labels, [1, 6], 2)));
        Assert.Equal(SignedDistance.Of([false, true, true, false, false, false], [1, 6]), SignedDistance.PerClass(labels, [1, 6], 3)[0]);
    }

    [Fact]
    public void The_size_must_fit_and_there_must_be_two_classes()
    {
        Assert.StartsWith("A size of 2×3 needs 6 voxels, not 5.", Assert.Throws<ArgumentException>(() => SignedDistance.Of(new bool[5], [2, 3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SignedDistance.PerClass(new byte[5], [2, 3], 2));
        Assert.Throws<ArgumentException>(() => SignedDistance.Of(new bool[5], [5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignedDistance.PerClass(new byte[6], [2, 3], 1));
    }

    /// <summary>Rows 1 to 5 × columns 1 to 4 of a square of side 7.</summary>
    private static bool[] Rectangle()
    {
        var mask = new bool[49];
        for (int row = 1; row < 6; row++) mask.AsSpan(row * 7 + 1, 4).Fill(true);
        return mask;
    }

    /// <summary>The definition, voxel by voxel.</summary>
    private static float[] Search(bool[] inside, Geometry grid)
    {
        var map = new float[inside.Length];
        if (inside.Distinct().Count() < 2) return map;

        int[][] positions = [.. Enumerable.Range(0, inside.Length).Select(i => Samples.IndexOf(grid, i))];
        double[] nearest = [.. inside.Select((own, i) => inside.Select((other, j) => other == own ? double.PositiveInfinity : Distance(i, j)).Min())];
        double largestInside = nearest.Where((_, i) => inside[i]).Max();
        double largestOutside = nearest.Where((_, i) => !inside[i]).Max();
        for (int i = 0; i < map.Length; i++) map[i] = (float)(!inside[i] ? nearest[i] / largestOutside : OnBoundary(i) ? 0 : -nearest[i] / largestInside);
        return map;

        double Distance(int i, int j) => Math.Sqrt(positions[i].Zip(positions[j], (a, b) => (a - b) * (a - b)).Sum());

        bool OnBoundary(int i) => Enumerable.Range(0, inside.Length).Any(j => !inside[j] && positions[i].Zip(positions[j], (a, b) => Math.Abs(a - b)).Sum() == 1);
    }

    private static void AssertNear(float[] expected, float[] actual, float tolerance = 1e-4f)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"Voxel {i} is {actual[i]}, not {expected[i]}.");
        }
    }
}
