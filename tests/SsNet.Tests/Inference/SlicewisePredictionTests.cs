using SsNet.Data;
using SsNet.Imaging.Volumes;
using SsNet.Inference;
using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Tests.Inference;

/// <summary>A network of two axes takes a volume slice by slice.</summary>
public class SlicewisePredictionTests
{
    private static readonly PredictionOptions Windows = new() { Patch = [4, 4], Stride = [2, 3], LargestComponent = false };

    public static TheoryData<int, ImageFit> AxesAndFits => new MatrixTheoryData<int, ImageFit>([0, 1, 2], Enum.GetValues<ImageFit>());

    [Theory]
    [MemberData(nameof(AxesAndFits))]
    public void A_volume_is_segmented_as_its_slices_are_one_by_one(int axis, ImageFit fit)
    {
        using var scope = NewDisposeScope();
        // A trained network's answer depends on a pixel's neighbours, and with them on the axis that the slices are cut along.
        using var network = new UNet(new NetworkOptions { Dimension = 2, Classes = 4, BaseWidth = 2, Halvings = NetworkOptions.HalvingsFor([4, 4]) });
        network.Initialise(1);
        var predictor = new Predictor(network, Windows with { Fit = fit, SliceAxis = axis });
        var volume = NoiseVolume.Of(1, 3, 6, 7);
        var whole = predictor.Predict([volume], cancellation: TestContext.Current.CancellationToken);

        Assert.Same(volume.Geometry, whole.Labels.Geometry);
        Assert.All(whole.Probabilities, map => Assert.Same(volume.Geometry, map.Geometry));
        Assert.Equal(4, whole.Probabilities.Count);
        for (int index = 0; index < volume.Geometry.Size[axis]; index++)
        {
            var alone = predictor.Predict([VolumeSlices.Cut(volume, axis, index)], cancellation: TestContext.Current.CancellationToken);
            Assert.Equal(alone.Labels.Voxels, VolumeSlices.Cut(whole.Labels, axis, index).Voxels);
            for (int c = 0; c < 4; c++) Assert.Equal(alone.Probabilities[c].Voxels, VolumeSlices.Cut(whole.Probabilities[c], axis, index).Voxels);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void At_half_resolution_pixels_are_averaged_within_their_slice_alone(int axis)
    {
        // Stripes of 0 and 2, whose mean is 1, beside a slice of 2.
        var striped = new Volume<float>(Geometry.OfSize(2, 4), [0, 2, 0, 2, 0, 2, 0, 2]);
        var bright = new Volume<float>(Geometry.OfSize(2, 4), [2, 2, 2, 2, 2, 2, 2, 2]);
        var volume = StackAlong(axis, striped, bright, striped);
        var labels = Predict(volume, Windows with { Downsampling = 2, SliceAxis = axis }).Labels;
        Assert.Same(volume.Geometry, labels.Geometry);
        for (int index = 0; index < 3; index++) Assert.All(VolumeSlices.Cut(labels, axis, index).Voxels, label => Assert.Equal(index == 1 ? 2 : 1, label));
    }

    [Fact]
    public void The_largest_component_is_that_of_the_volume()
    {
        // Two pixels of one slice that hang together by the next slice, and three of the last slice on their own.
        float[] voxels = [1, 0, 1, 0, 0, /**/ 1, 1, 1, 0, 0, /**/ 0, 0, 0, 0, 0, /**/ 0, 0, 1, 1, 1];
        var volume = new Volume<float>(Geometry.OfSize(4, 1, 5), voxels);
        byte[] expected = [1, 0, 1, 0, 0, /**/ 1, 1, 1, 0, 0, /**/ 0, 0, 0, 0, 0, /**/ 0, 0, 0, 0, 0];
        Assert.Equal(expected, Predict(volume, Windows with { SliceAxis = 0, LargestComponent = true }).Labels.Voxels);
    }

    [Fact]
    public void Slices_go_through_the_network_in_batches_as_large_as_told_and_the_last_one_smaller()
    {
        var volume = NoiseVolume.Of(3, 5, 6, 7);
        var zoom = Windows with { Fit = ImageFit.Zoom, SliceAxis = 0 };
        var (expected, one) = PassesOf(volume, zoom);
        Assert.Equal([1, 1, 1, 1, 1], one);
        foreach (var (size, passes) in new (int, long[])[] { (2, [2, 2, 1]), (5, [5]), (100, [5]) })
        {
            var (labels, actual) = PassesOf(volume, zoom with { WindowsPerBatch = size });
            Assert.Equal(passes, actual);
            Assert.Equal(expected, labels);
        }
    }

    [Fact]
    public void Windows_go_through_the_network_in_batches_as_large_as_told_and_the_last_one_smaller()
    {
        var volume = NoiseVolume.Of(3, 2, 6, 7);
        var crop = Windows with { SliceAxis = 0 };
        var (expected, one) = PassesOf(volume, crop);
        Assert.Equal(Enumerable.Repeat(1L, 2 * 4), one);
        var (labels, three) = PassesOf(volume, crop with { WindowsPerBatch = 3 });
        Assert.Equal([3, 1, 3, 1], three);
        Assert.Equal(expected, labels);
    }

    private static Volume<float> StackAlong(int axis, params Volume<float>[] slices)
    {
        int[] size = [.. slices[0].Geometry.Size.Insert(axis, slices.Length)];
        var volume = new Volume<float>(Geometry.OfSize(size));
        for (int i = 0; i < volume.Voxels.Length; i++)
        {
            int[] position = [i / (size[1] * size[2]), i / size[2] % size[1], i % size[2]];
            int[] inSlice = [.. position.Where((_, other) => other != axis)];
            volume.Voxels[i] = slices[position[axis]].Voxels[inSlice[0] * 4 + inSlice[1]];
        }

        return volume;
    }

    private static (byte[] Labels, List<long> Passes) PassesOf(Volume<float> volume, PredictionOptions options)
    {
        using var network = Network();
        return (new Predictor(network, options).Predict([volume]).Labels.Voxels, network.Passes);
    }

    private static Prediction Predict(Volume<float> volume, PredictionOptions options)
    {
        using var network = Network();
        return new Predictor(network, options).Predict([volume]);
    }

    private static BrightnessNetwork Network() => new(new NetworkOptions { Dimension = 2, Classes = 4 });
}
