using SsNet.Data;
using SsNet.Losses;
using SsNet.Methods;
using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Tests.Methods;

/// <summary>The terms of DTC, URPC and MC-Net are those of their formulas, over the samples that they belong to.</summary>
public class MethodTermsTests
{
    private const long Iteration = 1;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void DTC_asks_all_samples_for_consistency_labelled_ones_too(int axes)
    {
        using var scope = NewDisposeScope();
        using var method = SmallMethods.Create("dtc", axes);
        var batch = SmallMethods.Batch(axes, seed: 1);
        var (terms, output) = Step(method, batch);
        var probabilities = nn.functional.softmax(output.Logits, 1);
        if (axes == 3) probabilities = probabilities.narrow(1, 1, 1);
        var mask = (-1500 * output.LevelSets!).sigmoid();
        Assert.Equal(["seg", "level_set", "consistency"], terms.Keys);
        AssertTerm(terms["level_set"], (batch.Labelled(output.LevelSets!) - batch.SignedDistances!).square().mean(), 0.3);
        AssertTerm(terms["consistency"], (mask - probabilities).square().mean(), 0.1);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void URPC_supervises_every_scale_and_asks_the_unlabelled_samples_for_consistency(int axes)
    {
        using var scope = NewDisposeScope();
        using var method = SmallMethods.Create("urpc", axes);
        var batch = SmallMethods.Batch(axes, seed: 1);
        var (terms, output) = Step(method, batch);
        Assert.Equal(["seg", "ce", "seg_2", "ce_2", "seg_3", "ce_3", "seg_4", "ce_4", "consistency"], terms.Keys);
        for (int s = 0; s < 4; s++)
        {
            string suffix = s == 0 ? "" : $"_{s + 1}";
            var labelled = batch.Labelled(output.AllLogits[s]);
            AssertTerm(terms[$"seg{suffix}"], DiceLoss.Supervised(DiceForm.SquaredSmooth, nn.functional.softmax(labelled, 1), batch.Labels), 1 / 8.0);
            AssertTerm(terms[$"ce{suffix}"], nn.functional.cross_entropy(labelled, batch.Labels), 1 / 8.0);
        }

        AssertTerm(terms["consistency"], PyramidConsistency.Loss([.. output.AllLogits.Select(batch.Unlabelled)]), 1);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void MC_Net_supervises_every_decoder_and_asks_all_samples_for_consistency(int axes, int decoders)
    {
        using var scope = NewDisposeScope();
        using var method = SmallMethods.Create("mc-net", axes);
        var batch = SmallMethods.Batch(axes, seed: 1);
        var (terms, output) = Step(method, batch);
        Assert.Equal([.. new[] { "seg", "seg_2", "seg_3" }.Take(decoders), "consistency"], terms.Keys);
        Tensor[] probabilities = [.. output.AllLogits.Select(logits => nn.functional.softmax(logits, 1))];
        var form = axes == 2 ? DiceForm.SquaredHalf : DiceForm.Linear;
        for (int i = 0; i < decoders; i++) AssertTerm(terms[i == 0 ? "seg" : $"seg_{i + 1}"], DiceLoss.Supervised(form, batch.Labelled(probabilities[i]), batch.Labels), 0.5);
        AssertTerm(terms["consistency"], MutualConsistency.Loss(probabilities, 0.1), 0.1);
    }

    /// <summary>The weight on the ramp counts the iteration under way for MC-Net, and only those before it for the others.</summary>
    [Theory]
    [InlineData("ua-mt", false)]
    [InlineData("sassnet", false)]
    [InlineData("dtc", false)]
    [InlineData("urpc", false)]
    [InlineData("mc-net", true)]
    public void The_defaults_count_iterations_as_published_code_does(string name, bool countsCurrent)
    {
        var weight = name switch
        {
            "ua-mt" => new UaMtOptions().Consistency,
            "sassnet" => new SassNetOptions().Consistency,
            "dtc" => new DtcOptions().Consistency,
            "urpc" => new UrpcOptions().Consistency,
            _ => new McNetOptions().Consistency,
        };
        Assert.Equal(countsCurrent, weight.At(150) > weight.At(149));
        Assert.Equal(!countsCurrent, weight.At(151) > weight.At(150));
    }

    [Theory]
    [InlineData("dtc")]
    [InlineData("urpc")]
    [InlineData("mc-net")]
    public void A_network_without_what_a_method_needs_is_refused(string name)
    {
        using UNet network = SmallTraining.SliceNetwork();
        Assert.Throws<ArgumentException>(() => _ = name switch
        {
            "dtc" => new Dtc(network, new DtcOptions(), seed: 1),
            "urpc" => (Method)new Urpc(network, new UrpcOptions(), seed: 1),
            _ => new McNet(network, new McNetOptions(), seed: 1),
        });
    }

    /// <summary>The terms of a step, and the output that they were made from: a pass of training is a function of seed and iteration.</summary>
    private static (Dictionary<string, LossTerm> Terms, NetworkOutput Output) Step(Method method, Batch batch)
    {
        var objective = new Objective();
        method.Step(batch, Iteration, objective);
        method.Network.BeginStep(1, Iteration);
        return (objective.Terms.ToDictionary(term => term.Name), method.Network.forward(batch.Images));
    }

    private static void AssertTerm(LossTerm actual, Tensor expected, double weight)
    {
        Assert.Equal(expected.item<float>(), actual.Value, 1e-6);
        Assert.Equal(weight, actual.Weight, 1e-12);
    }
}
