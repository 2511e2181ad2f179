using SsNet.Data;
using SsNet.Imaging.Resampling;
using SsNet.Imaging.Volumes;
using SsNet.Inference;
using SsNet.Networks;

namespace SsNet.Tests.Inference;

/// <summary>An image is resampled to the size that the network takes, and the prediction back.</summary>
public class ZoomPredictionTests
{
    private static readonly PredictionOptions Zoom = new() { Patch = [8, 8], Fit = ImageFit.Zoom, LargestComponent = false };

    [Theory]
    [InlineData(8, 8)]
    [InlineData(5, 13)]
    [InlineData(3, 1)]
    public void An_image_is_resampled_there_and_back(int rows, int columns)
    {
        var image = Classes(rows, columns);
        var prediction = Predict(image, Zoom);
        Assert.Same(image.Geometry, prediction.Labels.Geometry);
        Assert.Equal(ThereAndBack(image, 8, 8), prediction.Labels.Voxels);
    }

    [Fact]
    public void A_volume_is_resampled_along_three_axes_for_a_network_of_three()
    {
        var image = Classes(5, 9, 12);
        var prediction = Predict(image, Zoom with { Patch = [8, 4, 6] });
        Assert.Same(image.Geometry, prediction.Labels.Geometry);
        Assert.Equal(ThereAndBack(image, 8, 4, 6), prediction.Labels.Voxels);
    }

    [Fact]
    public void Half_the_resolution_may_be_resampled_too()
    {
        var image = new Volume<float>(Geometry.OfSize(6, 7), [.. Enumerable.Range(0, 42).Select(i => i % 7 < 4 ? 2f : 0f)]);
        Assert.Equal(image.Voxels, Array.ConvertAll(Predict(image, Zoom with { Downsampling = 2 }).Labels.Voxels, label => (float)label));
    }

    [Theory]
    [InlineData(26, 5)]
    [InlineData(5, 26)]
    [InlineData(26, 26)]
    public void The_published_border_is_background_where_rounding_leaves_the_image(int rows, int columns)
    {
        // 25 · (7 / 25) is more than 7, in double precision.
        Assert.Equal(-1, NearestZoom.Sources(8, 26, ZoomBorder.Published)[^1]);
        var image = new Volume<float>(Geometry.OfSize(rows, columns));
        Array.Fill(image.Voxels, 1);
        bool Lost(int i) => (rows == 26 && i / columns == 25) || (columns == 26 && i % columns == 25);

        var published = Predict(image, Zoom with { Border = ZoomBorder.Published });
        for (int i = 0; i < image.Voxels.Length; i++)
        {
            Assert.Equal(Lost(i) ? 0 : 1, published.Labels.Voxels[i]);
            if (Lost(i)) Assert.Equal([1, 0, 0, 0], published.Probabilities.Select(map => map.Voxels[i]));
        }

        Assert.All(Predict(image, Zoom).Labels.Voxels, label => Assert.Equal(1, label));
    }

    /// <summary>What the network sees, and what becomes of it.</summary>
    private static byte[] ThereAndBack(Volume<float> image, params int[] patch)
    {
        int[] size = [.. image.Geometry.Size];
        float[] seen = NearestZoom.Zoom<float>(image.Voxels, size, patch, ZoomBorder.Nearest);
        return Array.ConvertAll(NearestZoom.Zoom<float>(seen, patch, size, ZoomBorder.Nearest), value => (byte)value);
    }

    private static Volume<float> Classes(params int[] size)
    {
        var noise = NoiseVolume.Of(4, size);
        return new Volume<float>(noise.Geometry, Array.ConvertAll(noise.Voxels, MathF.Floor));
    }

    private static Prediction Predict(Volume<float> image, PredictionOptions options)
    {
        using var network = new BrightnessNetwork(new NetworkOptions { Dimension = image.Geometry.Rank, Classes = 4 });
        return new Predictor(network, options).Predict([image]);
    }
}
