using CsCheck;
using SsNet.Imaging.Formats.Npy;
using SsNet.Imaging.Resampling;
using SsNet.Imaging.Tests.Formats;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Resampling;

public class GridResamplingTests
{
    private static readonly Gen<Geometry> Grid = Gen.OneOf(WorldGrids.Any, WorldGrids.Slices);

    private static readonly Gen<Interpolation> AnyKernel = Gen.Enum<Interpolation>();

    /// <summary>A grid and another one of its directions near it, three times finer to three times coarser along each axis.</summary>
    private static readonly Gen<(Geometry Image, Geometry Onto)> TwoGrids =
        Gen.Select(Grid, Gen.Int[1, 6].Array[3], Gen.Double[-1, 1].Array[3], Gen.Double[-4, 4].Array[3]).Select((grid, size, ratio, shift) =>
        {
            double[] spacing = [.. grid.Spacing.Select((distance, axis) => distance * Math.Pow(3, ratio[axis]))];
            return (grid, new Geometry(size.AsSpan(0, grid.Rank), spacing, grid.ToWorld(shift.AsSpan(0, grid.Rank)), grid.Direction.AsSpan()));
        });

    [Fact]
    public void Every_value_is_the_sum_over_the_whole_kernel() =>
        Gen.Select(TwoGrids.SelectMany(grids => Gen.Select(ImageOn(grids.Image), Gen.Const(grids.Onto))), AnyKernel).Sample((pair, kernel) =>
        {
            var (image, onto) = pair;
            var sampled = GridResampling.Sample(image, onto, kernel);
            Assert.Same(onto, sampled.Geometry);
            for (int i = 0; i < sampled.Voxels.Length; i++) Assert.Equal(TextbookResampling.KernelSum(image, onto, i, kernel), sampled.Voxels[i], 1e-3);
        });

    [Fact]
    public void Nearest_voxels_are_those_at_the_least_distance() =>
        TwoGrids.Sample(grids =>
        {
            var (from, onto) = grids;
            var image = new Volume<int>(from, [.. Enumerable.Range(0, (int)from.VoxelCount)]);
            var nearest = GridResampling.Nearest(image, onto);
            for (int i = 0; i < nearest.Voxels.Length; i++)
            {
                double[] place = TextbookResampling.PlaceOf(from, onto, i);
                double chosen = DistanceTo(nearest.Voxels[i]);
                Assert.All(image.Voxels, voxel => Assert.True(chosen <= DistanceTo(voxel) + 1e-6));

                double DistanceTo(int voxel) => Samples.IndexOf(from, voxel).Zip(place, (index, along) => Math.Abs(index - along)).Sum();
            }
        });

