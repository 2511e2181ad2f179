using SsNet.Experiments.Preparing;
using SsNet.Imaging.Preparation;

namespace SsNet.Experiments.Proposing;

/// <summary>Proposes how intensities are scaled.</summary>
internal static class IntensityProposal
{
    private const double Step = 10;

    /// <summary>
    /// For computed tomography the window that holds 99 % of the labelled voxels of the training scans, widened to tens of Hounsfield units (Isensee et al. 2021 clip
    /// to these percentiles); null otherwise, for what the data set is published with, or z-scores.
    /// </summary>
    /// <param name="survey">A look at the data set.</param>
    public static IntensityScale? Of(ScanSurvey survey)
    {
        if (!survey.LooksLikeCt) return null;
        float[] sample = [.. survey.LabelledTraining.SelectMany(scan => scan.ForegroundSample).Order()];
        if (sample.Length == 0) return null;
        double low = Math.Floor(sample[(int)(0.005 * (sample.Length - 1))] / Step) * Step, high = Math.Ceiling(sample[(int)(0.995 * (sample.Length - 1))] / Step) * Step;
        return low < high ? new IntensityScale(IntensityKind.Window, low, high) : null;
    }
}
