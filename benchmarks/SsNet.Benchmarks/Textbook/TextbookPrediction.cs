using System.Runtime.InteropServices;
using SsNet.Imaging.Morphology;
using SsNet.Imaging.Volumes;
using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Benchmarks.Textbook;

/// <summary>Sliding windows as one writes them down from the paper: one window at a time through the network as it is, the softmax added to a sum in managed memory.</summary>
internal static class TextbookPrediction
{
    /// <summary>The class of every voxel of an image that is at least as large as a window, the largest component of each alone.</summary>
    /// <param name="network">The network.</param>
    /// <param name="image">The image.</param>
    /// <param name="patch">Voxels of a window.</param>
    /// <param name="stride">Distance between windows.</param>
    public static byte[] Labels(SegmentationNetwork network, Volume<float> image, int[] patch, int[] stride)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        network.eval();
        int[] size = [.. image.Geometry.Size];
        int classes = network.Options.Classes;
        var all = tensor(image.Voxels, [.. size.Select(n => (long)n)]);
        var sum = zeros([classes, .. size.Select(n => (long)n)]);
        var count = zeros([.. size.Select(n => (long)n)]);
        int[][] starts = [.. size.Select((n, axis) => Enumerable.Range(0, (int)Math.Ceiling((n - patch[axis]) / (double)stride[axis]) + 1).Select(i => Math.Min(i * stride[axis], n - patch[axis])).ToArray())];
        foreach (int x in starts[0])
        {
            foreach (int y in starts[1])
            {
                foreach (int z in starts[2])
                {
                    using var inner = NewDisposeScope();
                    Tensor Window(Tensor of) => of.narrow(-3, x, patch[0]).narrow(-2, y, patch[1]).narrow(-1, z, patch[2]);
                    var probabilities = nn.functional.softmax(network.forward(Window(all).contiguous().unsqueeze(0).unsqueeze(0)).Logits, 1).squeeze(0);
                    Window(sum).copy_(Window(sum) + probabilities);
                    Window(count).copy_(Window(count) + 1);
                }
            }
        }

        byte[] labels = MemoryMarshal.Cast<byte, long>((sum / count).argmax(0).bytes).ToArray().Select(value => (byte)value).ToArray();
        var kept = new byte[labels.Length];
        for (int c = 1; c < classes; c++)
        {
            var mask = new Volume<byte>(image.Geometry, Array.ConvertAll(labels, value => value == c ? (byte)c : (byte)0));
            foreach (var (index, value) in LargestComponent.Keep(mask).Voxels.Index()) kept[index] |= value;
        }

        return kept;
    }
}
