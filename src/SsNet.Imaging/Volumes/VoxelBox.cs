using System.Collections.Immutable;

namespace SsNet.Imaging.Volumes;

/// <summary>A part of a grid: along each axis so many voxels from a first one on. Boxes with the same numbers are equal.</summary>
public sealed record VoxelBox
{
    /// <summary>A box.</summary>
    /// <param name="start">The first voxel along each axis, from 0; two or three axes.</param>
    /// <param name="length">Voxels along each axis, at least 1.</param>
    /// <exception cref="ArgumentException">The numbers of axes are not 2 or 3 or differ, or a value is out of range.</exception>
    public VoxelBox(ImmutableArray<int> start, ImmutableArray<int> length)
    {
        if (start.IsDefault || start.Length is not (2 or 3)) throw new ArgumentException("A box has two or three axes.", nameof(start));
        if (length.IsDefault || length.Length != start.Length) throw new ArgumentException($"A box of {start.Length} axes needs as many lengths.", nameof(length));
        for (int axis = 0; axis < start.Length; axis++)
        {
            if (start[axis] < 0) throw new ArgumentException($"A box starts at voxel 0 or later, not at {start[axis]}.", nameof(start));
            if (length[axis] < 1) throw new ArgumentException($"A box has at least one voxel along every axis, not {length[axis]}.", nameof(length));
            if (length[axis] > int.MaxValue - start[axis]) throw new ArgumentException($"A box does not end beyond voxel {int.MaxValue}.", nameof(length));
        }

        Start = start;
        Length = length;
    }

    /// <summary>The first voxel along each axis.</summary>
    public ImmutableArray<int> Start { get; }

    /// <summary>Voxels along each axis.</summary>
    public ImmutableArray<int> Length { get; }

    /// <summary>Number of axes: 2 or 3.</summary>
    public int Rank => Start.Length;

    /// <summary>The box that is a whole grid.</summary>
    /// <param name="grid">The grid.</param>
    public static VoxelBox Whole(Geometry grid) => new([.. new int[grid.Rank]], grid.Size);

    /// <summary>The smallest box that holds all voxels of a kind; null where there is none.</summary>
    /// <param name="image">The image.</param>
    /// <param name="isMeant">Whether a value is meant.</param>
    /// <typeparam name="T">The type of a voxel.</typeparam>
    public static VoxelBox? Around<T>(Volume<T> image, Func<T, bool> isMeant)
        where T : unmanaged
    {
        int[] size = [.. image.Geometry.Size];
        int columns = size[^1], rows = size[^2];
        int[] first = [.. size], last = [.. size.Select(_ => -1)];
        for (int row = 0; row < image.Voxels.Length / columns; row++)
        {
            var voxels = image.Voxels.AsSpan(row * columns, columns);
            int start = 0, end = columns - 1;
            while (start < columns && !isMeant(voxels[start])) start++;
            if (start == columns) continue;
            while (!isMeant(voxels[end])) end--;
            int[] from = size.Length == 3 ? [row / rows, row % rows, start] : [row, start];
            for (int axis = 0; axis < size.Length; axis++)
            {
                first[axis] = Math.Min(first[axis], from[axis]);
                last[axis] = Math.Max(last[axis], axis == size.Length - 1 ? end : from[axis]);
            }
        }

        return last[0] < 0 ? null : new VoxelBox([.. first], [.. first.Zip(last, (low, high) => high - low + 1)]);
    }

    /// <summary>Whether a voxel is in the box.</summary>
    /// <param name="voxel">The voxel's number along each axis.</param>
    /// <exception cref="ArgumentException">The voxel has another number of axes.</exception>
    public bool Contains(ReadOnlySpan<int> voxel)
    {
        if (voxel.Length != Rank) throw new ArgumentException($"A box of {Rank} axes has no voxels of {voxel.Length}.", nameof(voxel));
        for (int axis = 0; axis < Rank; axis++)
        {
            if (voxel[axis] < Start[axis] || voxel[axis] - Start[axis] >= Length[axis]) return false;
        }

        return true;
    }

    /// <summary>The box's part of a grid: every voxel keeps its place in the world.</summary>
    /// <param name="whole">The grid.</param>
    /// <exception cref="ArgumentException">The box reaches out of the grid, or has another number of axes.</exception>
    public Geometry PartOf(Geometry whole)
    {
        bool fits = whole.Rank == Rank;
        for (int axis = 0; fits && axis < Rank; axis++) fits = Start[axis] + Length[axis] <= whole.Size[axis];
        if (!fits) throw new ArgumentException($"The box ({this}) is no part of a grid of {whole.SizeText}.", nameof(whole));
        return new Geometry(Length.AsSpan(), whole.Spacing.AsSpan(), whole.ToWorld([.. Start.Select(first => (double)first)]), whole.Direction.AsSpan());
    }

    /// <summary>The box's part of an image, as a copy.</summary>
    /// <param name="image">The image.</param>
    /// <typeparam name="T">The type of a voxel.</typeparam>
    /// <exception cref="ArgumentException">The box reaches out of the image, or has another number of axes.</exception>
    public Volume<T> Cut<T>(Volume<T> image)
        where T : unmanaged
    {
        var part = new Volume<T>(PartOf(image.Geometry));
        foreach (var (inWhole, inPart) in Rows(image.Geometry)) image.Voxels.AsSpan(inWhole, Length[^1]).CopyTo(part.Voxels.AsSpan(inPart));
        return part;
    }

    /// <summary>Whether the other box has the same numbers.</summary>
    /// <param name="other">The other box.</param>
    public bool Equals(VoxelBox? other) => other is not null && Start.AsSpan().SequenceEqual(other.Start.AsSpan()) && Length.AsSpan().SequenceEqual(other.Length.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int first in Start) hash.Add(first);
        foreach (int n in Length) hash.Add(n);
        return hash.ToHashCode();
    }

    /// <summary>Size and first voxel as a person writes them, such as 40×60×60 from 0, 10, 12.</summary>
    public override string ToString() => $"{Geometry.Format(Length.AsSpan())} from {string.Join(", ", Start)}";

    /// <summary>Places in memory, in the whole and in the part, where the rows of the box begin.</summary>
    private IEnumerable<(int InWhole, int InPart)> Rows(Geometry whole)
    {
        int planes = Rank == 3 ? Length[0] : 1, firstPlane = Rank == 3 ? Start[0] : 0;
        for (int plane = 0; plane < planes; plane++)
        {
            for (int row = 0; row < Length[^2]; row++)
            {
                int inWhole = ((firstPlane + plane) * whole.Size[^2] + Start[^2] + row) * whole.Size[^1] + Start[^1];
                yield return (inWhole, (plane * Length[^2] + row) * Length[^1]);
            }
        }
    }
}
