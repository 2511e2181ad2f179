using SsNet.Data;
using SsNet.Experiments.Recipes;
using SsNet.Imaging;
using SsNet.Imaging.Morphology;
using SsNet.Methods;
using SsNet.Networks;
using SsNet.Training;
using SsNet.Weights;
using TorchSharp;

namespace SsNet.Experiments.Tests.Recipes;

public class MethodFactoryTests
{
    public static TheoryData<string> Names => [.. RecipeFile.Names];

    /// <summary>The recipe's own method, shrunk: a patch of the smallest size and a network of the smallest width.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_shipped_recipe_takes_a_step(string name)
    {
        using var scope = torch.NewDisposeScope();
        var recipe = RecipeFile.Load(name);
        (recipe.BaseWidth, recipe.LabelledPerBatch) = (1, 2);
        recipe.UnlabelledPerBatch = recipe.UnlabelledPerBatch > 0 ? 2 : 0;
        recipe.Patch = recipe.Patch.Length == 2 ? [16, 32] : [16, 16, 32];
        using var method = MethodFactory.Create(recipe, torch.CPU);
        using var optimiser = new StochasticGradientDescent(method.Network, recipe.Momentum, recipe.WeightDecay);
        var objective = new Objective();
        var batch = Batch(recipe);
        method.Step(batch, 1, objective);
        objective.Backward();
        optimiser.Step(recipe.LearningRate);
        method.AfterUpdate(batch, 1, objective);
        Assert.All(objective.Terms, term => Assert.True(double.IsFinite(term.Value), term.Name));
        Assert.Contains(objective.Terms, term => term.Name == "seg");
        Assert.Equal(recipe.CrossEntropy, objective.Terms.Any(term => term.Name == "ce"));

        // What predicts in the end is a part of what was trained.
        using var plain = MethodFactory.Network(recipe, recipe.ToNetworkOptions(), torch.CPU);
        var trained = method.Network.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.shape);
        Assert.All(plain.named_parameters(), entry => Assert.Equal(entry.parameter.shape, trained[entry.name]));
    }

    [Theory]
    [InlineData(MethodName.Urpc, Architecture.VNet, "URPC", "u-net or pyramid-u-net")]
    [InlineData(MethodName.McNet, Architecture.PyramidUNet, "MC-Net", "v-net or u-net")]
    [InlineData(MethodName.Dtc, Architecture.PyramidUNet, "DTC", "v-net or u-net")]
    [InlineData(MethodName.SassNet, Architecture.PyramidUNet, "SASSNet", "v-net or u-net")]
    public void A_network_that_cannot_have_what_the_method_adds_is_refused(MethodName method, Architecture architecture, string name, string choices)
    {
        var recipe = new Recipe { Method = method, Architecture = architecture, BaseWidth = 1 };
        var error = Assert.Throws<ReportedException>(() => MethodFactory.Create(recipe, torch.CPU));
        Assert.Equal($"architecture: {name} needs another network than this; choose {choices}.", error.Message);
    }

    [Fact]
    public void Three_decoders_are_MC_Net_plus()
    {
        var recipe = new Recipe { Method = MethodName.McNet, Decoders = 3, BaseWidth = 1, Patch = [16, 16, 16] };
        Assert.Equal("MC-Net+", recipe.MethodText);
        using var method = MethodFactory.Create(recipe, torch.CPU);
        Assert.Equal(("mc-net", 3), (method.Name, method.Network.Options.Decoders));
    }

    [Theory]
    [InlineData(MethodName.SsNet, Architecture.VNet, 3)]
    [InlineData(MethodName.SsNet, Architecture.UNet, 2)]
    [InlineData(MethodName.Supervised, Architecture.VNet, 3)]
    [InlineData(MethodName.UaMt, Architecture.VNet, 3)]
    [InlineData(MethodName.UaMt, Architecture.UNet, 2)]
    [InlineData(MethodName.SassNet, Architecture.VNet, 3)]
    [InlineData(MethodName.SassNet, Architecture.UNet, 2)]
    [InlineData(MethodName.Dtc, Architecture.VNet, 3)]
    [InlineData(MethodName.Dtc, Architecture.UNet, 2)]
    [InlineData(MethodName.Urpc, Architecture.PyramidUNet, 3)]
    [InlineData(MethodName.Urpc, Architecture.UNet, 2)]
    [InlineData(MethodName.McNet, Architecture.VNet, 3)]
    [InlineData(MethodName.McNet, Architecture.UNet, 2)]
    public void Every_method_takes_steps_in_bfloat16_with_the_channels_last(MethodName method, Architecture architecture, int axes)
    {
        Assert.SkipUnless(Autocast.IsAvailable, "This libtorch exports no autocast.");
        using var scope = torch.NewDisposeScope();
        var recipe = new Recipe { Method = method, Architecture = architecture, BaseWidth = 2, Patch = axes == 2 ? [32, 32] : [48, 16, 16], RampUpLength = 0, Decoders = 3 };
        foreach (var (key, value) in (ReadOnlySpan<(string, string)>)[("memory-layout", "channels-last"), ("precision", "bfloat16")])
        {
            RecipeKeys.All.Single(known => known.Name == key).SetFromCommandLine(recipe, value);
        }

        using var trained = MethodFactory.Create(recipe, torch.CPU);
        using var plain = MethodFactory.Create(new Recipe { Method = method, Architecture = architecture, BaseWidth = 2, Patch = recipe.Patch, Decoders = 3 }, torch.CPU);
        AssertSame(StateDict.Of(plain.Network), StateDict.Of(trained.Network));
        AssertSame(plain.State, trained.State);
        Assert.Equal(NetworkPrecision.BFloat16, trained.Network.Precision);
        using var optimiser = new StochasticGradientDescent(trained.Network, recipe.Momentum, recipe.WeightDecay);
        var batch = Batch(recipe);
        for (int iteration = 1; iteration <= 2; iteration++)
        {
            var objective = new Objective();
            optimiser.ClearGradients();
            trained.Step(batch, iteration, objective);
            objective.Backward();
            foreach (var (name, parameter) in trained.Network.named_parameters())
            {
                if (parameter.grad is not { } gradient) continue;
                Assert.Equal(torch.float32, gradient.dtype);
                Assert.True(gradient.isfinite().all().ToBoolean(), name);
            }

            optimiser.Step(recipe.LearningRate);
            trained.AfterUpdate(batch, iteration, objective);
            Assert.All(objective.Terms, term => Assert.True(double.IsFinite(term.Value), term.Name));
        }

        Assert.All(optimiser.Velocities.Values, velocity => Assert.Equal(torch.float32, velocity.dtype));
        // The order in memory is the teacher's and the velocities' too.
        var kernels = StateDict.Of(trained.Network).Concat(trained.State.Where(entry => entry.Key.StartsWith("teacher.", StringComparison.Ordinal))).Concat(optimiser.Velocities)
            .Where(entry => entry.Value.dim() == axes + 2 && entry.Value.shape[1] > 1 && entry.Value.shape[2] > 1);
        Assert.All(kernels, entry => Assert.Equal(1, entry.Value.stride(1)));
        Assert.Contains(kernels, entry => entry.Key.StartsWith("encoder.", StringComparison.Ordinal));
        Assert.Equal(method == MethodName.UaMt, kernels.Any(entry => entry.Key.StartsWith("teacher.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    public void A_patch_whose_gradients_bfloat16_gets_wrong_is_refused(int firstAxis)
    {
        var recipe = new Recipe { Patch = [firstAxis, 48, 48], BaseWidth = 1, Precision = NetworkPrecision.BFloat16 };
        string message = Assert.Throws<ReportedException>(() => MethodFactory.Check(recipe)).Message;
        Assert.StartsWith($"precision: a patch of {firstAxis} voxels along the first axis has 2 at a coarser level", message, StringComparison.Ordinal);
        recipe.Patch = [48, firstAxis, firstAxis];
        MethodFactory.Check(recipe);
    }

    private static void AssertSame(IEnumerable<KeyValuePair<string, torch.Tensor>> expected, IEnumerable<KeyValuePair<string, torch.Tensor>> actual)
    {
        var others = actual.ToDictionary();
        Assert.All(expected, entry => Assert.True(entry.Value.equal(others[entry.Key]).all().ToBoolean(), entry.Key));
    }

    private static Batch Batch(Recipe recipe)
    {
        int voxels = recipe.Patch.Aggregate((product, n) => product * n);
        Sample Sample(int index)
        {
            float[] image = [.. Enumerable.Range(0, voxels).Select(i => (float)Math.Sin(0.1 * (index + 1) * i))];
            byte[] label = [.. image.Select(value => (byte)((value + 1) / 2.001 * recipe.Classes))];
            int[] size = [.. recipe.Patch];
            return new Sample($"{index}", size, [image], label, SignedDistance.PerClass(label, size, recipe.Classes));
        }

        return Data.Batch.From([.. Enumerable.Range(0, recipe.LabelledPerBatch + recipe.UnlabelledPerBatch).Select(Sample)], recipe.LabelledPerBatch, torch.CPU);
    }
}
