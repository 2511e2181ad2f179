using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Resampling;

/// <summary>
/// A grid cut into blocks of some voxels along every axis, each of which becomes one voxel of a coarser grid. Blocks at
/// the far ends may be smaller; they still stand for a whole block on the coarse grid.
/// </summary>
internal sealed class Blocks
{
    private readonly int[] size;
    private readonly int[] coarseSize;
    private readonly int[] factors;

    /// <summary>Cuts a grid.</summary>
    /// <param name="fine">The grid.</param>
    /// <param name="factors">Voxels per block along each axis, at least 1.</param>
    public Blocks(Geometry fine, ReadOnlySpan<int> factors)
    {
        if (factors.Length != fine.Rank) throw new ArgumentException($"An image of {fine.SizeText} needs {fine.Rank} factors, not {factors.Length}.", nameof(factors));
        foreach (int factor in factors) ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1, nameof(factors));
        this.factors = factors.ToArray();
        size = [.. fine.Size];
        coarseSize = [.. size.Zip(this.factors, (n, factor) => (n - 1) / factor + 1)];
        Coarse = CoarseGeometry(fine);
    }

    /// <summary>The coarser grid: spacing times the factors, origin at the centre of the first block.</summary>
    public Geometry Coarse { get; }

    /// <summary>Most voxels that a block can have.</summary>
    public int LargestBlock => size.Zip(factors, Math.Min).Aggregate(1, (product, n) => product * n);

    /// <summary>Collects the voxels of one block.</summary>
    /// <param name="voxels">The voxels of the fine grid.</param>
    /// <param name="block">Index of the block on the coarse grid.</param>
    /// <param name="buffer">Room for <see cref="LargestBlock"/> voxels.</param>
    /// <returns>The part of the buffer that was filled: at least one voxel.</returns>
    public ReadOnlySpan<T> Gather<T>(ReadOnlySpan<T> voxels, int block, Span<T> buffer)
    {
        (int rest, int column) = Math.DivRem(block, coarseSize[^1]);
        (int plane, int row) = Math.DivRem(rest, coarseSize[^2]);
        int columns = Math.Min(factors[^1], size[^1] - column * factors[^1]);
        int rows = Math.Min(factors[^2], size[^2] - row * factors[^2]);
        int planes = size.Length == 3 ? Math.Min(factors[0], size[0] - plane * factors[0]) : 1;

        int filled = 0;
        for (int z = 0; z < planes; z++)
        {
            for (int y = 0; y < rows; y++)
            {
                int start = ((plane * factors[0] + z) * size[^2] + row * factors[^2] + y) * size[^1] + column * factors[^1];
                voxels.Slice(start, columns).CopyTo(buffer[filled..]);
                filled += columns;
            }
        }

        return buffer[..filled];
    }

    private Geometry CoarseGeometry(Geometry fine)
    {
        int rank = fine.Rank;
        var spacing = new double[rank];
        double[] origin = [.. fine.Origin];
        for (int axis = 0; axis < rank; axis++)
        {
            spacing[axis] = fine.Spacing[axis] * factors[axis];
            double toCentre = fine.Spacing[axis] * (factors[axis] - 1) / 2;
            for (int world = 0; world < rank; world++) origin[world] += fine.Direction[world * rank + axis] * toCentre;
        }

        return new Geometry(coarseSize, spacing, origin, fine.Direction.AsSpan());
    }
}
