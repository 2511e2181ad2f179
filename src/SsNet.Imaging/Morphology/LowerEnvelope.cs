using System.Runtime.CompilerServices;

namespace SsNet.Imaging.Morphology;

/// <summary>
/// The lower envelope of the parabolas value[q] + (spacing·(p − q))² along one line of an array: it turns squared
/// distances over the axes seen so far into squared distances over one axis more.
/// </summary>
internal sealed class LowerEnvelope
{
    private readonly double squaredSpacing;
    private readonly double[] halvedSlopes;
    private readonly double[] values;
    private readonly int[] apexes;
    private readonly double[] starts;

    /// <summary>Room for lines of one length.</summary>
    /// <param name="length">Voxels per line.</param>
    /// <param name="spacing">Distance between voxels along the line.</param>
    public LowerEnvelope(int length, double spacing)
    {
        squaredSpacing = spacing * spacing;
        halvedSlopes = new double[length];
        for (int step = 1; step < length; step++) halvedSlopes[step] = 0.5 / (squaredSpacing * step);
        values = new double[length];
        apexes = new int[length];
        starts = new double[length];
    }

    /// <summary>Replaces the values of a line by the minimum over the line of value[q] + (spacing·(p − q))².</summary>
    /// <param name="array">The array.</param>
    /// <param name="first">Index of the line's first value.</param>
    /// <param name="stride">Distance between neighbours on the line.</param>
    // Optimised from the first call on: a single evaluation would otherwise run mostly in unoptimised code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Replace(double[] array, int first, int stride)
    {
        int count = 0;
        for (int q = 0, i = first; q < values.Length; q++, i += stride)
        {
            double value = array[i];
            if (double.IsPositiveInfinity(value)) continue;
            values[q] = value;
            count = Push(q, value, count);
        }

        if (count == 0) return;
        int k = 0;
        for (int p = 0, i = first; p < values.Length; p++, i += stride)
        {
            while (k + 1 < count && starts[k + 1] < p) k++;
            double distance = p - apexes[k];
            array[i] = values[apexes[k]] + squaredSpacing * distance * distance;
        }
    }

    /// <summary>Adds the parabola with its apex at q and drops those that it hides; returns how many are left.</summary>
    private int Push(int q, double value, int count)
    {
        double start = double.NegativeInfinity;
        for (; count > 0; count--)
        {
            int last = apexes[count - 1];
            double meeting = 0.5 * (q + last) + (value - values[last]) * halvedSlopes[q - last];
            if (meeting > starts[count - 1])
            {
                start = meeting;
                break;
            }
        }

        apexes[count] = q;
        starts[count] = start;
        return count + 1;
    }
}
