using SsNet.Imaging.Metrics;
using SsNet.Imaging.Morphology;
using SsNet.Imaging.Volumes;

namespace SsNet.Benchmarks.Textbook;

/// <summary>
/// The metrics as MedPy defines them, to be compared with: every metric from the whole label maps, each anew. A surface is a mask without its erosion; a distance to it is taken from
/// a distance transform of the whole array.
/// </summary>
/// <param name="prediction">Predicted label map.</param>
/// <param name="truth">True label map of the same size.</param>
/// <param name="label">The class, which both hold.</param>
internal sealed class TextbookMetrics(Volume<byte> prediction, Volume<byte> truth, byte label)
{
    /// <summary>Dice, Jaccard, 95HD and ASD, one after the other; ASSD is not among them.</summary>
    public SegmentationScore Four() => new(Dice(), Jaccard(), Hd95(), Asd(), double.NaN);

    /// <summary>2|P∩T| / (|P| + |T|).</summary>
    public double Dice()
    {
        bool[] predicted = Mask(prediction), actual = Mask(truth);
        return 2.0 * Count(predicted, actual, (p, t) => p && t) / (Count(predicted, predicted, (p, _) => p) + Count(actual, actual, (t, _) => t));
    }

    private double Jaccard()
    {
        bool[] predicted = Mask(prediction), actual = Mask(truth);
        return (double)Count(predicted, actual, (p, t) => p && t) / Count(predicted, actual, (p, t) => p || t);
    }

    private double Hd95()
    {
        double[] pooled = [.. Distances(prediction, truth), .. Distances(truth, prediction)];
        Array.Sort(pooled);
        double position = 0.95 * (pooled.Length - 1);
        int below = (int)position;
        return pooled[below] + (pooled[Math.Min(below + 1, pooled.Length - 1)] - pooled[below]) * (position - below);
    }

    private double Asd() => Distances(prediction, truth).Average();

    /// <summary>Distance of every surface voxel of one label map to the surface of the other.</summary>
    private double[] Distances(Volume<byte> from, Volume<byte> to)
    {
        bool[] start = Surface(Mask(from)), end = Surface(Mask(to));
        double[] distances = DistanceTransform.ToForeground(new Volume<byte>(to.Geometry, Array.ConvertAll(end, on => (byte)(on ? 1 : 0)))).Voxels;
        return [.. distances.Where((_, i) => start[i])];
    }

    private bool[] Surface(bool[] mask)
    {
        bool[] surface = new bool[mask.Length];
        int[] size = [.. prediction.Geometry.Size], strides = Geometry.Strides(size);
        for (int i = 0; i < mask.Length; i++)
        {
            bool inside = true;
            for (int axis = 0; axis < size.Length; axis++)
            {
                int position = i / strides[axis] % size[axis];
                inside &= position > 0 && mask[i - strides[axis]] && position < size[axis] - 1 && mask[i + strides[axis]];
                if (!inside) break;
            }

            surface[i] = mask[i] && !inside;
        }

        return surface;
    }

    private bool[] Mask(Volume<byte> labels) => Array.ConvertAll(labels.Voxels, value => value == label);

    private static int Count(bool[] first, bool[] second, Func<bool, bool, bool> counts)
    {
        int count = 0;
        for (int i = 0; i < first.Length; i++)
        {
            if (counts(first[i], second[i])) count++;
        }

        return count;
    }
}
