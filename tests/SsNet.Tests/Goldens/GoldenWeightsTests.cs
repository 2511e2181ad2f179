namespace SsNet.Tests.Goldens;

public class GoldenWeightsTests
{
    [Theory]
    [InlineData(0, "encoder.block_one.conv.0.weight", new long[] { 16, 1, 3, 3, 3 }, 0.081478335f, 0.235293806f, -0.0515106246f)]
    [InlineData(1, "encoder.block_one.conv.0.bias", new long[] { 16 }, -0.0673731714f, -0.0508175977f, -0.0410927646f)]
    [InlineData(2, "encoder.block_one.conv.1.weight", new long[] { 16 }, 0.907161295f, 1.04766107f, 0.986650467f)]
    [InlineData(4, "encoder.block_one.conv.1.running_mean", new long[] { 16 }, 0.010694677f, 0.0197368301f, 0.0151368557f)]
    [InlineData(5, "encoder.block_one.conv.1.running_var", new long[] { 16 }, 1.1014328f, 1.12396753f, 1.02180398f)]
    [InlineData(112, "decoder.block_five_up.conv.0.weight", new long[] { 256, 128, 2, 2, 2 }, -0.058214698f, -0.0587135479f, -0.000960229721f)]
    [InlineData(212, "projection_head.3.weight", new long[] { 32, 32 }, 0.0181988198f, -0.0736930445f, -0.276299983f)]
    public void Weights_follow_the_formula(int place, string name, long[] shape, float first, float second, float last)
    {
        float[] values = GoldenWeights.Values(11, place, name, shape);
        Assert.Equal([first, second, last], [values[0], values[1], values[^1]]);
    }

    [Fact]
    public void Counters_start_at_zero() =>
        Assert.Equal([0f], GoldenWeights.Values(11, 6, "encoder.block_one.conv.1.num_batches_tracked", []));
}
