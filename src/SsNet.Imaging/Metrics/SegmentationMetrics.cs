using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Metrics;

/// <summary>
/// Dice, Jaccard, 95% Hausdorff distance, ASD and ASSD of label maps, with the meaning that MedPy gives them
/// (dc, jc, hd95, asd(prediction, truth), assd), for images of two or three axes.
/// </summary>
public static class SegmentationMetrics
{
    /// <summary>Every score of one class.</summary>
    /// <param name="prediction">Predicted label map.</param>
    /// <param name="truth">True label map of the same size.</param>
    /// <param name="classIndex">The class, 0 to 255.</param>
    /// <param name="spacing">Distance between voxels per axis; omitted, distances are in voxels. Pass the geometry's spacing for mm.</param>
    /// <returns>The scores; see <see cref="SegmentationScore"/> for empty masks.</returns>
    /// <exception cref="ReportedException">The two label maps differ in size.</exception>
    /// <exception cref="ArgumentException">The class or the spacing is out of range.</exception>
    public static SegmentationScore Compute(
        Volume<byte> prediction,
        Volume<byte> truth,
        int classIndex,
        ReadOnlySpan<double> spacing = default)
    {
        byte label = CheckedClass(classIndex);
        double[] step = CheckedSpacing(spacing, prediction.Geometry.Rank);
        RequireSameSize(prediction, truth);

        var overlap = Overlap.Count(prediction.Voxels, truth.Voxels, label);
        if (overlap.Predicted == 0 && overlap.Actual == 0) return SegmentationScore.OfEmptyMasks;
        if (overlap.Predicted == 0 || overlap.Actual == 0) return new SegmentationScore(0, 0, double.NaN, double.NaN, double.NaN);

        var distances = SurfaceDistances.Measure(prediction, truth, label, step);
        return new SegmentationScore(overlap.Dice, overlap.Jaccard, distances.Hd95(), distances.Asd(), distances.Assd());
    }

    /// <summary>Every score of every class but the background: element k is class k + 1.</summary>
    /// <param name="prediction">Predicted label map.</param>
    /// <param name="truth">True label map of the same size.</param>
    /// <param name="classCount">Number of classes with the background, 2 to 256.</param>
    /// <param name="spacing">Distance between voxels per axis; omitted, distances are in voxels.</param>
    /// <exception cref="ReportedException">The two label maps differ in size.</exception>
    /// <exception cref="ArgumentException">The number of classes or the spacing is out of range.</exception>
    public static SegmentationScore[] ComputeForeground(
        Volume<byte> prediction,
        Volume<byte> truth,
        int classCount,
        ReadOnlySpan<double> spacing = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classCount, 256);
        var scores = new SegmentationScore[classCount - 1];
        for (int k = 1; k < classCount; k++) scores[k - 1] = Compute(prediction, truth, k, spacing);
        return scores;
    }

    /// <summary>Dice of one class alone, without the cost of distances; two empty masks score 1.</summary>
    /// <param name="prediction">Predicted label map.</param>
    /// <param name="truth">True label map of the same size.</param>
    /// <param name="classIndex">The class, 0 to 255.</param>
    /// <exception cref="ReportedException">The two label maps differ in size.</exception>
    /// <exception cref="ArgumentException">The class is out of range.</exception>
    public static double Dice(Volume<byte> prediction, Volume<byte> truth, int classIndex)
    {
        byte label = CheckedClass(classIndex);
        RequireSameSize(prediction, truth);
        return Overlap.Count(prediction.Voxels, truth.Voxels, label).Dice;
    }

    private static byte CheckedClass(int classIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(classIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classIndex, byte.MaxValue);
        return (byte)classIndex;
    }

    private static double[] CheckedSpacing(ReadOnlySpan<double> spacing, int rank)
    {
        if (spacing.IsEmpty) return [.. Enumerable.Repeat(1.0, rank)];
        if (spacing.Length != rank)
        {
            throw new ArgumentException($"A label map of {rank} axes needs {rank} spacings, not {spacing.Length}.", nameof(spacing));
        }

        foreach (double s in spacing)
        {
            if (!(s > 0) || double.IsInfinity(s)) throw new ArgumentException($"Spacing must be positive and finite, but is {s}.", nameof(spacing));
        }

        return spacing.ToArray();
    }

    /// <summary>Throws unless two label maps are of one size.</summary>
    internal static void RequireSameSize(Volume<byte> prediction, Volume<byte> truth)
    {
        if (prediction.Geometry.HasSameSize(truth.Geometry)) return;
        throw new ReportedException(
            $"The prediction has {prediction.Geometry.SizeText} voxels and the truth {truth.Geometry.SizeText}: "
            + "only label maps of the same size can be compared; resample one onto the other first.");
    }
}
