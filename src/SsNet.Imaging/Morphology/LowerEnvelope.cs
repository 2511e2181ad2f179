namespace SsNet.Imaging.Morphology;

/// <summary>
/// The lower envelope of the parabolas value[q] + (spacing·(p − q))² along one line of an array: it turns squared
/// distances over the axes seen so far into squared distances over one axis more.
/// </summary>
internal sealed class LowerEnvelope
{
    private readonly double squaredSpacing;
    private readonly double[] values;
    private readonly int[] apexes;
    private readonly double[] starts;

    /// <summary>Room for lines of one length.</summary>
    /// <param name="length">Voxels per line.</param>
    /// <param name="spacing">Distance between voxels along the line.</param>
    public LowerEnvelope(int length, double spacing)
    {
        squaredSpacing = spacing * spacing;
        values = new double[length];
        apexes = new int[length];
        starts = new double[length];
    }

    /// <summary>Replaces the values of a line by the minimum over the line of value[q] + (spacing·(p − q))².</summary>
    /// <param name="array">The array.</param>
    /// <param name="first">Index of the line's first value.</param>
    /// <param name="stride">Distance between neighbours on the line.</param>
    public void Replace(double[] array, int first, int stride)
    {
        int count = 0;
        for (int q = 0, i = first; q < values.Length; q++, i += stride)
        {
            values[q] = array[i];
            if (!double.IsPositiveInfinity(values[q])) count = Push(q, count);
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
    private int Push(int q, int count)
    {
        double start = double.NegativeInfinity;
        while (count > 0)
        {
            int last = apexes[count - 1];
            start = 0.5 * (q + last + (values[q] - values[last]) / (squaredSpacing * (q - last)));
            if (start > starts[count - 1]) break;
            count--;
            start = double.NegativeInfinity;
        }

        apexes[count] = q;
        starts[count] = start;
        return count + 1;
    }
}
