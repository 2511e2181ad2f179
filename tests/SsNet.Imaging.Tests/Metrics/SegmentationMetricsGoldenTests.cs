using SsNet.Imaging.Metrics;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Metrics;

public class SegmentationMetricsGoldenTests
{
    [Fact, Trait("Category", "Golden")]
    public void Every_score_equals_MedPys()
    {
        using var file = GoldenFile.Open("metrics.h5");
        string[] pairs = [.. file.Names().Where(name => name.StartsWith("pair_", StringComparison.Ordinal) || name.StartsWith("real_", StringComparison.Ordinal))];
        Assert.True(pairs.Length > file.Scalar("n_pairs"));
        foreach (string pair in pairs) CheckPair(file, pair);
    }

    private static void CheckPair(GoldenFile file, string pair)
    {
        var geometry = Geometry.OfSize(file.Shape($"{pair}/pred"));
        var prediction = new Volume<byte>(geometry, file.Bytes($"{pair}/pred"));
        var truth = new Volume<byte>(geometry, file.Bytes($"{pair}/gt"));
        double[] values = file.Doubles($"{pair}/values");
        byte[] raises = file.Bytes($"{pair}/raises");
        double[][] spacings = [[], file.Doubles($"{pair}/spacing")];

        for (int column = 0; column < 2; column++)
        {
            var score = SegmentationMetrics.Compute(prediction, truth, 1, spacings[column]);
            var reversed = SegmentationMetrics.Compute(truth, prediction, 1, spacings[column]);
            double[] ours = [score.Dice, score.Jaccard, score.Hd95, score.Asd, score.Assd, reversed.Asd];
            bool bothEmpty = !prediction.Voxels.Contains((byte)1) && !truth.Voxels.Contains((byte)1);
            for (int row = 0; row < ours.Length; row++)
            {
                int at = row * 2 + column;
                double expected = raises[at] == 0 ? values[at] : bothEmpty ? 0 : double.NaN;
                Assert.True(
                    double.IsNaN(expected) ? double.IsNaN(ours[row]) : Math.Abs(expected - ours[row]) <= 1e-12 * Math.Max(1, expected),
                    $"{pair}, row {row}, column {column}: expected {expected:R}, got {ours[row]:R}");
            }
        }
    }
}
