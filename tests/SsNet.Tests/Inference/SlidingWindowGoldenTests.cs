using SsNet.Inference;
using SsNet.Testing;
using SsNet.Tests.Goldens;
using static TorchSharp.torch;

namespace SsNet.Tests.Inference;

[Trait("Category", "Golden")]
public sealed class SlidingWindowGoldenTests : IDisposable
{
    private const double Tolerance = 1e-6;

    private readonly GoldenFile file = GoldenFile.Open("sliding.h5");

    public void Dispose() => file.Dispose();

    /// <summary>The original keeps the foreground's score in every channel.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Scores_and_labels_are_those_of_the_original(int windowsPerBatch)
    {
        int cases = (int)file.Scalar("n_cases");
        Assert.NotEqual(0, cases);
        for (int i = 0; i < cases; i++)
        {
            using var scope = NewDisposeScope();
            string group = $"case_{i}";
            var weight = file.Tensor("toy/weight", ScalarType.Float32);
            var bias = file.Tensor("toy/bias", ScalarType.Float32);
            int inPlane = (int)file.Numbers($"{group}/stride_xy")[0], through = (int)file.Numbers($"{group}/stride_z")[0];
            var window = new SlidingWindow(
                patches => nn.functional.conv3d(patches, weight, bias, padding: [1, 1, 1]), file.Integers($"{group}/patch"), [inPlane, inPlane, through], windowsPerBatch);

            var probabilities = window.Probabilities(file.Tensor($"{group}/image", ScalarType.Float32).unsqueeze(0), cancellation: TestContext.Current.CancellationToken);
            file.AssertNear($"{group}/score_map", stack([probabilities[1], probabilities[1]]), Tolerance, scale: 1);
            Assert.Equal(file.Bytes($"{group}/label_map"), probabilities.argmax(0).to(ScalarType.Byte).cpu().contiguous().bytes.ToArray());
        }
    }
}
