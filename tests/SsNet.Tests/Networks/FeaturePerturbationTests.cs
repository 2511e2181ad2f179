using SsNet.Networks;
using SsNet.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Networks;

public class FeaturePerturbationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Evaluation_leaves_features_as_they_are_and_so_does_a_network_without_dropout(int level)
    {
        using var scope = NewDisposeScope();
        var features = Features();
        Assert.False(Perturb(features, level).equal(features).all().ToBoolean());
        Assert.True(Perturb(features, level, trains: false).equal(features).all().ToBoolean());
        Assert.True(Perturb(features, level, dropout: false).equal(features).all().ToBoolean());
    }

    [Fact]
    public void The_second_finest_level_is_scaled_by_noise_that_all_samples_share()
    {
        using var scope = NewDisposeScope();
        var features = Features();
        var factors = Perturb(features, level: 1) / features;
        Assert.True((factors[0] - factors[1]).abs().max().item<float>() < 1e-5);
        Assert.InRange(factors.min().item<float>(), 0.699f, 0.75f);
        Assert.InRange(factors.max().item<float>(), 1.25f, 1.301f);
    }

    [Fact]
    public void The_third_level_loses_the_places_that_are_strongest_over_its_channels()
    {
        using var scope = NewDisposeScope();
        var features = Features();
        var perturbed = Perturb(features, level: 2);
        var attention = features.mean([1]);
        for (int sample = 0; sample < 2; sample++)
        {
            double largest = attention[sample].max().item<float>();
            Tensor isLost = perturbed[sample].eq(0).all(0), strengths = attention[sample] / largest;
            Assert.True(perturbed[sample].eq(features[sample]).all(0).logical_or(isLost).all().ToBoolean());
            // The threshold lies anywhere between 0.7 and 0.9 of the sample's strongest place.
            Assert.True(isLost.logical_or(strengths.lt(0.9)).all().ToBoolean());
            Assert.False(isLost.logical_and(strengths.lt(0.7)).any().ToBoolean());
        }
    }

    [Fact]
    public void The_coarsest_level_loses_half_of_its_elements_and_doubles_the_rest()
    {
        using var scope = NewDisposeScope();
        var features = Features();
        var factors = Perturb(features, level: 3) / features;
        Assert.True(factors.eq(0).logical_or(factors.eq(2)).all().ToBoolean());
        Assert.InRange(factors.mean().item<float>(), 0.9f, 1.1f);
        // Single elements, not whole channels.
        Assert.True(factors.flatten(2).amax([2]).eq(2).all().ToBoolean());
    }

    private static Tensor Perturb(Tensor features, int level, bool trains = true, bool dropout = true)
    {
        using var random = new RandomTensors(5);
        using var perturbation = new FeaturePerturbation(new Layers(new NetworkOptions { Dimension = 2, Dropout = dropout }, CPU, ScalarType.Float32, random));
        perturbation.train(trains);
        return perturbation.forward(features, level);
    }

    /// <summary>Two samples of 8 channels, 20×20; above 0.</summary>
    private static Tensor Features()
    {
        using var generator = new Generator(1, CPU);
        return rand([2, 8, 20, 20], ScalarType.Float32, CPU, generator: generator) + 0.1;
    }
}
