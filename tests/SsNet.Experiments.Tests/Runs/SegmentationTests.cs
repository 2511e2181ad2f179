using CsCheck;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Imaging;
using SsNet.Imaging.Metrics;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Runs;

/// <summary>Images of any origin are segmented on their own grid.</summary>
public class SegmentationTests
{
    private static readonly IntensityScale Range = new(IntensityKind.MinMax);

    [Fact]
    public void Without_resampling_the_segmentation_is_exact_on_any_grid_and_in_any_order_of_axes() => WorldBall.Grids.Sample(grid =>
    {
        var ball = WorldBall.In(grid);
        var image = ball.ImageOn(grid);
        foreach (var axes in Enum.GetValues<AxisOrder>())
        {
            foreach (var crop in (CropKind[])[CropKind.None, CropKind.Body])
            {
                using var model = KnownModel.Of(new PreparationSettings { Axes = axes, Intensity = Range, Crop = crop, BodyMargin = 2 });
                var labels = model.Segment(image).Labels;
                Assert.Same(grid, labels.Geometry);
                Assert.Equal(ball.LabelsOn(grid).Voxels, labels.Voxels);
            }
        }
    }, iter: 20);

    [Fact]
    public void With_resampling_the_segmentation_overlaps_the_truth_in_the_world() =>
        Gen.Select(WorldBall.Grids, Gen.Enum<AxisOrder>(), Gen.Double[0.7, 1.3].Array[3], Gen.Int[0, 3], Gen.Enum<CropKind>()).Sample((grid, axes, spacing, kept, crop) =>
        {
            // One axis may keep its own spacing.
            if (kept < 3) spacing[kept] = 0;
            var ball = WorldBall.In(grid);
            var settings = new PreparationSettings { Axes = axes, Intensity = Range, Spacing = [.. spacing], Crop = crop, Region = new RegionBox([0, 0, 0], [1, 1, 1]), BodyMargin = 3 };
            using var model = KnownModel.Of(settings);
            var labels = model.Segment(ball.ImageOn(grid)).Labels;
            Assert.Same(grid, labels.Geometry);
            Assert.InRange(SegmentationMetrics.Dice(labels, ball.LabelsOn(grid), 1), 0.85, 1);
        }, iter: 40);

