using SsNet.Data;
using SsNet.Imaging.Metrics;
using SsNet.Imaging.Resampling;
using SsNet.Imaging.Volumes;
using SsNet.Inference;
using SsNet.Testing;
using SsNet.Tests.Goldens;

namespace SsNet.Tests.Inference;

/// <summary>A whole ACDC volume, slice by slice as the published 2D test does it: zoomed to 256×256, segmented, zoomed back, scored.</summary>
[Trait("Category", "Golden")]
public class AcdcCaseGoldenTests
{
    /// <summary>Pixels that rounding in float32 may flip, as the goldens' README allows.</summary>
    private const int MostFlipped = 100;

    [Theory]
    [InlineData("f64", 0, 1e-9)]
    [InlineData("f32", MostFlipped, 1e-3)]
    public void The_prediction_and_its_scores_are_those_of_the_published_code(string group, int mostFlipped, double tolerance)
    {
        using var file = GoldenFile.Open("acdc_case.h5");
        using var network = GoldenNetworks.Create(2, new Precision(group), file.Scalar("weights_seed"));
        var geometry = Geometry.OfSize(file.Shape("image"));
        var image = new Volume<float>(geometry, [.. file.Numbers("image").Select(value => (float)value)]);
        var options = new PredictionOptions
        {
            Patch = [256, 256],
            Fit = ImageFit.Zoom,
            SliceAxis = 0,
            WindowsPerBatch = 3,
            LargestComponent = false,
            Border = ZoomBorder.Published,
        };
        var labels = new Predictor(network, options).Predict([image], cancellation: TestContext.Current.CancellationToken).Labels;

        byte[] expected = file.Bytes($"{group}/prediction");
        Assert.InRange(labels.Voxels.Zip(expected).Count(pair => pair.First != pair.Second), 0, mostFlipped);

        var scores = SegmentationMetrics.ComputeForeground(labels, new Volume<byte>(geometry, file.Bytes("label")), 4);
        double[] recorded = file.Numbers($"{group}/metrics");
        for (int c = 0; c < scores.Length; c++)
        {
            double[] ours = [scores[c].Dice, scores[c].Jaccard, scores[c].Hd95, scores[c].Asd];
            for (int m = 0; m < ours.Length; m++) Assert.Equal(recorded[c * ours.Length + m], ours[m], Math.Max(1, recorded[c * ours.Length + m]) * tolerance);
        }
    }
}
