using SsNet.Data;
using SsNet.Imaging;
using SsNet.Imaging.Volumes;
using SsNet.Inference;
using SsNet.Networks;

namespace SsNet.Tests.Inference;

public class PredictorTests
{
    private static readonly PredictionOptions SmallWindows = new() { Patch = [4, 4, 4], Stride = [2, 3, 4] };

    [Theory]
    [InlineData(7, 9, 5)]
    [InlineData(8, 8, 8)]
    [InlineData(3, 1, 2)]
    public void At_half_resolution_the_prediction_lies_on_the_grid_of_the_image(params int[] size)
    {
        var geometry = new Geometry([.. size], [0.5, 0.75, 2], [-3, 4, 10]);
        var image = new Volume<float>(geometry, [.. Enumerable.Repeat(1f, (int)geometry.VoxelCount)]);
        var prediction = Predict(image, SmallWindows with { Downsampling = 2 });
        Assert.Equal(geometry, prediction.Labels.Geometry);
        Assert.All(prediction.Probabilities, map => Assert.Equal(geometry, map.Geometry));
        Assert.All(prediction.Labels.Voxels, label => Assert.Equal(1, label));
    }

    [Fact]
    public void At_half_resolution_an_edge_between_blocks_stays_where_it_is()
    {
        var image = Rows(0, 0, 0, 0, 1, 1, 1);
        Assert.Equal([0, 0, 0, 0, 1, 1, 1], Predict(image, SmallWindows with { Downsampling = 2 }).Labels.Voxels);
    }

    [Fact]
    public void Of_every_class_the_largest_component_is_kept()
    {
        var image = Rows(1, 0, 1, 1, 2, 2, 2, 0, 2, 1, 0, 2);
        Assert.Equal([0, 0, 1, 1, 2, 2, 2, 0, 0, 0, 0, 0], Predict(image, SmallWindows, classes: 3).Labels.Voxels);
        byte[] everything = [1, 0, 1, 1, 2, 2, 2, 0, 2, 1, 0, 2];
        Assert.Equal(everything, Predict(image, SmallWindows with { LargestComponent = false }, classes: 3).Labels.Voxels);
    }

    [Fact]
    public void A_prediction_without_foreground_stays_empty() =>
        Assert.All(Predict(Rows(0, 0, 0, 0, 0), SmallWindows, classes: 3).Labels.Voxels, label => Assert.Equal(0, label));

    [Fact]
    public void The_probabilities_of_a_voxel_add_up_to_one()
    {
        var maps = Predict(Rows(0, 0.4f, 0.5f, 1, 2, 1), SmallWindows, classes: 3).Probabilities;
        Assert.Equal(3, maps.Count);
        for (int i = 0; i < 6; i++) Assert.Equal(1, maps.Sum(map => map.Voxels[i]), 1e-6);
    }

    [Fact]
    public void An_image_with_other_channels_or_axes_than_the_network_takes_is_refused()
    {
        var image = Rows(0, 1);
        Assert.Equal(
            "The network takes 1 channel(s) of 3 axes, but the image has 2 of 3; use images like those it was trained on.",
            Assert.Throws<ReportedException>(() => Predict([image, image], SmallWindows, classes: 2)).Message);
        Assert.Equal(
            "The network takes 1 channel(s) of 3 axes, but the image has 1 of 2; use images like those it was trained on.",
            Assert.Throws<ReportedException>(() => Predict(new Volume<float>(Geometry.OfSize(4, 4)), SmallWindows)).Message);
    }

    [Fact]
    public void An_image_of_two_axes_is_taken_by_a_network_of_two()
    {
        var image = new Volume<float>(new Geometry([3, 6], [0.5, 2]), [.. Enumerable.Range(0, 18).Select(i => (float)(i % 2))]);
        using var network = new BrightnessNetwork(new NetworkOptions { Dimension = 2 });
        var predictor = new Predictor(network, new PredictionOptions { Patch = [4, 4], Stride = [2, 3], LargestComponent = false });
        var labels = predictor.Predict([image], cancellation: TestContext.Current.CancellationToken).Labels;
        Assert.Same(image.Geometry, labels.Geometry);
        Assert.Equal(image.Voxels, Array.ConvertAll(labels.Voxels, label => (float)label));
    }

    [Fact]
    public void A_label_map_lies_on_the_very_grid_of_the_image()
    {
        var image = NoiseVolume.Of(1, 5, 6, 7);
        var prediction = Predict(image, SmallWindows);
        Assert.Same(image.Geometry, prediction.Labels.Geometry);
        Assert.All(prediction.Probabilities, map => Assert.Same(image.Geometry, map.Geometry));
    }

    [Theory]
    [InlineData(3, ImageFit.Crop, 1)]
    [InlineData(3, ImageFit.Crop, 4)]
    [InlineData(3, ImageFit.Zoom, 1)]
    [InlineData(2, ImageFit.Crop, 3)]
    [InlineData(2, ImageFit.Zoom, 1)]
    [InlineData(2, ImageFit.Zoom, 3)]
    public void Progress_rises_to_one_by_every_pass(int axes, ImageFit fit, int windowsPerBatch)
    {
        using var network = new BrightnessNetwork(new NetworkOptions { Dimension = axes });
        var told = new Told();
        var options = SmallWindows with { Patch = [.. SmallWindows.Patch.Take(axes)], Stride = [.. SmallWindows.Stride.Take(axes)], Fit = fit, WindowsPerBatch = windowsPerBatch };
        new Predictor(network, options).Predict([NoiseVolume.Of(1, 5, 6, 7)], told, TestContext.Current.CancellationToken);
        Assert.Equal(network.Passes.Count, told.Shares.Count);
        Assert.Equal(told.Shares.Order().Distinct(), told.Shares);
        Assert.InRange(told.Shares[0], 1e-3, 1);
        Assert.Equal(1, told.Shares[^1]);
    }

    [Theory]
    [InlineData(3, ImageFit.Crop)]
    [InlineData(2, ImageFit.Crop)]
    [InlineData(2, ImageFit.Zoom)]
    public void Cancellation_stops_between_two_passes(int axes, ImageFit fit)
    {
        using var network = new BrightnessNetwork(new NetworkOptions { Dimension = axes });
        using var stop = new CancellationTokenSource();
        var options = SmallWindows with { Patch = [.. SmallWindows.Patch.Take(axes)], Stride = [.. SmallWindows.Stride.Take(axes)], Fit = fit };
        var stopAtFirst = new Told { Then = stop.Cancel };
        Assert.Throws<OperationCanceledException>(() => new Predictor(network, options).Predict([NoiseVolume.Of(1, 5, 6, 7)], stopAtFirst, stop.Token));
        Assert.Single(network.Passes);
    }

    /// <summary>A column of voxels.</summary>
    private static Volume<float> Rows(params float[] voxels) => new(Geometry.OfSize(voxels.Length, 1, 1), voxels);

    private static Prediction Predict(Volume<float> image, PredictionOptions options, int classes = 2) => Predict([image], options, classes);

    private static Prediction Predict(IReadOnlyList<Volume<float>> channels, PredictionOptions options, int classes)
    {
        using var network = new BrightnessNetwork(new NetworkOptions { Classes = classes });
        return new Predictor(network, options).Predict(channels);
    }

    private sealed class Told : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public Action Then { get; init; } = () => { };

        public void Report(double value)
        {
            Shares.Add(value);
            Then();
        }
    }
}
