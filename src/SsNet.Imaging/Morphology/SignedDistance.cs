using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Morphology;

/// <summary>
/// Normalised signed distance maps, the second target of SASSNet (Li et al., MICCAI 2020) and DTC (Luo et al., AAAI 2021). Outside
/// a mask a voxel has its distance to the mask, in voxels, divided by the largest such distance of the image; inside it has its distance to the
/// background, divided likewise and negated; on the mask's inner boundary it has 0. Values thus lie in [−1, 1]. The papers
/// give plain distances; the division and the inner boundary are those of the published code of both.
/// </summary>
public static class SignedDistance
{
    /// <summary>The signed distance map of a mask.</summary>
    /// <param name="inside">Whether each voxel belongs to the mask, row-major.</param>
    /// <param name="size">Voxels per axis; two or three axes.</param>
    /// <returns>
    /// One value per voxel: above 0 outside; below 0 inside; 0 in voxels of the mask with a face neighbour outside it, where the border of
    /// the image does not count as outside. All zero when the mask is empty or fills the image.
    /// </returns>
    /// <exception cref="ArgumentException">The size has not two or three axes, or not the mask's number of voxels.</exception>
    public static float[] Of(ReadOnlySpan<bool> inside, ReadOnlySpan<int> size)
    {
        CheckSize(inside.Length, size);
        return Map(inside.ToArray(), size, new double[inside.Length]);
    }

    /// <summary>
    /// The signed distance maps of a label map, as the published code makes them: of two classes that of the foreground alone, of more
    /// that of every class in order, the background included. A class that is absent, or fills the image, has zeros.
    /// </summary>
    /// <param name="labels">Class of every voxel, row-major; what is not below <paramref name="classes"/> belongs to no class.</param>
    /// <param name="size">Voxels per axis; two or three axes.</param>
    /// <param name="classes">Number of classes, background included; at least 2.</param>
    /// <returns>One map for two classes, else one per class; see <see cref="Of"/>.</returns>
    /// <exception cref="ArgumentException">The size has not two or three axes, or not the labels' number of voxels; or there are fewer than 2 classes.</exception>
    public static float[][] PerClass(ReadOnlySpan<byte> labels, ReadOnlySpan<int> size, int classes)
    {
        CheckSize(labels.Length, size);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);

        int first = classes - Maps(classes);
        var maps = new float[Maps(classes)][];
        var inside = new bool[labels.Length];
        var squared = new double[labels.Length];
        for (int c = first; c < classes; c++)
        {
            for (int i = 0; i < inside.Length; i++) inside[i] = labels[i] == c;
            maps[c - first] = Map(inside, size, squared);
        }

        return maps;
    }

    /// <summary>How many maps <see cref="PerClass"/> gives.</summary>
    /// <param name="classes">Number of classes, background included; at least 2.</param>
    public static int Maps(int classes) => classes == 2 ? 1 : classes;

    /// <summary>The map of one mask.</summary>
    /// <param name="inside">The mask; inverted on return.</param>
    /// <param name="size">Voxels per axis.</param>
    /// <param name="squared">Room for one distance per voxel.</param>
    private static float[] Map(bool[] inside, ReadOnlySpan<int> size, double[] squared)
    {
        var map = new float[inside.Length];
        if (!inside.Contains(true) || !inside.Contains(false)) return map;

        Span<double> spacing = stackalloc double[size.Length];
        spacing.Fill(1);
        DistanceTransform.SquaredDistances(inside, size, spacing, squared);
        double scale = 1 / Math.Sqrt(Largest(squared));
        for (int i = 0; i < map.Length; i++) map[i] = (float)(Math.Sqrt(squared[i]) * scale);

        for (int i = 0; i < inside.Length; i++) inside[i] = !inside[i];
        DistanceTransform.SquaredDistances(inside, size, spacing, squared);
        scale = 1 / Math.Sqrt(Largest(squared));
        for (int i = 0; i < map.Length; i++)
        {
            // The inner boundary needs no pass of its own: its voxels are those at distance 1, since only a face neighbour is so near.
            if (squared[i] > 1) map[i] = (float)(-Math.Sqrt(squared[i]) * scale);
        }

        return map;
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values) largest = Math.Max(largest, value);
        return largest;
    }

    private static void CheckSize(int voxels, ReadOnlySpan<int> size)
    {
        var grid = Geometry.OfSize(size);
        if (grid.VoxelCount != voxels) throw new ArgumentException($"A size of {grid.SizeText} needs {grid.VoxelCount} voxels, not {voxels}.", nameof(size));
    }
}