    [Theory]
    [InlineData("slice")]
    [InlineData("volume")]
    public void Values_equal_those_of_Pillow(string name)
    {
        var stored = ReadArray(name);
        var image = new Volume<float>(new Geometry(stored.Geometry.Size.AsSpan(), [.. Enumerable.Range(0, stored.Geometry.Rank).Select(axis => 0.7 + axis)]), stored.Voxels);
        string[] files = Directory.GetFiles(Fixture.PathOf("resampling"), $"{name}-*.npy");
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            string resized = Path.GetFileNameWithoutExtension(file);
            var expected = ReadArray(resized);
            var from = image.Geometry;
            double[] spacing = [.. from.Spacing.Select((distance, axis) => distance * from.Size[axis] / expected.Geometry.Size[axis])];
            var kernel = resized.Contains("cubic", StringComparison.Ordinal) ? Interpolation.Cubic : Interpolation.Linear;
            var sampled = GridResampling.Sample(image, GridResampling.Respaced(from, spacing), kernel);

            Assert.Equal(expected.Geometry.Size, sampled.Geometry.Size);
            for (int i = 0; i < expected.Voxels.Length; i++) Assert.Equal(expected.Voxels[i], sampled.Voxels[i], 2e-4f);
        }
    }

    [Fact]
    public void An_image_on_its_own_grid_keeps_every_bit() =>
        Gen.Select(Grid.SelectMany(ImageOn), AnyKernel).Sample((image, kernel) =>
        {
            foreach (var same in new[] { GridResampling.Sample(image, image.Geometry, kernel), GridResampling.Nearest(image, Copy(image.Geometry)) })
            {
                Assert.Equal(image.Voxels, same.Voxels);
                Assert.NotSame(image.Voxels, same.Voxels);
            }
        });

    [Fact]
    public void Grids_that_miss_each_other_by_whole_voxels_are_only_copied() =>
        Gen.Select(Grid.SelectMany(ImageOn), Gen.Int[1, 8].Array[3], Gen.Int[-4, 4].Array[3], AnyKernel).Sample((image, size, start, kernel) =>
        {
            var from = image.Geometry;
            var onto = new Geometry(
                size.AsSpan(0, from.Rank), from.Spacing.AsSpan(), from.ToWorld([.. start.Take(from.Rank).Select(i => (double)i)]), from.Direction.AsSpan());
            float[] sampled = GridResampling.Sample(image, onto, kernel).Voxels;
            for (int i = 0; i < sampled.Length; i++)
            {
                int source = 0;
                foreach (var (axis, k) in Samples.IndexOf(onto, i).Index()) source = source * from.Size[axis] + Math.Clamp(k + start[axis], 0, from.Size[axis] - 1);
                Assert.Equal(image.Voxels[source], sampled[i]);
            }

            Assert.Equal(sampled, GridResampling.Nearest(image, onto).Voxels);
        });

    [Fact]
    public void A_copy_spreads_no_voxel_and_keeps_the_sign_of_zero()
    {
        var image = new Volume<float>(Geometry.OfSize(2, 4), [-0f, float.NaN, 2, float.PositiveInfinity, 4, 5, 6, 7]);
        // Rows between the image's, and its last three columns.
        var onto = new Geometry([4, 3], [0.5, 1], [-0.25, 1]);
        float[] sampled = GridResampling.Sample(image, onto, Interpolation.Linear).Voxels;
        Assert.Equal([float.NaN, 2, float.PositiveInfinity], sampled[..3]);
        Assert.Equal([5, 6, 7], sampled[9..]);

        onto = new Geometry([2, 3], [1, 1], [0, -1]);
        foreach (var kernel in Enum.GetValues<Interpolation>())
        {
            sampled = GridResampling.Sample(image, onto, kernel).Voxels;
            Assert.Equal([-0f, -0f, float.NaN, 4, 4, 5], sampled);
            Assert.True(float.IsNegative(sampled[0]) && float.IsNegative(sampled[1]));
        }
    }

    [Fact]
    public void Constants_stay_constants() =>
        Gen.Select(TwoGrids, Gen.Float[-1e6f, 1e6f], AnyKernel).Sample((grids, value, kernel) =>
        {
            var image = new Volume<float>(grids.Image);
            Array.Fill(image.Voxels, value);
            Assert.All(GridResampling.Sample(image, grids.Onto, kernel).Voxels, voxel => Assert.Equal(value, voxel, Math.Abs(value) * 1e-6f));
        });

    [Fact]
    public void Linear_functions_of_the_world_are_met_at_any_orientation() =>
        Gen.Select(Finer(4), Gen.Double[-3, 3].Array[4], AnyKernel).Sample((grids, slope, kernel) =>
        {
            AssertMet(grids, kernel, point => slope[3] + point.Zip(slope, (place, along) => place * along).Sum());
        });

    [Fact]
    public void Cubic_interpolation_meets_quadratic_functions() =>
        Gen.Select(Finer(6), Gen.Double[-2, 2].Array[9]).Sample((grids, factors) => AssertMet(grids, Interpolation.Cubic, point =>
        {
            double value = 0;
            int term = 0;
            // Relative to the first voxel: far from the world's origin squares would take all digits.
            double[] place = [.. point.Zip(grids.Image.Origin, (along, origin) => along - origin)];
            for (int i = 0; i < place.Length; i++)
            {
                for (int j = i; j < place.Length; j++) value += factors[term++] * place[i] * place[j];
            }

            return value;
        }));

    [Fact]
    public void Whole_ratios_meet_linear_functions_when_shrinking_too()
    {
        var image = new Volume<float>(Geometry.OfSize(30, 24));
        for (int i = 0; i < image.Voxels.Length; i++) image.Voxels[i] = i / 24 * 3 - i % 24;
        foreach (var kernel in Enum.GetValues<Interpolation>())
        {
            var small = GridResampling.Sample(image, GridResampling.Respaced(image.Geometry, [3, 2]), kernel);
            Assert.Equal([10, 12], small.Geometry.Size);
            for (int i = 0; i < small.Voxels.Length; i++)
            {
                var (row, column) = (i / 12, i % 12);
                if (row is >= 2 and < 8 && column is >= 2 and < 10) Assert.Equal(3 * (3 * row + 1) - (2 * column + 0.5f), small.Voxels[i], 1e-4f);
            }
        }
    }

    [Fact]
    public void Shrinking_averages_instead_of_skipping()
    {
        var stripes = new Volume<float>(Geometry.OfSize(16, 16), [.. Enumerable.Range(0, 256).Select(i => i % 2 * 2f)]);
        foreach (var kernel in Enum.GetValues<Interpolation>())
        {
            var small = GridResampling.Sample(stripes, GridResampling.Respaced(stripes.Geometry, [1, 4]), kernel);
            for (int i = 0; i < small.Voxels.Length; i++)
            {
                if (i % 4 is 1 or 2) Assert.Equal(1, small.Voxels[i], 0.05f);
            }
        }
    }

    [Fact]
    public void Down_and_up_again_a_smooth_image_is_nearly_the_same()
    {
        var grid = new Geometry([24, 40, 32], [1, 0.5, 0.5]);
        var image = new Volume<float>(grid);
        for (int i = 0; i < image.Voxels.Length; i++)
        {
            double[] point = grid.ToWorld([.. Samples.IndexOf(grid, i).Select(k => (double)k)]);
            image.Voxels[i] = (float)(Math.Sin(point[0] / 5) * Math.Cos(point[1] / 6) + Math.Sin(point[2] / 7));
        }

        var small = GridResampling.Sample(image, GridResampling.Respaced(grid, [1.5, 1, 1]), Interpolation.Cubic);
        Assert.Equal([16, 20, 16], small.Geometry.Size);
        var back = GridResampling.Sample(small, grid, Interpolation.Cubic);
        double[] errors = [.. back.Voxels.Zip(image.Voxels, (again, voxel) => Math.Abs((double)again - voxel))];
        Assert.True(errors.Average() < 0.01, $"{errors.Average()}");
        Assert.True(errors.Max() < 0.15, $"{errors.Max()}");
    }

    [Fact]
    public void Half_way_between_two_voxels_rounding_errors_do_not_choose()
    {
        // In the world none of these places is exact.
        var grid = new Geometry([1, 60], [1, 0.7], [0.1, -123.4]);
        var image = new Volume<byte>(grid, [.. Enumerable.Range(0, 60).Select(i => (byte)i)]);
        var halved = GridResampling.Nearest(image, GridResampling.Respaced(grid, [1, 1.4]));
        Assert.Equal(Enumerable.Range(0, 30).Select(i => (byte)(2 * i + 1)), halved.Voxels);
    }

    [Fact]
    public void Other_directions_or_axes_are_refused()
    {
        var image = new Volume<float>(Geometry.OfSize(2, 2, 2));
        var turned = new Geometry([2, 2, 2], direction: [0, 1, 0, 1, 0, 0, 0, 0, 1]);
        Assert.Contains("different directions", Assert.Throws<ArgumentException>(() => GridResampling.Sample(image, turned, Interpolation.Linear)).Message);
        Assert.Contains("different directions", Assert.Throws<ArgumentException>(() => GridResampling.Nearest(image, turned)).Message);
        Assert.Contains("2 axes", Assert.Throws<ArgumentException>(() => GridResampling.Nearest(new Volume<byte>(Geometry.OfSize(2, 2)), turned)).Message);
        GridResampling.Sample(image, new Geometry([2, 2, 2], direction: [1, 9e-6, 0, 0, 1, 0, 0, 0, 1]), Interpolation.Cubic);
    }

    [Fact]
    public void Grids_that_fit_into_no_array_or_no_kernel_are_refused()
    {
        var grid = Geometry.OfSize(10, 10, 10);
        var huge = Geometry.OfSize(100_000, 100_000, 100_000);
        Assert.Contains("100000×100000×100000", Assert.Throws<ReportedException>(() => GridResampling.Sample(new Volume<float>(grid), huge, Interpolation.Linear)).Message);
        Assert.Throws<ReportedException>(() => GridResampling.Nearest(new Volume<byte>(grid), huge));
        var coarse = new Geometry([1, 1, 1], [1e7, 1, 1]);
        Assert.Contains("million", Assert.Throws<ArgumentException>(() => GridResampling.Sample(new Volume<float>(grid), coarse, Interpolation.Linear)).Message);
    }

    /// <summary>An image large enough to have an inside, and finer places there.</summary>
    private static Gen<(Geometry Image, Geometry Onto)> Finer(int least) =>
        Gen.Select(Grid, Gen.Int[least, 9].Array[3], Gen.Int[1, 9].Array[3], Gen.Double[0.2, 1].Array[3], Gen.Double[0, 4].Array[3]).Select((grid, size, newSize, ratio, shift) =>
        {
            double[] spacing = [.. grid.Spacing.Select((distance, axis) => distance * ratio[axis])];
            var image = new Geometry(size.AsSpan(0, grid.Rank), grid.Spacing.AsSpan(), grid.Origin.AsSpan(), grid.Direction.AsSpan());
            return (image, new Geometry(newSize.AsSpan(0, grid.Rank), spacing, image.ToWorld(shift.AsSpan(0, grid.Rank)), grid.Direction.AsSpan()));
        });

    private static void AssertMet((Geometry Image, Geometry Onto) grids, Interpolation kernel, Func<double[], double> function)
    {
        var (from, onto) = grids;
        var image = new Volume<float>(from);
        for (int i = 0; i < image.Voxels.Length; i++) image.Voxels[i] = (float)function(from.ToWorld([.. Samples.IndexOf(from, i).Select(k => (double)k)]));
        double tolerance = 1e-6 * Math.Max(1, image.Voxels.Max(Math.Abs));
        // Where the kernel finds all its voxels.
        int border = kernel == Interpolation.Cubic ? 1 : 0;
        float[] sampled = GridResampling.Sample(image, onto, kernel).Voxels;
        for (int i = 0; i < sampled.Length; i++)
        {
            double[] place = TextbookResampling.PlaceOf(from, onto, i);
            if (!place.Index().All(along => along.Item >= border && along.Item <= from.Size[along.Index] - 1 - border)) continue;
            Assert.Equal(function(onto.ToWorld([.. Samples.IndexOf(onto, i).Select(k => (double)k)])), sampled[i], tolerance);
        }
    }

    private static Geometry Copy(Geometry grid) => new(grid.Size.AsSpan(), grid.Spacing.AsSpan(), grid.Origin.AsSpan(), grid.Direction.AsSpan());

    private static Gen<Volume<float>> ImageOn(Geometry grid) => Gen.Float[-100, 100].Array[(int)grid.VoxelCount].Select(voxels => new Volume<float>(grid, voxels));

    private static Volume<float> ReadArray(string name) => NpyFile.Read(Fixture.PathOf(Path.Combine("resampling", $"{name}.npy"))).ToImage();
}
