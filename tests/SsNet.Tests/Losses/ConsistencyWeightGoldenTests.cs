using SsNet.Losses;
using SsNet.Testing;

namespace SsNet.Tests.Losses;

[Trait("Category", "Golden")]
public sealed class ConsistencyWeightGoldenTests : IDisposable
{
    private const double Tolerance = 1e-14;

    private readonly GoldenFile file = GoldenFile.Open("train3d.h5");

    public void Dispose() => file.Dispose();

    [Fact]
    public void The_ramp_is_that_of_the_original()
    {
        double[] current = file.Numbers("ramps/current");
        double[] length = file.Numbers("ramps/length");
        Assert.All(file.Numbers("ramps/value"), (value, i) => Assert.Equal(value, ConsistencyWeight.Ramp(current[i], length[i]), Tolerance));
    }

    [Fact]
    public void In_3D_every_update_uses_the_weight_of_the_original() => AssertWeights("consistency_weight_3d", new ConsistencyWeight());

    [Fact]
    public void In_2D_every_update_uses_the_weight_of_the_original() =>
        AssertWeights("consistency_weight_2d", new ConsistencyWeight { Maximum = 0.1, RampLength = 200, CountsCurrentIteration = false });

    private void AssertWeights(string name, ConsistencyWeight weight)
    {
        double[] updates = file.Numbers("schedule/update_n");
        Assert.All(file.Numbers($"schedule/{name}"), (value, i) => Assert.Equal(value, weight.At((long)updates[i]), Tolerance));
    }
}
