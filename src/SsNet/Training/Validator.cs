using SsNet.Data;
using SsNet.Imaging;
using SsNet.Imaging.Metrics;
using SsNet.Inference;
using SsNet.Networks;

namespace SsNet.Training;

/// <summary>Scores a network on labelled cases: the mean Dice over cases and foreground classes.</summary>
/// <param name="cases">The cases, each with a label.</param>
/// <param name="cache">Keeps the decoded cases between validations.</param>
/// <param name="options">How the network is applied.</param>
/// <param name="allowsIgnored">Whether voxels with the label <see cref="Case.Ignored"/> are left out, rather than of that class.</param>
public sealed class Validator(IReadOnlyList<CaseSource> cases, CaseCache cache, PredictionOptions options, bool allowsIgnored = false)
{
    /// <summary>The mean Dice, in [0, 1].</summary>
    /// <param name="network">The network.</param>
    /// <param name="cancellation">Stops between two windows.</param>
    /// <exception cref="ReportedException">A case cannot be read or has no label.</exception>
    public double Score(SegmentationNetwork network, CancellationToken cancellation = default)
    {
        var predictor = new Predictor(network, options);
        double sum = 0;
        foreach (var source in cases)
        {
            var @case = cache.Get(source, labelled: true);
            var (labels, truth) = (predictor.Predict(@case.Channels, cancellation: cancellation).Labels, @case.Label!);
            if (allowsIgnored) (labels, truth) = IgnoredVoxels.LeftOut(labels, truth, Case.Ignored);
            for (int c = 1; c < network.Options.Classes; c++) sum += SegmentationMetrics.Dice(labels, truth, c);
        }

        return sum / (cases.Count * (network.Options.Classes - 1));
    }
}
