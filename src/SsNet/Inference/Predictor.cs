using System.Runtime.InteropServices;
using SsNet.Imaging;
using SsNet.Imaging.Morphology;
using SsNet.Imaging.Resampling;
using SsNet.Imaging.Volumes;
using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Inference;

/// <summary>Segments whole images with a trained network; knows nothing of how it was trained.</summary>
/// <param name="network">The network; stays the caller's.</param>
/// <param name="options">Windows and post-processing.</param>
public sealed class Predictor(SegmentationNetwork network, PredictionOptions options)
{
    /// <summary>Segments an image.</summary>
    /// <param name="channels">One image per input channel of the network, all of one size.</param>
    /// <param name="progress">Told the share of windows that are done, in (0, 1].</param>
    /// <param name="cancellation">Stops between two batches of windows.</param>
    /// <exception cref="ReportedException">The image has other axes or channels than the network takes.</exception>
    public Prediction Predict(IReadOnlyList<Volume<float>> channels, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var geometry = channels[0].Geometry;
        if (channels.Count != network.Options.InputChannels || geometry.Rank != network.Options.Dimension)
        {
            throw new ReportedException(
                $"The network takes {network.Options.InputChannels} channel(s) of {network.Options.Dimension} axes, but the image has {channels.Count} of {geometry.Rank}.");
        }

        using var scope = NewDisposeScope();
        using var _ = no_grad();
        network.eval();
        var image = stack(channels.Select(channel => ToTensor(BlockMean.Downsample(channel, options.Downsampling)))).to(network.Type, network.Device);
        var window = new SlidingWindow(
            windows => network.forward(windows).Logits, options.Patch, options.Stride, options.WindowsPerBatch);
        var probabilities = Enlarge(window.Probabilities(image, progress, cancellation), geometry).to(float32).cpu();

        var labels = new Volume<byte>(geometry, probabilities.argmax(0).to(uint8).contiguous().bytes.ToArray());
        if (options.LargestComponent) labels = LargestComponents(labels, network.Options.Classes);
        return new Prediction(labels, [.. probabilities.unbind(0).Select(p => new Volume<float>(geometry, MemoryMarshal.Cast<byte, float>(p.contiguous().bytes).ToArray()))]);
    }

    /// <summary>Keeps the largest component of every foreground class; a class without voxels stays empty.</summary>
    private static Volume<byte> LargestComponents(Volume<byte> labels, int classes)
    {
        var kept = new Volume<byte>(labels.Geometry);
        for (byte c = 1; c < classes; c++)
        {
            byte[] mask = [.. labels.Voxels.Select(value => value == c ? (byte)1 : (byte)0)];
            var largest = LargestComponent.Keep(new Volume<byte>(labels.Geometry, mask)).Voxels;
            for (int i = 0; i < largest.Length; i++)
            {
                if (largest[i] != 0) kept.Voxels[i] = c;
            }
        }

        return kept;
    }

    /// <summary>Interpolates probabilities of block means back onto the image's grid; blocks that stick out over the end are cut off.</summary>
    private Tensor Enlarge(Tensor probabilities, Geometry geometry)
    {
        if (options.Downsampling == 1) return probabilities;
        long[] blocks = [.. probabilities.shape.Skip(1).Select(n => n * options.Downsampling)];
        var enlarged = nn.functional.interpolate(
            probabilities.unsqueeze(0), blocks, mode: geometry.Rank == 3 ? InterpolationMode.Trilinear : InterpolationMode.Bilinear, align_corners: false).squeeze(0);
        for (int axis = 0; axis < geometry.Rank; axis++) enlarged = enlarged.narrow(axis + 1, 0, geometry.Size[axis]);
        return enlarged;
    }

    private static Tensor ToTensor(Volume<float> volume) => tensor(volume.Voxels, [.. volume.Geometry.Size.Select(n => (long)n)]);
}