    [Fact]
    public void The_published_layouts_have_their_own_orders_of_axes()
    {
        var image = new Volume<float>(new Geometry([2, 3, 4], [3, 2, 1]), [.. Enumerable.Range(0, 24).Select(i => (float)(i % 4))]);
        Assert.Equal([4, 3, 2], PreparedGrid.Of(PublishedPreparationOf(DataLayout.La), image).Prepared.Size);
        Assert.Equal([2, 3, 4], PreparedGrid.Of(PublishedPreparationOf(DataLayout.Acdc), image).Prepared.Size);
        Assert.Equal([-1.34, -0.45, 0.45, 1.34], PreparedGrid.Of(PublishedPreparationOf(DataLayout.La), image).Image(image).Voxels.Where((_, i) => i % 6 == 0).Select(value => Math.Round(value, 2)));
        using var la = KnownModel.Of(DataLayout.La);
        var labels = la.Segment(image).Labels;
        Assert.Same(image.Geometry, labels.Geometry);
        // 0.45 rounds to the background, 1.34 to the foreground.
        Assert.Equal(image.Voxels.Select(value => (byte)(value == 3 ? 1 : 0)), labels.Voxels);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 9, 5)]
    [InlineData(3, 1, 20)]
    public void Images_smaller_than_a_patch_are_segmented(params int[] size)
    {
        var grid = new Geometry(size, [2, 0.5, 1.5], [1, 2, 3]);
        var image = new Volume<float>(grid, [.. Enumerable.Range(0, (int)grid.VoxelCount).Select(i => (float)(i % 2))]);
        foreach (int axes in (int[])[2, 3])
        {
            using var model = KnownModel.Of(KnownModel.AsItIs, axes: axes);
            Assert.Equal(image.Voxels.Select(value => (byte)value), model.Segment(image).Labels.Voxels);
        }

        using var resampling = KnownModel.Of(KnownModel.AsItIs with { Spacing = [0.7, 500, 0.9], Crop = CropKind.Body });
        Assert.Same(grid, resampling.Segment(image).Labels.Geometry);
    }

    [Theory]
    [InlineData(IntensityKind.ZScore)]
    [InlineData(IntensityKind.MinMax)]
    [InlineData(IntensityKind.Percentile)]
    public void An_image_that_is_the_same_everywhere_is_background(IntensityKind kind)
    {
        var grid = new Geometry([5, 6, 7], [2, 1, 1]);
        using var model = KnownModel.Of(new PreparationSettings { Intensity = new IntensityScale(kind, 1, 99), Crop = CropKind.Body, Spacing = [1, 1, 2] });
        Assert.All(model.Segment(new Volume<float>(grid, [.. Enumerable.Repeat(7f, 210)])).Labels.Voxels, label => Assert.Equal(0, label));
    }

    [Fact]
    public void A_header_with_an_impossible_spacing_is_refused()
    {
        var image = new Volume<float>(new Geometry([2, 3, 4], [1e-9, 1, 1]));
        using var model = KnownModel.Of(KnownModel.AsItIs with { Spacing = [1, 1, 1] });
        Assert.Contains("spacing", Assert.Throws<ReportedException>(() => model.Segment(image)).Message, StringComparison.Ordinal);
        image = new Volume<float>(new Geometry([1, 1, 1], [1e9, 1, 1]));
        Assert.Throws<ReportedException>(() => model.Segment(image));
    }

    [Fact]
    public void Probabilities_add_up_to_one_on_the_images_own_grid() => WorldBall.Grids.Sample(grid =>
    {
        using var model = KnownModel.Of(new PreparationSettings { Intensity = Range, Spacing = [1.1, 0.9, 1.2], Crop = CropKind.Body, BodyMargin = 2 }, classes: 3, sharpness: 2);
        var segmentation = model.Segment([WorldBall.In(grid).ImageOn(grid)], new SegmentationOptions { Probabilities = true, Entropy = true }, cancellation: TestContext.Current.CancellationToken);
        var maps = segmentation.Probabilities!;
        Assert.Equal(3, maps.Count);
        Assert.All(maps, map => Assert.Same(grid, map.Geometry));
        Assert.Same(grid, segmentation.Entropy!.Geometry);
        for (int i = 0; i < grid.VoxelCount; i++)
        {
            float[] p = [.. maps.Select(map => map.Voxels[i])];
            Assert.All(p, value => Assert.InRange(value, 0, 1));
            Assert.Equal(1, p.Sum(), 1e-5);
            Assert.Equal(Array.IndexOf(p, p.Max()), segmentation.Labels.Voxels[i]);
            Assert.Equal(-p.Where(value => value > 0).Sum(value => value * Math.Log(value)) / Math.Log(3), segmentation.Entropy.Voxels[i], 1e-5);
        }
    }, iter: 5);

    [Fact]
    public void Entropy_is_zero_where_the_class_is_certain_and_one_where_all_are_equal()
    {
        var grid = Geometry.OfSize(1, 1, 3);
        var options = new SegmentationOptions { Entropy = true };
        // Half-way between two classes both are equally probable.
        using var model = KnownModel.Of(KnownModel.AsItIs, sharpness: 1000);
        var segmentation = model.Segment([new Volume<float>(grid, [0, 0.5f, 1])], options, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([0, 1, 0], segmentation.Entropy!.Voxels);
        Assert.Equal([0, 0, 1], segmentation.Labels.Voxels);
        Assert.Null(segmentation.Probabilities);
        using var blind = KnownModel.Of(KnownModel.AsItIs, classes: 4, sharpness: 0);
        Assert.All(blind.Segment([new Volume<float>(grid)], options, cancellation: TestContext.Current.CancellationToken).Entropy!.Voxels, value => Assert.Equal(1, value, 1e-6));
    }

    [Fact]
    public void What_the_preparation_cuts_off_is_background()
    {
        var image = new Volume<float>(Geometry.OfSize(1, 2, 8), [1, 1, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0, 1]);
        using var model = KnownModel.Of(KnownModel.AsItIs with { Crop = CropKind.Region, Region = new RegionBox([0, 0, 0.5], [1, 1, 1]) });
        var segmentation = model.Segment([image], new SegmentationOptions { Probabilities = true, Entropy = true }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1], segmentation.Labels.Voxels);
        Assert.Equal([1, 1, 1, 1], segmentation.Probabilities![0].Voxels[..4]);
        Assert.Equal([0, 0, 0, 0], segmentation.Entropy!.Voxels[..4]);
    }

    [Fact]
    public void The_callers_image_stays_as_it_is()
    {
        float[] voxels = [3, 1, 4, 1, 5, 9];
        var image = new Volume<float>(new Geometry([1, 2, 3], [1, 2, 3]), [.. voxels]);
        using var model = KnownModel.Of(new PreparationSettings { Spacing = [1, 1, 1] });
        model.Segment(image);
        Assert.Equal(voxels, image.Voxels);
    }

    [Fact]
    public void Channels_count_in_their_order_and_lie_on_one_grid()
    {
        var grid = new Geometry([1, 2, 2], [1, 2, 3]);
        Volume<float> first = new(grid, [0, 1, 0, 1]), second = new(grid, [0, 0, 1, 1]);
        using var model = KnownModel.Of(KnownModel.AsItIs, classes: 4, channels: 2);
        Assert.Equal([0, 1, 2, 3], model.Segment([first, second], cancellation: TestContext.Current.CancellationToken).Labels.Voxels);
        Assert.Equal([0, 2, 1, 3], model.Segment([second, first], cancellation: TestContext.Current.CancellationToken).Labels.Voxels);
        Assert.Equal(
            "The channels of the image are 1×2×2 and 1×1×4 voxels; resample them to one grid.",
            Assert.Throws<ReportedException>(() => model.Segment([first, new Volume<float>(Geometry.OfSize(1, 1, 4))], cancellation: TestContext.Current.CancellationToken)).Message);
        Assert.Contains("takes 2 channel(s)", Assert.Throws<ReportedException>(() => model.Segment(first)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_a_prepared_data_set_without_its_record_segment_nothing_raw()
    {
        using var model = KnownModel.Of(DataLayout.Prepared);
        Assert.Contains("use the run's folder, or its weights.safetensors", Assert.Throws<ReportedException>(() => model.Segment(new Volume<float>(Geometry.OfSize(2, 2, 2)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wish_to_stop_is_heeded_between_classes_too()
    {
        using var stop = new CancellationTokenSource();
        using var model = KnownModel.Of(KnownModel.AsItIs, classes: 3);
        var seen = new List<int>();
        Assert.Throws<OperationCanceledException>(() => model.Segment(
            [new Volume<float>(Geometry.OfSize(2, 2, 2))],
            isPrepared: false,
            entropy: false,
            (index, _) =>
            {
                seen.Add(index);
                if (index == 1) stop.Cancel();
            },
            null,
            stop.Token));
        Assert.Equal([0, 1], seen);
    }

    [Fact]
    public void Classes_have_the_names_of_the_data_set_or_numbers()
    {
        using var known = KnownModel.Of(KnownModel.AsItIs, classes: 3);
        Assert.Equal(["class 1", "class 2"], known.ClassNames);
        using var published = KnownModel.Of(DataLayout.Acdc, classes: 4);
        Assert.Equal(["right ventricle", "myocardium", "left ventricle"], published.ClassNames);
        using var other = KnownModel.Of(DataLayout.La, classes: 5);
        Assert.Equal(["class 1", "class 2", "class 3", "class 4"], other.ClassNames);
    }

    private static PreparationSettings PublishedPreparationOf(DataLayout layout) => Experiments.Preparing.PublishedPreparation.Of(layout)!;
}
