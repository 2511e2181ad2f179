using SsNet.Data;
using SsNet.Imaging.Volumes;
using SsNet.Randomness;

namespace SsNet.Experiments.Phantoms;

/// <summary>
/// Synthetic scans that pose the second problem of the paper without its data: tell both ventricles and the muscle between them
/// apart in thick short-axis slices, where looks and shapes differ from scan to scan and atria, vessels and fat are as bright as
/// the blood in the ventricles.
/// </summary>
public static class CinePhantom
{
    private const int AnatomyStream = 10;
    private const int AppearanceStream = 11;
    private const int ImageStream = 12;
    private const int MovementStream = 13;

    // How far a slice may lie beside its place, in mm.
    private const float LargestMovement = 2;

    private static readonly double[] Extent = [80, 110, 110];

    /// <summary>One scan with its label: a function of the arguments alone.</summary>
    /// <param name="seed">The seed of the set.</param>
    /// <param name="index">Which scan of the set, from 0.</param>
    /// <param name="options">What the scans are like: the size is slices from base to apex, rows and columns, and they show 80 × 110 × 110 mm.</param>
    /// <returns>
    /// A case named cine-phantom-007 for index 7: the image reaches from 0 to 1; the label is 1 in the right ventricle, 2 in the
    /// muscle of the left ventricle, 3 in its cavity and 0 elsewhere. Slices near base and apex lack some classes.
    /// </returns>
    /// <exception cref="ArgumentException">The index is negative, or the size has not three axes of at least 8 voxels.</exception>
    public static Case Create(long seed, int index, PhantomOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var grid = PhantomGrid.Of(options, Extent);
        var anatomyRandom = new RandomSequence(seed, RandomPurpose.Phantom, index, AnatomyStream);
        var appearanceRandom = new RandomSequence(seed, RandomPurpose.Phantom, index, AppearanceStream);
        var imageRandom = new RandomSequence(seed, RandomPurpose.Phantom, index, ImageStream);
        var movementRandom = new RandomSequence(seed, RandomPurpose.Phantom, index, MovementStream);

        var anatomy = CineAnatomy.Draw(ref anatomyRandom);
        var look = CineAppearance.Draw(ref appearanceRandom);
        var breathHolds = new BreathHolds(grid, LargestMovement, ref movementRandom);

        var layers = ThickSlices.Layered(grid);
        var organs = new CineOrgans(anatomy, breathHolds, (float)look.ThinWall, layers);
        var label = new Volume<byte>(grid);
        for (int i = 0; i < label.Voxels.Length; i++) label.Voxels[i] = organs.ClassOf(ThickSlices.Middle(i, grid));

        float[] brightness = ThickSlices.Mean(CinePainter.Paint(organs, layers, look, ref imageRandom), grid);
        float[] scan = PhantomScanner.Scan(brightness, grid, look.Quality, ref imageRandom);
        SpreadFromZeroToOne(scan);
        return new Case(PhantomKind.Cine.CaseId(index), new Volume<float>(grid, scan), label);
    }

    private static void SpreadFromZeroToOne(float[] voxels)
    {
        var (lowest, highest) = (voxels.Min(), voxels.Max());
        for (int i = 0; i < voxels.Length; i++) voxels[i] = (voxels[i] - lowest) / (highest - lowest);
    }
}
