using SsNet.Data;
using SsNet.Losses;
using SsNet.Methods;
using SsNet.Networks;
using SsNet.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Methods;

public class SassNetTests
{
    private static readonly SassNetOptions Options = new() { Consistency = new ConsistencyWeight { RampLength = 0 }, DiscriminatorLearningRate = 1e-2 };

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_network_and_the_discriminator_learn_in_turns(int axes)
    {
        using var scope = NewDisposeScope();
        using var discriminator = Discriminator(axes);
        using var method = new SassNet(Network(axes), discriminator, Options, seed: 1);
        using var batch = SmallMethods.Batch(axes, seed: 1);
        var objective = new Objective();
        method.Step(batch, iteration: 1, objective);
        objective.Backward();
        Assert.All(discriminator.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.All(method.Network.named_parameters(), entry => Assert.True(entry.parameter.grad is not null, entry.name));

        foreach (var parameter in method.Network.parameters()) parameter.grad = null;
        var network = Copy(method.Network);
        var judge = Copy(discriminator);
        double total = objective.Total;
        method.AfterUpdate(batch, iteration: 1, objective);
        Assert.All(method.Network.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.All(StateDict.Of(method.Network), entry => Assert.True(entry.Value.equal(network[entry.Key]).all().ToBoolean(), entry.Key));
        Assert.All(StateDict.Of(discriminator), entry => Assert.False(entry.Value.equal(judge[entry.Key]).all().ToBoolean(), entry.Key));
        Assert.Equal(["seg", "level_set", "adversarial", "discriminator"], objective.Terms.Select(term => term.Name));
        Assert.Equal(total, objective.Total);
    }

    [Fact]
    public void The_adversarial_loss_reaches_the_network_through_its_level_sets_alone()
    {
        using var scope = NewDisposeScope();
        var none = new SassNetOptions { Supervision = new(), LevelSetWeight = 0, Consistency = Options.Consistency };
        Tensor Gradient(SassNetOptions options, string part)
        {
            using var method = new SassNet(Network(2), Discriminator(2), options, seed: 1);
            var objective = new Objective();
            method.Step(SmallMethods.Batch(2, seed: 1), iteration: 1, objective);
            objective.Backward();
            return method.Network.named_parameters().Single(entry => entry.name == part).parameter.grad!.clone();
        }

        const string LevelSets = "decoder.level_set_conv.weight", Classifier = "decoder.out_conv.weight";
        var without = none with { Consistency = new ConsistencyWeight { Maximum = 0 } };
        Assert.True(Gradient(without, LevelSets).eq(0).all().ToBoolean());
        Assert.False(Gradient(none, LevelSets).eq(0).all().ToBoolean());
        Assert.True(Gradient(without, Classifier).equal(Gradient(none, Classifier)).all().ToBoolean());
    }

    /// <summary>Labelled samples are class 1 for the discriminator, and class 1 is what the network wants its unlabelled ones to be.</summary>
    [Fact]
    public void The_discriminator_learns_which_samples_are_labelled_and_the_network_to_deceive_it()
    {
        using var scope = NewDisposeScope();
        using var discriminator = Discriminator(2);
        using var method = new SassNet(Network(2), discriminator, Options, seed: 1);
        var batch = SmallMethods.Batch(2, seed: 1);
        // Bright images without label, dark ones with: easily told apart.
        var images = cat([batch.Labelled(batch.Images) * 0.1, batch.Unlabelled(batch.Images) + 2]);
        using var told = new Batch(images, batch.Labels, batch.CaseIds, batch.SignedDistances);
        double Adversarial()
        {
            var objective = new Objective();
            method.Step(told, iteration: 1, objective);
            return objective.Terms.Single(term => term.Name == "adversarial").Value;
        }

        double before = Adversarial();
        for (int i = 1; i <= 40; i++) method.AfterUpdate(told, i, new Objective());
        method.Network.eval();
        discriminator.eval();
        var judged = discriminator.forward(method.Network.forward(images).LevelSets!, images).argmax(1);
        Assert.Equal([1L, 1, 0, 0], judged.data<long>());
        Assert.True(Adversarial() > before + 0.5, $"{before} … {Adversarial()}");
    }

    [Fact]
    public void A_network_without_level_sets_is_refused()
    {
        using UNet network = SmallTraining.SliceNetwork();
        using var discriminator = Discriminator(2);
        Assert.Throws<ArgumentException>(() => new SassNet(network, discriminator, Options, seed: 1));
    }

    private static SegmentationNetwork Network(int axes)
    {
        var options = NetworkOptions(axes);
        SegmentationNetwork network = axes == 2 ? new UNet(options) : new VNet(options);
        network.Initialise(1);
        return network;
    }

    private static Discriminator Discriminator(int axes)
    {
        var discriminator = new Discriminator(NetworkOptions(axes), SmallMethods.Patch(axes));
        discriminator.Initialise(1);
        return discriminator;
    }

    private static NetworkOptions NetworkOptions(int axes) =>
        new() { Dimension = axes, Classes = axes == 2 ? 4 : 2, BaseWidth = 2, LevelSets = axes == 2 ? 4 : 1 };

    private static Dictionary<string, Tensor> Copy(nn.Module module) => StateDict.Of(module).ToDictionary(entry => entry.Key, entry => entry.Value.clone());
}
