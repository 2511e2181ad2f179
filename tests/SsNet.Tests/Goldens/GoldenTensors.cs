using SsNet.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Goldens;

/// <summary>Golden numbers as tensors on <see cref="GoldenDevice"/>, and their comparison with ours.</summary>
internal static class GoldenTensors
{
    public static Tensor Tensor(this GoldenFile file, string path, ScalarType dtype = ScalarType.Float64) =>
        tensor(file.Numbers(path), [.. file.Shape(path).Select(n => (long)n)], dtype, GoldenDevice.Device);

    /// <summary>Asserts max|difference| ≤ tolerance · max|recorded value|.</summary>
    /// <param name="file">Where the number was recorded.</param>
    /// <param name="path">Its path.</param>
    /// <param name="actual">Ours, of the same shape.</param>
    /// <param name="tolerance">Relative to the largest recorded value.</param>
    /// <param name="scale">What the tolerance is relative to at least, where the recorded values may be rounding noise.</param>
    public static void AssertNear(this GoldenFile file, string path, Tensor actual, double tolerance, double scale = 0)
    {
        using var scope = NewDisposeScope();
        var expected = file.Tensor(path);
        Assert.Equal(expected.shape, actual.shape);
        if (expected.numel() == 0) return;
        double largest = Math.Max(scale, expected.abs().max().ToDouble());
        double difference = (actual.detach().to(ScalarType.Float64, expected.device) - expected).abs().max().ToDouble();
        Assert.True(difference <= tolerance * largest, $"{path}: off by {difference:g3} where the largest value is {largest:g3}, tolerance {tolerance:g3}.");
    }

    /// <summary>Asserts |difference| ≤ tolerance · |recorded value|, or tolerance · scale where that is more.</summary>
    public static void AssertNear(this GoldenFile file, string path, double actual, double tolerance, double scale = 0) =>
        file.AssertNear(path, tensor(actual), tolerance, scale);

    /// <summary>Asserts that the running statistics under a group, a subgroup per layer, are those of a network; counters exactly.</summary>
    public static void AssertStatistics(this GoldenFile file, string group, IReadOnlyDictionary<string, Tensor> state, double tolerance, double scale = 0)
    {
        foreach (string layer in file.Names(group)) file.AssertStatistics($"{group}/{layer}", layer, state, tolerance, scale);
    }

    /// <summary>Asserts that the running statistics in a group are those of a layer; the counter exactly.</summary>
    public static void AssertStatistics(
        this GoldenFile file, string group, string layer, IReadOnlyDictionary<string, Tensor> state, double tolerance, double scale = 0)
    {
        foreach (string buffer in file.Names(group))
        {
            file.AssertNear($"{group}/{buffer}", state[$"{layer}.{buffer}"], buffer == "num_batches_tracked" ? 0 : tolerance, scale);
        }
    }
}
