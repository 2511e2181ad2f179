using SsNet.Randomness;
using SsNet.Tests.Devices;
using static TorchSharp.torch;

namespace SsNet.Tests.Randomness;

public sealed class RandomTensorsTests : IDisposable
{
    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Numbers_are_a_function_of_the_seed_alone()
    {
        using var random = new RandomTensors(3);
        float[] first = Draw(random, CPU, 5);
        Assert.NotEqual(first, Draw(random, CPU, 5));
        using var other = new RandomTensors(8);
        Assert.NotEqual(first, Draw(other, CPU, 5));
        manual_seed(77);
        random.Restart(3);
        Assert.Equal(first, Draw(random, CPU, 5));
    }

    /// <summary>What a seed means does not change.</summary>
    [Fact]
    public void On_the_processor_they_are_those_of_a_generator_of_libtorch()
    {
        using var random = new RandomTensors(3);
        using var generator = new Generator(3, CPU);
        var expected = rand([50], float32, CPU, generator: generator).add(randn([50], float32, CPU, generator: generator));
        var actual = random.Uniform(empty([50]), 0, 1).add(random.Normal(empty([50]), 0, 1));
        Assert.True(expected.Equals(actual));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(2 * RandomTensors.MostDrawnByProcessor)]
    public void On_a_card_they_are_so_too(int count)
    {
        var device = Cards.Require();
        using var random = new RandomTensors(3);
        float[] first = Draw(random, device, count), second = Draw(random, device, count);
        Assert.NotEqual(first, second);
        cuda.manual_seed(77);
        random.Restart(3);
        Assert.Equal(first, Draw(random, device, count));
        Assert.Equal(second, Draw(random, device, count));
        random.Restart(3);
        Assert.Equal(count <= RandomTensors.MostDrawnByProcessor, first.SequenceEqual(Draw(random, CPU, count)));
    }

    private static float[] Draw(RandomTensors random, Device device, int count)
    {
        var values = empty([count], float32, device);
        float[] uniform = [.. random.Uniform(values, 2, 4).cpu().data<float>()];
        Assert.All(uniform, value => Assert.InRange(value, 2, 4));
        float[] normal = [.. random.Normal(values, 10, 0.1).cpu().data<float>()];
        Assert.InRange(normal.Average(), 9.5, 10.5);
        float[] bernoulli = [.. random.Bernoulli(values, 0.5).cpu().data<float>()];
        Assert.All(bernoulli, value => Assert.True(value is 0 or 1));
        return [.. uniform, .. normal, .. bernoulli];
    }
}
