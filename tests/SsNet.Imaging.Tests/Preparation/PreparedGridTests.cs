using CsCheck;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Resampling;
using SsNet.Imaging.Tests.Formats;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Preparation;

public sealed class PreparedGridTests
{
    private static readonly IntensityScale AsItIs = new(IntensityKind.None);

    [Fact]
    public void Without_resampling_the_way_back_is_exact() => WorldGrids.Any.Sample(grid =>
    {
        var image = new Volume<float>(grid, [.. Enumerable.Range(0, (int)grid.VoxelCount).Select(i => (float)i)]);
        foreach (var axes in Enum.GetValues<AxisOrder>())
        {
            var way = PreparedGrid.Of(new PreparationSettings { Axes = axes, Intensity = AsItIs }, image);
            var back = way.Back(way.Image(image), outside: -1);
            Assert.Same(grid, back.Geometry);
            Assert.Equal(image.Voxels, back.Voxels);
        }
    });

    [Fact]
    public void Prepared_voxels_keep_their_places_in_the_world() => WorldGrids.Any.Sample(grid =>
    {
        // A function of the place alone, which linear interpolation reproduces.
        static float At(double[] point) => (float)(0.3 * point[0] - 0.2 * point[1] + 0.1 * point[2]);
        var image = Sampled(grid, At);
        var way = PreparedGrid.Of(new PreparationSettings { Intensity = AsItIs, Spacing = [0, 0.17, 0.15] }, image);
        var prepared = way.Image(image);
        Assert.Equal(0.17, prepared.Geometry.Spacing[1], 1e-12);
        for (int flat = 0; flat < prepared.Voxels.Length; flat++)
        {
            double[] point = prepared.Geometry.ToWorld([.. Samples.IndexOf(prepared.Geometry, flat).Select(i => (double)i)]);
            if (grid.ToIndex(point).Zip(grid.Size, (place, n) => place >= 0 && place <= n - 1).All(isInside => isInside)) Assert.Equal(At(point), prepared.Voxels[flat], 1e-3);
        }
    });

    [Fact]
    public void What_is_cut_off_has_the_value_of_the_outside()
    {
        var image = new Volume<float>(Geometry.OfSize(4, 6, 8), [.. Enumerable.Range(1, 4 * 6 * 8).Select(i => (float)i)]);
        var box = new VoxelBox([1, 2, 3], [2, 3, 4]);
        var way = PreparedGrid.Of(new PreparationSettings { Intensity = AsItIs }, image, box);
        Assert.Equal([2, 3, 4], way.Prepared.Size);
        var back = way.Back(way.Image(image), outside: -5);
        for (int flat = 0; flat < image.Voxels.Length; flat++)
        {
            Assert.Equal(box.Contains(Samples.IndexOf(image.Geometry, flat)) ? image.Voxels[flat] : -5, back.Voxels[flat]);
        }
    }

    [Fact]
    public void The_way_back_of_a_large_image_fits_together()
    {
        // Large enough to be brought back in several parts; sagittal, so that these lie across its slices.
        var own = new Geometry([300, 200, 100], [0.5, 1, 0.8], [-10, 20, 30], [1, 0, 0, 0, 0, 1, 0, -1, 0]);
        static float At(double[] point) => (float)(0.03 * point[0] - 0.02 * point[1] + 0.01 * point[2]);
        var way = PreparedGrid.Of(new PreparationSettings { Intensity = AsItIs, Spacing = [2, 2, 2] }, new Volume<float>(own), new VoxelBox([3, 2, 1], [190, 95, 290]));
        var back = new Volume<float>(own, [.. Enumerable.Repeat(7f, 6_000_000)]);
        way.Back(Sampled(way.Prepared, At), outside: -1, back);
        var order = Reorientation.ToCanonical(own);
        var turned = order.Apply(back);
        for (int flat = 0; flat < turned.Voxels.Length; flat += 499)
        {
            int[] index = Samples.IndexOf(order.To, flat);
            double[] place = way.Prepared.ToIndex(order.To.ToWorld([.. index.Select(i => (double)i)]));
            bool isInside = place.Zip(way.Prepared.Size, (at, n) => at >= 0 && at <= n - 1).All(inside => inside);
            if (!way.Box.Contains(index)) Assert.Equal(-1, turned.Voxels[flat]);
            else if (isInside) Assert.Equal(At(order.To.ToWorld([.. index.Select(i => (double)i)])), turned.Voxels[flat], 1e-3);
        }
    }

