using SsNet.Data;
using SsNet.Imaging.Volumes;
using SsNet.Randomness;

namespace SsNet.Experiments.Phantoms;

/// <summary>
/// Synthetic scans that pose the problem of the paper without its data: segment one chamber with thin branching veins whose
/// border is weak, partly dissolved, and shared with other chambers of the same brightness.
/// </summary>
public static class LeftAtriumPhantom
{
    private const int AnatomyStream = 0;
    private const int AppearanceStream = 1;
    private const int ImageStream = 2;

    private static readonly double[] Extent = [80, 80, 60];

    // Rounds the mouths of the veins, in mm, so that they do not look stuck on.
    private const float Fillet = 3;

    /// <summary>One scan with its label: a function of the arguments alone.</summary>
    /// <param name="seed">The seed of the set.</param>
    /// <param name="index">Which scan of the set, from 0.</param>
    /// <param name="options">What the scans are like: they show 80 × 80 × 60 mm.</param>
    /// <returns>A case named phantom-007 for index 7: the image has mean 0 and standard deviation 1, the label is 1 in the chamber and its veins and 0 elsewhere.</returns>
    /// <exception cref="ArgumentException">The index is negative, or the size has not three axes of at least 8 voxels.</exception>
    public static Case Create(long seed, int index, PhantomOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var grid = PhantomGrid.Of(options, Extent);
        var anatomyRandom = new RandomSequence(seed, RandomPurpose.Phantom, index, AnatomyStream);
        var appearanceRandom = new RandomSequence(seed, RandomPurpose.Phantom, index, AppearanceStream);
        var imageRandom = new RandomSequence(seed, RandomPurpose.Phantom, index, ImageStream);

        var anatomy = LeftAtriumAnatomy.Draw(FinestRadius(grid), ref anatomyRandom);
        var look = LeftAtriumAppearance.Draw(ref appearanceRandom);

        var target = new DistanceField(grid);
        target.Add(anatomy.Chamber);
        foreach (var vein in anatomy.Veins) target.Add(vein, Fillet);
        var label = new Volume<byte>(grid, [.. target.Distances.Select(distance => distance < 0 ? (byte)1 : (byte)0)]);

        var blood = new DistanceField(grid);
        foreach (var neighbour in anatomy.OtherBlood) blood.Add(neighbour);
        blood.KeepAwayFrom(target, (float)look.WallThickness);
        blood.Add(target);

        var lung = new DistanceField(grid);
        lung.Add(anatomy.Lung);

        float[] brightness = LeftAtriumPainter.Paint(blood, lung, grid, look, ref imageRandom);
        float[] scan = PhantomScanner.Scan(brightness, grid, look.Quality, ref imageRandom);
        Standardise(scan);
        return new Case(PhantomKind.LeftAtrium.CaseId(index), new Volume<float>(grid, scan), label);
    }

    private static void Standardise(float[] voxels)
    {
        double mean = voxels.Average(value => (double)value);
        double deviation = Math.Sqrt(voxels.Average(value => (value - mean) * (value - mean)));
        for (int i = 0; i < voxels.Length; i++) voxels[i] = (float)((voxels[i] - mean) / deviation);
    }

    // A tube of at least half a voxel's diagonal holds the centre of every voxel that its axis passes, and so stays in one piece.
    private static float FinestRadius(Geometry grid) => (float)Math.Max(1.2, 0.5 * Math.Sqrt(grid.Spacing.Sum(s => s * s)));
}
