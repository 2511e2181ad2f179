namespace SsNet.Imaging.Resampling;

/// <summary>
/// The weights by which an image is interpolated along one axis. Where the grid is coarser than the image the kernel is stretched by the ratio of the spacings, so that
/// it averages over what lies between the new voxels instead of skipping it. Weights sum to 1; those of places outside the image are given to its edge voxel.
/// </summary>
internal sealed class AxisWeights
{
    // Beyond any image; it keeps the time to compute the weights bounded.
    private const double GreatestStep = 1e6;

    // Sums kept at a time: they stay in the processor's nearest cache.
    private const int RunLength = 1024;

    private readonly int size;
    private readonly int width;
    private readonly int[] firsts;
    private readonly int[] counts;
    private readonly double[] weights;

    /// <summary>Computes the weights.</summary>
    /// <param name="places">Where the new voxels lie.</param>
    /// <param name="interpolation">The kernel.</param>
    /// <exception cref="ArgumentException">The spacings differ more than a million times.</exception>
    public AxisWeights(AxisPlaces places, Interpolation interpolation)
    {
        if (places.Step > GreatestStep) throw new ArgumentException("The new spacing is more than a million times the image's.", nameof(places));
        double stretch = Math.Max(1, places.Step);
        double reach = stretch * (interpolation == Interpolation.Cubic ? 2 : 1);
        size = places.Size;
        width = (int)Math.Min(size, Math.Floor(2 * reach) + 1);
        firsts = new int[places.Count];
        counts = new int[places.Count];
        weights = new double[checked(width * places.Count)];
        for (int k = 0; k < places.Count; k++)
        {
            // Farther outside nothing changes any more.
            double place = Math.Clamp(places.At(k), -reach - 1, size + reach);
            int from = (int)Math.Ceiling(place - reach), to = (int)Math.Floor(place + reach);
            int first = Math.Clamp(from, 0, size - 1), last = Math.Clamp(to, 0, size - 1);
            var along = weights.AsSpan(k * width, last - first + 1);
            double sum = 0;
            for (int i = from; i <= to; i++)
            {
                double distance = Math.Abs(i - place) / stretch;
                double weight = interpolation == Interpolation.Cubic ? Cubic(distance) : Math.Max(0, 1 - distance);
                along[Math.Clamp(i, first, last) - first] += weight;
                sum += weight;
            }

            foreach (ref double weight in along) weight /= sum;
            (firsts[k], counts[k]) = (first, along.Length);
            TrimZeros(k);
        }
    }

    /// <summary>Interpolates along the middle one of three axes.</summary>
    /// <param name="voxels">Row-major voxels of outer × size × inner.</param>
    /// <param name="outer">Voxels along all axes before.</param>
    /// <param name="inner">Voxels along all axes after.</param>
    /// <returns>Row-major voxels of outer × new size × inner.</returns>
    public float[] Apply(float[] voxels, int outer, int inner)
    {
        var result = new float[checked(outer * firsts.Length * inner)];
        for (int o = 0; o < outer; o++)
        {
            var source = voxels.AsSpan(o * size * inner, size * inner);
            var target = result.AsSpan(o * firsts.Length * inner, firsts.Length * inner);
            if (inner == 1) WithinRow(source, target);
            else AcrossRows(source, target, inner);
        }

        return result;
    }

    private void WithinRow(ReadOnlySpan<float> row, Span<float> target)
    {
        for (int k = 0; k < target.Length; k++)
        {
            var along = weights.AsSpan(k * width, counts[k]);
            var values = row.Slice(firsts[k], along.Length);
            // The first term is not added to zero: a voxel that is only copied keeps even the sign of its zero.
            double sum = along[0] * values[0];
            for (int i = 1; i < along.Length; i++) sum += along[i] * values[i];
            target[k] = (float)sum;
        }
    }

    private void AcrossRows(ReadOnlySpan<float> rows, Span<float> target, int inner)
    {
        Span<double> buffer = stackalloc double[RunLength];
        for (int k = 0; k < firsts.Length; k++)
        {
            var along = weights.AsSpan(k * width, counts[k]);
            for (int start = 0; start < inner; start += RunLength)
            {
                var sums = buffer[..Math.Min(RunLength, inner - start)];
                var values = rows.Slice(firsts[k] * inner + start, sums.Length);
                for (int x = 0; x < sums.Length; x++) sums[x] = along[0] * values[x];
                for (int i = 1; i < along.Length; i++)
                {
                    double weight = along[i];
                    values = rows.Slice((firsts[k] + i) * inner + start, sums.Length);
                    for (int x = 0; x < sums.Length; x++) sums[x] += weight * values[x];
                }

                var run = target.Slice(k * inner + start, sums.Length);
                for (int x = 0; x < sums.Length; x++) run[x] = (float)sums[x];
            }
        }
    }

    /// <summary>Leaves out weights of zero at the ends, which cost time, and would carry voxels that are no numbers to places that are not theirs.</summary>
    private void TrimZeros(int k)
    {
        var along = weights.AsSpan(k * width, counts[k]);
        int start = along.IndexOfAnyExcept(0.0), end = along.LastIndexOfAnyExcept(0.0) + 1;
        along[start..end].CopyTo(along);
        firsts[k] += start;
        counts[k] = end - start;
    }

    /// <summary>Keys 1981, eq. 15: cubic convolution with a = −1/2.</summary>
    private static double Cubic(double distance) => distance switch
    {
        < 1 => (1.5 * distance - 2.5) * distance * distance + 1,
        < 2 => ((2.5 - 0.5 * distance) * distance - 4) * distance + 2,
        _ => 0,
    };
}
