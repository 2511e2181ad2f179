using System.Runtime.CompilerServices;
using SsNet.Imaging.Morphology;

namespace SsNet.Imaging.Metrics;

/// <summary>
/// The exact distance of single voxels to a surface, found where it is asked for alone. A voxel looks at the rows around it, the nearest first, and stops when no row that is left can be
/// nearer than what it has found. Far from the surface these are many. When they have cost as much as a distance transform would, the voxels that follow look along lower envelopes
/// (<see cref="LowerEnvelope"/>) in the direction of the rows, as a transform does.
/// </summary>
internal sealed class NearestSurface : IDisposable
{
    /// <summary>How many rows and planes around a voxel are looked at in the order of their distance.</summary>
    private const int Reach = 6;

    private readonly int firstColumn, columns, planes, rows;
    private readonly double rowSpacing;
    private readonly double[] rowSquares, planeSquares;
    private readonly RowDistances distances;
    private readonly (double Cost, int Step)[] nearby;
    private readonly double nearbyLimit;
    private long rowsLeft;
    private LowerEnvelope? envelope;
    private double[]?[] enveloped = [];

    /// <summary>Measures along the rows.</summary>
    /// <param name="surface">The surface; not empty.</param>
    /// <param name="firstColumn">The first column of the surface and of what will be asked for.</param>
    /// <param name="lastColumn">The last column of the surface and of what will be asked for.</param>
    /// <param name="spacing">Distance between voxels per axis, of two or three axes.</param>
    /// <param name="rowLimit">How many rows far voxels may look at before lower envelopes are made; omitted, as many as there are voxels.</param>
    public NearestSurface(Surface surface, int firstColumn, int lastColumn, ReadOnlySpan<double> spacing, long? rowLimit = null)
    {
        this.firstColumn = firstColumn;
        columns = lastColumn - firstColumn + 1;
        (planes, rows) = (surface.Planes, surface.Rows);
        rowSpacing = spacing[^2];
        rowSquares = Squares(Math.Max(rows, Reach + 2), rowSpacing);
        // In a slice there is no other plane.
        planeSquares = planes == 1 ? [0] : Squares(Math.Max(planes, Reach + 2), spacing[0]);
        distances = new RowDistances(surface, firstColumn, columns, spacing[^1], Reach);
        nearbyLimit = planes == 1 ? rowSquares[Reach + 1] : Math.Min(rowSquares[Reach + 1], planeSquares[Reach + 1]);
        nearby = Nearby();
        rowsLeft = rowLimit ?? (long)planes * rows * columns;
    }

    /// <summary>The squared distance of a voxel to the surface.</summary>
    /// <param name="plane">Its plane, 0 in a slice.</param>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its column, within the columns stated.</param>
    // Optimised from the first call on: one comparison would otherwise run mostly in unoptimised code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Squared(int plane, int row, int column)
    {
        int index = distances.Index(plane, row);
        double best = double.PositiveInfinity;
        foreach (var (cost, step) in nearby)
        {
            if (cost >= best) return best;
            best = Math.Min(best, distances.Squared(index + step, column) + cost);
        }

        if (best <= nearbyLimit) return best;
        bool overRows = rowsLeft > 0;
        for (int step = 0; step < planes && planeSquares[step] < best; step++)
        {
            foreach (int other in step == 0 ? [plane] : (ReadOnlySpan<int>)[plane - step, plane + step])
            {
                if ((uint)other >= (uint)planes) continue;
                best = overRows ? OverRows(other, row, column, planeSquares[step], best) : Math.Min(best, Enveloped(other, column)[row] + planeSquares[step]);
            }
        }

        return best;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => distances.Dispose();

    /// <summary>Looks at the rows of a plane, from a row outwards.</summary>
    // Optimised from the first call on: one comparison would otherwise run mostly in unoptimised code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double OverRows(int plane, int row, int column, double planeSquare, double best)
    {
        var (first, last) = distances.RowRanges[plane];
        int before = Math.Min(row, last), after = Math.Max(row + 1, first);
        int low = before, high = after;
        for (; low >= first && planeSquare + rowSquares[row - low] < best; low--) best = Math.Min(best, distances.Squared(distances.Index(plane, low), column) + (planeSquare + rowSquares[row - low]));
        for (; high <= last && planeSquare + rowSquares[high - row] < best; high++) best = Math.Min(best, distances.Squared(distances.Index(plane, high), column) + (planeSquare + rowSquares[high - row]));
        rowsLeft -= before - low + high - after;
        return best;
    }

    /// <summary>The squared distances of a column of a plane to the surface within that plane, one per row.</summary>
    private double[] Enveloped(int plane, int column)
    {
        if (envelope is null)
        {
            envelope = new LowerEnvelope(rows, rowSpacing);
            enveloped = new double[planes * columns][];
        }

        ref double[]? squared = ref enveloped[plane * columns + column - firstColumn];
        if (squared is not null) return squared;
        squared = new double[rows];
        for (int row = 0; row < rows; row++) squared[row] = distances.Squared(distances.Index(plane, row), column);
        envelope.Replace(squared, 0, 1);
        return squared;
    }

    /// <summary>The rows around a row, the nearest first, as far as all others are further away.</summary>
    private (double Cost, int Step)[] Nearby()
    {
        int planeReach = planes == 1 ? 0 : Reach;
        var steps = new List<(double Cost, int Step)>();
        for (int plane = -planeReach; plane <= planeReach; plane++)
        {
            for (int row = -Reach; row <= Reach; row++)
            {
                double cost = rowSquares[Math.Abs(row)] + planeSquares[Math.Abs(plane)];
                if (cost < nearbyLimit) steps.Add((cost, distances.Step(plane, row)));
            }
        }

        return [.. steps.OrderBy(step => step.Cost)];
    }

    private static double[] Squares(int count, double spacing) => [.. Enumerable.Range(0, count).Select(step => step * spacing * (step * spacing))];
}
