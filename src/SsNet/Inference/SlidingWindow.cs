using static TorchSharp.torch;

namespace SsNet.Inference;

/// <summary>
/// Applies a network of fixed window size to an image of any size: the softmax of overlapping windows is averaged. An image smaller
/// than the window is padded with zeros, half of it (rounded down) in front.
/// </summary>
/// <param name="logits">The network: windows [N, channels, window…] to logits [N, classes, window…].</param>
/// <param name="window">Voxels of a window along each axis.</param>
/// <param name="stride">Distance between windows along each axis, at most the window.</param>
/// <param name="windowsPerBatch">Windows that go through the network together.</param>
public sealed class SlidingWindow(Func<Tensor, Tensor> logits, IReadOnlyList<int> window, IReadOnlyList<int> stride, int windowsPerBatch = 1)
{
    /// <summary>The mean class probabilities of an image.</summary>
    /// <param name="image">[channels, spatial…], on the network's device.</param>
    /// <param name="progress">Told the share of windows that are done, in (0, 1].</param>
    /// <param name="cancellation">Stops between two batches of windows.</param>
    /// <returns>[classes, spatial…]; belongs to the dispose scope of the caller.</returns>
    public Tensor Probabilities(Tensor image, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        int[] size = [.. image.shape.Skip(1).Select(n => (int)n)];
        int[] missing = [.. size.Select((n, axis) => Math.Max(window[axis] - n, 0))];
        var padded = Pad(image, missing);

        int[] paddedSize = [.. size.Select((n, axis) => n + missing[axis])];
        var corners = WindowGrid.Corners(paddedSize, [.. window], [.. stride]);
        Tensor? sum = null;
        for (int first = 0; first < corners.Count; first += windowsPerBatch)
        {
            cancellation.ThrowIfCancellationRequested();
            using var batchScope = NewDisposeScope();
            var places = corners.Skip(first).Take(windowsPerBatch).ToArray();
            var probabilities = nn.functional.softmax(logits(stack(places.Select(corner => Window(padded, corner)))), 1);
            sum ??= zeros([probabilities.shape[1], .. paddedSize.Select(n => (long)n)], image.dtype, image.device).MoveToOuterDisposeScope();
            for (int i = 0; i < places.Length; i++) Window(sum, places[i]).add_(probabilities[i]);

            progress?.Report(Math.Min(1.0, (double)(first + places.Length) / corners.Count));
        }

        var mean = sum!.div_(Coverage(paddedSize, image.dtype, image.device));
        for (int axis = 0; axis < size.Length; axis++) mean = mean.narrow(axis + 1, missing[axis] / 2, size[axis]);
        return mean.contiguous().MoveToOuterDisposeScope();
    }

    private Tensor Window(Tensor image, int[] corner)
    {
        for (int axis = 0; axis < corner.Length; axis++) image = image.narrow(axis + 1, corner[axis], window[axis]);
        return image;
    }

    /// <summary>How many windows cover every voxel. Windows form a grid, so that it is the product of how many cover a place along each axis.</summary>
    private Tensor Coverage(int[] size, ScalarType dtype, Device device)
    {
        var product = ones([], dtype, device);
        for (int axis = 0; axis < size.Length; axis++)
        {
            float[] along = new float[size[axis]];
            foreach (int start in WindowGrid.Starts(size[axis], window[axis], stride[axis]))
            {
                for (int i = start; i < start + window[axis]; i++) along[i]++;
            }

            product = product.unsqueeze(-1) * tensor(along, dtype, device);
        }

        return product;
    }

    private static Tensor Pad(Tensor image, int[] missing)
    {
        if (missing.All(n => n == 0)) return image;
        var amounts = new List<long>();
        foreach (int n in missing.Reverse()) amounts.AddRange([n / 2, n - n / 2]);
        return nn.functional.pad(image, [.. amounts]);
    }
}
