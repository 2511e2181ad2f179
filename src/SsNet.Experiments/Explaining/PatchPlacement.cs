using SsNet.Data;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Explaining;

/// <summary>Where a patch lies that shows as much of what is segmented as it can.</summary>
internal static class PatchPlacement
{
    /// <summary>
    /// Along every axis for itself, the stretch of the patch's length that holds most foreground, <see cref="Case.Ignored"/> voxels aside; of several, the one in
    /// their middle. Where the image is shorter than the patch, it lies in the patch's middle.
    /// </summary>
    /// <param name="label">Class of every voxel.</param>
    /// <param name="patch">Voxels of the patch per axis.</param>
    /// <returns>The patch's first voxel in the image; negative where the patch begins before the image.</returns>
    public static int[] OfMostForeground(Volume<byte> label, ReadOnlySpan<int> patch)
    {
        var size = label.Geometry.Size;
        int[] strides = Geometry.Strides(size.AsSpan());
        long[][] foreground = [.. size.Select(n => new long[n])];
        for (int voxel = 0; voxel < label.Voxels.Length; voxel++)
        {
            if (label.Voxels[voxel] is 0 or Case.Ignored) continue;
            for (int axis = 0; axis < size.Length; axis++) foreground[axis][voxel / strides[axis] % size[axis]]++;
        }

        var first = new int[size.Length];
        for (int axis = 0; axis < size.Length; axis++) first[axis] = Start(foreground[axis], patch[axis]);
        return first;
    }

    private static int Start(long[] foreground, int length)
    {
        int places = foreground.Length - length + 1;
        if (places < 1) return -(length - foreground.Length) / 2;
        long[] held = [.. Enumerable.Range(0, places).Select(start => foreground.AsSpan(start, length).ToArray().Sum())];
        long most = held.Max();
        int[] best = [.. Enumerable.Range(0, places).Where(start => held[start] == most)];
        return best[best.Length / 2];
    }
}
