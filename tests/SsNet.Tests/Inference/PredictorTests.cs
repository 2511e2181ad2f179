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
            "The network takes 1 channel(s) of 3 axes, but the image has 2 of 3.",
            Assert.Throws<ReportedException>(() => Predict([image, image], SmallWindows, classes: 2)).Message);
        Assert.Equal(
            "The network takes 1 channel(s) of 3 axes, but the image has 1 of 2.",
            Assert.Throws<ReportedException>(() => Predict(new Volume<float>(Geometry.OfSize(4, 4)), SmallWindows)).Message);
    }

    /// <summary>A column of voxels.</summary>
    private static Volume<float> Rows(params float[] voxels) => new(Geometry.OfSize(voxels.Length, 1, 1), voxels);

    private static Prediction Predict(Volume<float> image, PredictionOptions options, int classes = 2) => Predict([image], options, classes);

    private static Prediction Predict(IReadOnlyList<Volume<float>> channels, PredictionOptions options, int classes)
    {
        using var network = new BrightnessNetwork(new NetworkOptions { Classes = classes });
        return new Predictor(network, options).Predict(channels);
    }
}
