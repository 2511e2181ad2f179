using SsNet.Imaging.Resampling;
using static TorchSharp.torch;

namespace SsNet.Inference;

/// <summary>Applies a network of fixed input size to images of any size: resampled by nearest neighbour, the softmax resampled back.</summary>
/// <param name="logits">The network: [N, channels, size…] to logits [N, classes, size…].</param>
/// <param name="size">Voxels along each axis that the network takes.</param>
/// <param name="border">What becomes of the border on the way back.</param>
/// <param name="imagesPerBatch">Images that go through the network together.</param>
public sealed class ZoomedImages(Func<Tensor, Tensor> logits, IReadOnlyList<int> size, ZoomBorder border, int imagesPerBatch = 1)
{
    /// <summary>The class probabilities of images.</summary>
    /// <param name="images">[N, channels, spatial…], on the network's device.</param>
    /// <param name="progress">Told the share of images that are done, in (0, 1].</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>[N, classes, spatial…]; belongs to the dispose scope of the caller.</returns>
    public Tensor Probabilities(Tensor images, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        int[] own = [.. images.shape.Skip(2).Select(n => (int)n)];
        var parts = new List<Tensor>();
        foreach (var part in images.split(imagesPerBatch))
        {
            cancellation.ThrowIfCancellationRequested();
            using var partScope = NewDisposeScope();
            var probabilities = nn.functional.softmax(logits(Zoom(part, own, size, ZoomBorder.Nearest)), 1);
            parts.Add(Zoom(probabilities, size, own, border).MoveToOuterDisposeScope());
            progress?.Report(Math.Min(1.0, (double)parts.Count * imagesPerBatch / images.shape[0]));
        }

        return cat(parts).MoveToOuterDisposeScope();
    }

    private static Tensor Zoom(Tensor values, IReadOnlyList<int> from, IReadOnlyList<int> to, ZoomBorder border)
    {
        for (int axis = 0; axis < from.Count; axis++)
        {
            int[] sources = NearestZoom.Sources(from[axis], to[axis], border);
            var indices = tensor(Array.ConvertAll(sources, source => (long)Math.Max(source, 0)), device: values.device);
            values = values.index_select(axis + 2, indices);
            for (int i = 0; i < sources.Length; i++)
            {
                if (sources[i] < 0) MakeBackground(values.narrow(axis + 2, i, 1));
            }
        }

        return values;
    }

    /// <summary>What has no source is background, as a label map filled with zeros.</summary>
    private static void MakeBackground(Tensor probabilities)
    {
        probabilities.fill_(0);
        probabilities.narrow(1, 0, 1).fill_(1);
    }
}
