using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Metrics;

/// <summary>
/// One class of two label maps, cut to the smallest box that holds both masks and framed by one background voxel on
/// every side. Surfaces come out as in the whole array, because whatever lies beyond the box is background or outside.
/// </summary>
internal sealed class JointBox
{
    private readonly Geometry geometry;
    private readonly int[] low;
    private readonly int[] high;

    /// <summary>Counts the voxels of a class and finds the box.</summary>
    /// <param name="prediction">Predicted label map.</param>
    /// <param name="truth">True label map of the same size.</param>
    /// <param name="label">The class.</param>
    public JointBox(Volume<byte> prediction, Volume<byte> truth, byte label)
    {
        geometry = prediction.Geometry;
        low = [.. geometry.Size];
        high = new int[geometry.Rank];
        Array.Fill(high, -1);

        int rowLength = geometry.Size[^1];
        for (int start = 0; start < prediction.Voxels.Length; start += rowLength)
        {
            var predictedRow = prediction.Voxels.AsSpan(start, rowLength);
            var trueRow = truth.Voxels.AsSpan(start, rowLength);
            int predicted = predictedRow.Count(label);
            int actual = trueRow.Count(label);
            if (predicted + actual == 0) continue;

            PredictedCount += predicted;
            TrueCount += actual;
            if (predicted > 0) Include(start, predictedRow, label);
            if (actual > 0) Include(start, trueRow, label);
            if (predicted > 0 && actual > 0) CommonCount += CountCommon(predictedRow, trueRow, label);
        }

        Size = [.. low.Zip(high, (first, last) => Math.Max(last - first + 3, 0))];
    }

    /// <summary>Voxels of the class in the prediction.</summary>
    public long PredictedCount { get; }

    /// <summary>Voxels of the class in the truth.</summary>
    public long TrueCount { get; }

    /// <summary>Voxels of the class in both.</summary>
    public long CommonCount { get; }

    /// <summary>Size of the framed box; zeros when both masks are empty.</summary>
    public int[] Size { get; }

    /// <summary>The mask of a class inside the framed box.</summary>
    /// <param name="labels">One of the two label maps.</param>
    /// <param name="label">The class.</param>
    public bool[] Cut(Volume<byte> labels, byte label)
    {
        int rowLength = high[^1] - low[^1] + 1;
        int planeCount = geometry.Rank == 3 ? high[0] - low[0] + 1 : 1;
        int rowCount = high[^2] - low[^2] + 1;
        var mask = new bool[Size.Aggregate(1, (product, n) => checked(product * n))];

        for (int plane = 0; plane < planeCount; plane++)
        {
            for (int row = 0; row < rowCount; row++)
            {
                int framedPlane = geometry.Rank == 3 ? plane + 1 : 0;
                int sourcePlane = geometry.Rank == 3 ? plane + low[0] : 0;
                int source = (sourcePlane * geometry.Size[^2] + row + low[^2]) * geometry.Size[^1] + low[^1];
                int target = (framedPlane * Size[^2] + row + 1) * Size[^1] + 1;
                var sourceRow = labels.Voxels.AsSpan(source, rowLength);
                var targetRow = mask.AsSpan(target, rowLength);
                for (int i = 0; i < rowLength; i++) targetRow[i] = sourceRow[i] == label;
            }
        }

        return mask;
    }

    private static int CountCommon(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, byte label)
    {
        int count = 0;
        for (int i = 0; i < first.Length; i++)
        {
            if (first[i] == label && second[i] == label) count++;
        }

        return count;
    }

    private void Include(int start, ReadOnlySpan<byte> row, byte label)
    {
        int last = geometry.Rank - 1;
        low[last] = Math.Min(low[last], row.IndexOf(label));
        high[last] = Math.Max(high[last], row.LastIndexOf(label));

        int index = start / row.Length;
        for (int axis = last - 1; axis >= 0; axis--)
        {
            int position = index % geometry.Size[axis];
            index /= geometry.Size[axis];
            low[axis] = Math.Min(low[axis], position);
            high[axis] = Math.Max(high[axis], position);
        }
    }
}
