using SsNet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Networks;

public class DiscriminatorTests
{
    [Theory]
    [InlineData(10, 32, 32)]
    [InlineData(1, 32, 32)]
    [InlineData(16, 16, 16)]
    [InlineData(5, 18, 40)]
    [InlineData(24, 24)]
    [InlineData(33, 17)]
    [InlineData(112, 120)]
    public void Any_size_gives_two_scores_per_sample_and_every_weight_takes_part(params int[] patch)
    {
        using var scope = NewDisposeScope();
        using var discriminator = Discriminator(patch);
        var (maps, images) = Samples(patch);
        var scores = discriminator.forward(maps, images);
        Assert.Equal([3, 2], scores.shape);
        scores.square().sum().backward();
        Assert.All(discriminator.named_parameters(), entry => Assert.True(entry.parameter.grad is { } gradient && gradient.isfinite().all().ToBoolean(), entry.name));
    }

    /// <summary>Map and image both count, as does their sum's sign: volumes activate it, slices do not.</summary>
    [Theory]
    [InlineData(16, 16, 16)]
    [InlineData(32, 32)]
    public void Both_the_map_and_the_image_count(params int[] patch)
    {
        using var scope = NewDisposeScope();
        using var discriminator = Discriminator(patch);
        discriminator.eval();
        var (maps, images) = Samples(patch);
        var scores = discriminator.forward(maps, images);
        Assert.False(discriminator.forward(-maps, images).allclose(scores));
        Assert.False(discriminator.forward(maps, 1 - images).allclose(scores));
    }

    [Fact]
    public void Dropout_acts_in_training_alone_and_is_a_function_of_seed_and_iteration()
    {
        using var scope = NewDisposeScope();
        using var discriminator = Discriminator([32, 32]);
        var (maps, images) = Samples([32, 32]);
        Tensor Pass(long iteration)
        {
            discriminator.BeginStep(7, iteration);
            return discriminator.forward(maps, images);
        }

        Assert.True(Pass(3).equal(Pass(3)).all().ToBoolean());
        Assert.False(Pass(3).equal(Pass(4)).all().ToBoolean());
        discriminator.eval();
        Assert.True(Pass(3).equal(Pass(4)).all().ToBoolean());
    }

    [Fact]
    public void The_same_seed_draws_the_same_weights()
    {
        using var scope = NewDisposeScope();
        Tensor Draw(long seed) => cat([.. Discriminator([16, 16], seed).parameters().Select(parameter => parameter.flatten())]);
        Assert.True(Draw(1).equal(Draw(1)).all().ToBoolean());
        Assert.False(Draw(1).equal(Draw(2)).all().ToBoolean());
    }

    private static Discriminator Discriminator(int[] patch, long seed = 1)
    {
        var discriminator = new Discriminator(new NetworkOptions { Dimension = patch.Length, BaseWidth = 2, LevelSets = 2 }, patch);
        discriminator.Initialise(seed);
        discriminator.train();
        return discriminator;
    }

    private static (Tensor Maps, Tensor Images) Samples(int[] patch)
    {
        using var generator = new Generator(1, CPU);
        long[] size = [.. patch.Select(n => (long)n)];
        return (rand([3, 2, .. size], ScalarType.Float32, CPU, generator: generator) - 0.5, rand([3, 1, .. size], ScalarType.Float32, CPU, generator: generator));
    }
}
