using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Tests.Networks;

public class PerceptronTests
{
    private const int Rows = 500, Width = 6;

    [Theory]
    [InlineData(ScalarType.Float64, 1e-10)]
    [InlineData(ScalarType.Float32, 1e-3)]
    public void Wanted_rows_are_those_of_calling_one_perceptron_after_the_other(ScalarType dtype, double tolerance)
    {
        using var scope = NewDisposeScope();
        // Features as of a network: not negative, many of them 0, some channels far from it.
        var features = (Noise(Rows, Width) * linspace(0.1, 3, Width, float64) + linspace(-1, 4, Width, float64)).clamp_min(0).to(dtype);
        var places = arange(Rows).remainder(7).eq(3).nonzero().squeeze(1);
        var target = Noise(places.shape[0], 5).to(dtype);
        var (first, next) = Pair(dtype);
        var (plainFirst, plainNext) = Pair(dtype);
        CopyTo(plainFirst, first);
        CopyTo(plainNext, next);

        var plainInput = features.detach().clone().requires_grad_();
        var plain = plainNext.call(plainFirst.call(plainInput)).index_select(0, places);
        (plain * target).sum().backward();
        var input = features.detach().clone().requires_grad_();
        var folded = first.Then(next, input, places);
        (folded * target).sum().backward();

        AssertClose(plain, folded, "rows");
        AssertClose(plainInput.grad!, input.grad!, "gradient of the features");
        foreach (var (plainModule, module) in new[] { (plainFirst, first), (plainNext, next) })
        {
            foreach (var (expected, actual) in plainModule.named_parameters().Zip(module.named_parameters()))
            {
                // The bias before a normalisation has no influence; weight decay acts on it if it has a gradient at all.
                Assert.NotNull(actual.parameter.grad);
                AssertClose(expected.parameter.grad!, actual.parameter.grad!, expected.name);
            }

            foreach (var (expected, actual) in plainModule.named_buffers().Zip(module.named_buffers())) AssertClose(expected.buffer, actual.buffer, expected.name);
        }

        void AssertClose(Tensor expected, Tensor actual, string what)
        {
            double scale = Math.Max(expected.detach().to(float64).abs().max().item<double>(), 1);
            Assert.True((expected.detach().to(float64) - actual.detach().to(float64)).abs().max().item<double>() <= tolerance * scale, what);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(300)]
    public void Of_rows_without_gradient_its_output_and_gradients_are_those_of_calling_it(int count)
    {
        using var scope = NewDisposeScope();
        // Rows far from 0 that differ little: what a variance from squares would lose in float32.
        var rows = (Noise(count, Width) * 0.01 + 5).to(float32);
        var (plain, _) = Pair(ScalarType.Float64);
        var (folded, _) = Pair(ScalarType.Float32);
        using (no_grad())
        {
            foreach (var (from, to) in plain.named_parameters().Zip(folded.named_parameters())) to.parameter.copy_(from.parameter);
        }

        var expected = plain.call(rows.to(float64));
        expected.square().sum().backward();
        var actual = folded.OfConstants(rows);
        actual.square().sum().backward();
        Assert.True(actual.to(float64).allclose(expected, 1e-2, 1e-2));
        foreach (var (one, other) in plain.named_parameters().Zip(folded.named_parameters())) Assert.True(other.parameter.grad!.to(float64).allclose(one.parameter.grad!, 0.05, 0.05), one.name);
        foreach (var (one, other) in plain.named_buffers().Zip(folded.named_buffers())) Assert.True(other.buffer.to(float64).allclose(one.buffer.to(float64), 1e-3, 1e-3), one.name);
    }

    [Fact]
    public void Statistics_that_are_frozen_stay_as_they_are()
    {
        using var scope = NewDisposeScope();
        using var network = new VNet(new NetworkOptions { BaseWidth = 4, SeparationHeads = true });
        network.Initialise(1);
        network.train();
        double Sum() => network.Heads!.Projection.named_buffers().Sum(entry => entry.buffer.to(float64).sum().item<double>());
        double before = Sum();
        using (network.FreezeStatistics()) network.Heads!.Project(Noise(50, 4).to(float32), arange(5));
        Assert.Equal(before, Sum());
        network.Heads.Project(Noise(50, 4).to(float32), arange(5));
        Assert.NotEqual(before, Sum());
    }

    [Fact]
    public void Statistics_of_a_linear_map_follow_from_those_of_its_input()
    {
        using var scope = NewDisposeScope();
        var rows = Noise(200, 4) + 2;
        var weight = Noise(3, 4);
        var bias = Noise(3);
        var mapped = nn.functional.linear(rows, weight, bias);
        foreach (var statistics in new[] { RowStatistics.Of(rows), RowStatistics.OfRowsThatEndInOne(cat([rows, ones(200, 1, float64)], 1)) })
        {
            var (mean, variance) = statistics.OfLinear(weight, bias);
            Assert.True(mean.allclose(mapped.mean([0L]), 1e-10, 1e-12));
            Assert.True(variance.allclose((mapped - mapped.mean([0L])).square().mean([0L]), 1e-10, 1e-12));
        }
    }

    private static Tensor Noise(params long[] shape)
    {
        using var generator = new Generator(5);
        return randn(shape, float64, generator: generator);
    }

    private static (Perceptron First, Perceptron Next) Pair(ScalarType dtype)
    {
        // libtorch draws first weights from a state that all tests share: these are the same whatever runs beside.
        using var generator = new Generator(11);
        Perceptron Of(int inputs, int outputs)
        {
            var perceptron = new Perceptron(inputs, 8, outputs, nn.ReLU(inplace: true), CPU, dtype);
            using var _ = no_grad();
            foreach (var (name, parameter) in perceptron.named_parameters())
            {
                // The scale of a normalisation stays 1.
                if (parameter.dim() == 2 || name.EndsWith("bias", StringComparison.Ordinal)) parameter.copy_(randn(parameter.shape, float64, generator: generator) / Math.Sqrt(parameter.shape[^1]));
            }

            return perceptron;
        }

        return (Of(Width, 7), Of(7, 5));
    }

    private static void CopyTo(Perceptron source, Perceptron target)
    {
        using var _ = no_grad();
        foreach (var (from, to) in source.named_parameters().Zip(target.named_parameters())) to.parameter.copy_(from.parameter);
    }
}
