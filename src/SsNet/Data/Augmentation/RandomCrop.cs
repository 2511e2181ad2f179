using System.Collections.Immutable;
using SsNet.Randomness;

namespace SsNet.Data;

/// <summary>
/// A patch at a random place, as the original code chooses it: an image with any axis not longer than the patch is first
/// padded with zeros on both sides of every axis.
/// </summary>
public sealed class RandomCrop
{
    /// <summary>A patch at a given place.</summary>
    /// <param name="first">Position of its first voxel in the image, before padding: negative where the patch begins in the padding.</param>
    /// <param name="patch">Its voxels per axis.</param>
    public RandomCrop(ReadOnlySpan<int> first, ReadOnlySpan<int> patch)
    {
        First = [.. first];
        Patch = [.. patch];
    }

    /// <summary>Position of the patch's first voxel in the image, before padding.</summary>
    public ImmutableArray<int> First { get; }

    /// <summary>The patch's voxels per axis.</summary>
    public ImmutableArray<int> Patch { get; }

    /// <summary>A place for the patch, all equally likely.</summary>
    /// <param name="size">The image's voxels per axis.</param>
    /// <param name="patch">The patch's voxels per axis.</param>
    /// <param name="random">Where the decisions come from.</param>
    public static RandomCrop Draw(ReadOnlySpan<int> size, ReadOnlySpan<int> patch, ref RandomSequence random)
    {
        int[] first = Padding(size, patch);
        int[] places = Places(size, patch);
        for (int axis = 0; axis < first.Length; axis++) first[axis] = random.Below(places[axis]) - first[axis];
        return new RandomCrop(first, patch);
    }

    /// <summary>Zeros on each side of every axis: max(⌊(patch − n) / 2⌋ + 3, 0) when any axis is not longer than the patch, else none.</summary>
    /// <param name="size">The image's voxels per axis.</param>
    /// <param name="patch">The patch's voxels per axis.</param>
    public static int[] Padding(ReadOnlySpan<int> size, ReadOnlySpan<int> patch)
    {
        bool needed = false;
        for (int axis = 0; axis < size.Length; axis++) needed |= size[axis] <= patch[axis];

        var padding = new int[size.Length];
        if (!needed) return padding;

        // A shift rounds down for axes longer than the patch too; a division would round their negative difference up.
        for (int axis = 0; axis < size.Length; axis++) padding[axis] = Math.Max((patch[axis] - size[axis] >> 1) + 3, 0);
        return padding;
    }

    /// <summary>Number of places per axis: the padded image less the patch. The very last place is never used, as in the original code.</summary>
    /// <param name="size">The image's voxels per axis.</param>
    /// <param name="patch">The patch's voxels per axis.</param>
    public static int[] Places(ReadOnlySpan<int> size, ReadOnlySpan<int> patch)
    {
        int[] places = Padding(size, patch);
        for (int axis = 0; axis < places.Length; axis++) places[axis] = size[axis] + 2 * places[axis] - patch[axis];
        return places;
    }

    /// <summary>Cuts the patch out of an image.</summary>
    /// <typeparam name="T">The type of a voxel.</typeparam>
    /// <param name="view">How the image is turned and flipped.</param>
    /// <param name="voxels">The image's voxels as they lie in memory.</param>
    /// <returns>The patch, row-major.</returns>
    public T[] Apply<T>(GridView view, ReadOnlySpan<T> voxels)
        where T : unmanaged
        => view.Copy(voxels, First.AsSpan(), Patch.AsSpan());
}
