using SsNet.Data;
using SsNet.Experiments.Recipes;
using SsNet.Imaging;
using SsNet.Imaging.Morphology;
using SsNet.Methods;
using SsNet.Training;
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
