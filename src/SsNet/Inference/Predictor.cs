using System.Runtime.InteropServices;
using SsNet.Data;
using SsNet.Imaging;
using SsNet.Imaging.Resampling;
using SsNet.Imaging.Volumes;
using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Inference;

/// <summary>
/// Segments whole images with a trained network; knows nothing of how it was trained. A network of two axes takes a volume slice by
/// slice.
/// </summary>
/// <param name="network">The network; stays the caller's.</param>
/// <param name="options">Windows or resampling, and post-processing.</param>
public sealed class Predictor(SegmentationNetwork network, PredictionOptions options)
{
    /// <summary>Segments an image.</summary>
    /// <param name="channels">One image per input channel of the network, all of one size.</param>
    /// <param name="progress">Told the share of the work that is done, in (0, 1].</param>
    /// <param name="cancellation">Stops between two batches of windows.</param>
    /// <exception cref="ReportedException">The image has other axes or channels than the network takes.</exception>
    public Prediction Predict(IReadOnlyList<Volume<float>> channels, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var probabilities = Probabilities(channels, progress, cancellation);
        var decision = new ClassDecision(probabilities[0].Geometry);
        foreach (var map in probabilities) decision.Add(map);
        return new Prediction(decision.Labels(options.LargestComponent), probabilities);
    }

    /// <summary>The probability of every class in an image, before any decision.</summary>
    /// <param name="channels">One image per input channel of the network, all of one size.</param>
    /// <param name="progress">Told the share of the work that is done, in (0, 1].</param>
    /// <param name="cancellation">Stops between two batches of windows.</param>
    /// <returns>One image per class, values in [0, 1], on the image's geometry.</returns>
    /// <exception cref="ReportedException">The image has other axes or channels than the network takes.</exception>
    public IReadOnlyList<Volume<float>> Probabilities(IReadOnlyList<Volume<float>> channels, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var geometry = channels[0].Geometry;
        int dimension = network.Options.Dimension;
        bool sliced = geometry.Rank == 3 && dimension == 2;
        if (channels.Count != network.Options.InputChannels || (geometry.Rank != dimension && !sliced))
        {
            throw new ReportedException(
                $"The network takes {network.Options.InputChannels} channel(s) of {dimension} axes, but the image has {channels.Count} of {geometry.Rank}; use images like those it was trained on.");
        }

        using var scope = NewDisposeScope();
        using var _ = no_grad();
        network.eval();
        using var folded = FoldedNetwork.Of(network);

        // From here on [N, channels, spatial…]: the slices of a volume, or one image.
        int[] blocks = [.. Enumerable.Range(0, geometry.Rank).Select(axis => sliced && axis == options.SliceAxis ? 1 : options.Downsampling)];
        var image = stack(channels.Select(channel => ToTensor(BlockMean.Downsample(channel, blocks)))).to(network.Type, network.Device);
        var images = sliced ? image.movedim([options.SliceAxis + 1], [0]) : image.unsqueeze(0);
        int[] size = [.. geometry.Size.Where((_, axis) => !sliced || axis != options.SliceAxis)];
        var probabilities = Enlarge(Probabilities(folded ?? network, images, progress, cancellation), size);
        probabilities = sliced ? probabilities.movedim([0], [options.SliceAxis + 1]) : probabilities.squeeze(0);

        var maps = probabilities.to(float32).cpu().unbind(0);
        return [.. maps.Select(map => new Volume<float>(geometry, MemoryMarshal.Cast<byte, float>(map.contiguous().bytes).ToArray()))];
    }

    /// <summary>[N, channels, spatial…] to [N, classes, spatial…].</summary>
    private Tensor Probabilities(SegmentationNetwork applied, Tensor images, IProgress<double>? progress, CancellationToken cancellation)
    {
        Tensor Logits(Tensor input) => applied.forward(input).Logits;
        if (options.Fit == ImageFit.Zoom)
        {
            return new ZoomedImages(Logits, options.Patch, options.Border, options.WindowsPerBatch).Probabilities(images, progress, cancellation);
        }

        var window = new SlidingWindow(Logits, options.Patch, options.Stride, options.WindowsPerBatch);
        long count = images.shape[0];
        return stack([.. Enumerable.Range(0, (int)count).Select(i =>
            window.Probabilities(images[i], progress is null ? null : new Part(progress, i, count), cancellation))]);
    }

    /// <summary>Interpolates probabilities of block means, [N, classes, blocks…], back onto the grid; blocks that stick out over the end are cut off.</summary>
    private Tensor Enlarge(Tensor probabilities, int[] size)
    {
        if (options.Downsampling == 1) return probabilities;
        long[] blocks = [.. probabilities.shape.Skip(2).Select(n => n * options.Downsampling)];
        var enlarged = nn.functional.interpolate(
            probabilities, blocks, mode: size.Length == 3 ? InterpolationMode.Trilinear : InterpolationMode.Bilinear, align_corners: false);
        for (int axis = 0; axis < size.Length; axis++) enlarged = enlarged.narrow(axis + 2, 0, size[axis]);
        return enlarged;
    }

    private static Tensor ToTensor(Volume<float> volume) => tensor(volume.Voxels, [.. volume.Geometry.Size.Select(n => (long)n)]);

    /// <summary>The progress of one of several images.</summary>
    private sealed class Part(IProgress<double> whole, int index, long count) : IProgress<double>
    {
        public void Report(double value) => whole.Report((index + value) / count);
    }
}