    [Fact]
    public void Labels_and_image_share_their_grid() => WorldGrids.Any.Sample(grid =>
    {
        var image = Sampled(grid, point => (float)point[0]);
        var way = PreparedGrid.Of(new PreparationSettings { Spacing = [0.7, 0.9, 1.1], Interpolation = Interpolation.Cubic }, image);
        var labels = way.Labels(new Volume<byte>(grid, [.. image.Voxels.Select(value => (byte)(value > 0 ? 1 : 0))]));
        WorldGrids.AssertSame(way.Prepared, labels.Geometry, 1e-12);
        WorldGrids.AssertSame(way.Prepared, way.Image(image).Geometry, 1e-12);
    });

    [Fact]
    public void Intensities_are_scaled_by_the_whole_image_and_the_callers_stay_as_they_are()
    {
        float[] values = [0, 10, 20, 30];
        var image = new Volume<float>(Geometry.OfSize(1, 1, 4), [.. values]);
        var way = PreparedGrid.Of(new PreparationSettings { Intensity = new IntensityScale(IntensityKind.MinMax) }, image, new VoxelBox([0, 0, 1], [1, 1, 2]));
        Assert.Equal([1 / 3f, 2 / 3f], way.Image(image).Voxels);
        Assert.Equal(values, image.Voxels);
    }

    [Fact]
    public void A_spacing_that_differs_in_its_last_digits_is_kept()
    {
        var image = new Volume<float>(new Geometry([4, 4, 4], [1.0002, 0.62500006, 0.625]));
        var way = PreparedGrid.Of(new PreparationSettings { Axes = AxisOrder.Stored, Spacing = [1, 0.625, 0.625] }, image);
        Assert.Equal([1.0002, 0.62500006, 0.625], way.Prepared.Spacing);
    }

    [Fact]
    public void Settings_for_another_number_of_axes_are_refused()
    {
        var slice = new Volume<float>(Geometry.OfSize(4, 4));
        var failure = Assert.Throws<ReportedException>(() => PreparedGrid.Of(new PreparationSettings { Spacing = [1, 1, 1] }, slice));
        Assert.Contains("there are 3 spacings, but the image has 2 axes (4×4)", failure.Message, StringComparison.Ordinal);
        Assert.Throws<ReportedException>(() => new RegionBox([0, 0, 0], [1, 1, 1]).On(slice.Geometry));
    }

    [Fact]
    public void A_region_is_the_same_share_of_any_image()
    {
        var region = RegionBox.Around([(new VoxelBox([0, 2], [10, 4]), Geometry.OfSize(10, 8)), (new VoxelBox([5, 10], [5, 20]), Geometry.OfSize(20, 40))]);
        Assert.Equal([0, 0.25], region.Low);
        Assert.Equal([1, 0.75], region.High);
        Assert.Equal(new VoxelBox([0, 25], [7, 50]), region.On(Geometry.OfSize(7, 100)));
        Assert.Equal(new VoxelBox([0, 0], [1, 1]), region.On(Geometry.OfSize(1, 1)));
    }

    [Fact]
    public void The_region_of_one_box_is_that_box() => Gen.Int[1, 50].SelectMany(n => Gen.Int[0, n - 1].SelectMany(start => Gen.Int[1, n - start].Select(length => (n, start, length)))).Sample(axis =>
    {
        var grid = Geometry.OfSize(axis.n, 3);
        var box = new VoxelBox([axis.start, 0], [axis.length, 3]);
        Assert.Equal(box, RegionBox.Around([(box, grid)]).On(grid));
    });

    private static Volume<float> Sampled(Geometry grid, Func<double[], float> at) => new(
        grid, [.. Enumerable.Range(0, (int)grid.VoxelCount).Select(flat => at(grid.ToWorld([.. Samples.IndexOf(grid, flat).Select(i => (double)i)])))]);
}
