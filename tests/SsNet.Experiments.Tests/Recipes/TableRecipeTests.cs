using SsNet.Experiments.Recipes;
using SsNet.Losses;
using SsNet.Networks;

namespace SsNet.Experiments.Tests.Recipes;

/// <summary>The recipes of the rows of the paper's tables have the values of the methods' published code, or those chosen where none is public.</summary>
public class TableRecipeTests
{
    [Theory]
    // Left atrium: weight, length of the ramp, whether it counts the iteration under way, Dice, cross-entropy.
    [InlineData("la-4", MethodName.SsNet, 1, 40, true, DiceForm.Linear, false)]
    [InlineData("la-ua-mt-4", MethodName.UaMt, 0.1, 40, false, DiceForm.SquaredForeground, true)]
    [InlineData("la-sassnet-4", MethodName.SassNet, 0.015, 40, false, DiceForm.SquaredForeground, false)]
    [InlineData("la-dtc-4", MethodName.Dtc, 1, 40, false, DiceForm.SquaredForeground, false)]
    [InlineData("la-urpc-4", MethodName.Urpc, 0.1, 40, false, DiceForm.SquaredSmooth, true)]
    [InlineData("la-mc-net-4", MethodName.McNet, 1, 40, true, DiceForm.Linear, false)]
    // ACDC.
    [InlineData("acdc-3", MethodName.SsNet, 0.1, 200, false, DiceForm.Squared, false)]
    [InlineData("acdc-ua-mt-3", MethodName.UaMt, 0.1, 200, false, DiceForm.SquaredSmooth, true)]
    [InlineData("acdc-sassnet-3", MethodName.SassNet, 0.01, 200, false, DiceForm.SquaredSmooth, false)]
    [InlineData("acdc-dtc-3", MethodName.Dtc, 0.1, 200, false, DiceForm.SquaredSmooth, false)]
    [InlineData("acdc-urpc-3", MethodName.Urpc, 0.1, 200, false, DiceForm.SquaredSmooth, true)]
    [InlineData("acdc-mc-net-3", MethodName.McNet, 0.1, 200, true, DiceForm.SquaredHalf, false)]
    public void A_row_has_the_weight_the_ramp_and_the_supervision_of_its_method(
        string name, MethodName method, double weight, double ramp, bool countsCurrent, DiceForm dice, bool crossEntropy)
    {
        var recipe = RecipeFile.Load(name);
        Assert.Equal(method, recipe.Method);
        Assert.Equal(new ConsistencyWeight { Maximum = weight, RampLength = ramp, Interval = 150, CountsCurrentIteration = countsCurrent }, recipe.ToConsistencyWeight());
        Assert.Equal(new SegmentationLoss { DiceForm = dice, CrossEntropy = crossEntropy }, recipe.ToSegmentationLoss());
    }

    [Theory]
    [InlineData("la-ua-mt-4", 15_000)]
    [InlineData("acdc-ua-mt-3", 30_000)]
    public void UA_MT_has_the_teacher_of_published_code_and_a_threshold_that_rises_over_the_whole_run(string name, long iterations)
    {
        var options = RecipeFile.Load(name).ToUaMtOptions();
        Assert.Equal((8, 0.1, 0.99, 0.75, iterations), (options.UncertaintyPasses, options.TeacherNoise, options.TeacherDecay, options.UncertaintyThreshold, options.Iterations));
    }

    [Theory]
    [InlineData("la-sassnet-4", 1)]
    [InlineData("la-dtc-4", 1)]
    [InlineData("acdc-sassnet-3", 4)]
    [InlineData("acdc-dtc-3", 4)]
    public void Level_sets_are_those_of_the_foreground_or_of_every_class_and_weigh_as_in_published_code(string name, int maps)
    {
        var recipe = RecipeFile.Load(name);
        Assert.Equal(maps, recipe.ToTrainedNetworkOptions().LevelSets);
        Assert.Equal((0.3, 1e-4), (recipe.ToSassNetOptions().LevelSetWeight, recipe.ToSassNetOptions().DiscriminatorLearningRate));
        Assert.Equal((0.3, 1500.0), (recipe.ToDtcOptions().LevelSetWeight, recipe.ToDtcOptions().Steepness));
    }

    [Theory]
    [InlineData("la-mc-net-4", 0.5)]
    [InlineData("acdc-mc-net-3", 1)]
    public void MC_Net_has_two_decoders_and_the_sharpening_of_published_code(string name, double decoderWeight)
    {
        var recipe = RecipeFile.Load(name);
        Assert.Equal((2, 2), (recipe.Decoders, recipe.ToTrainedNetworkOptions().Decoders));
        Assert.Equal((decoderWeight, 0.1), (recipe.ToMcNetOptions().DecoderWeight, recipe.ToMcNetOptions().Temperature));
    }

    [Theory]
    [InlineData("la-urpc-4", Architecture.PyramidUNet, Normalisation.Instance)]
    [InlineData("acdc-urpc-3", Architecture.UNet, Normalisation.Batch)]
    public void URPC_has_its_own_network_for_volumes(string name, Architecture architecture, Normalisation normalisation)
    {
        var recipe = RecipeFile.Load(name);
        Assert.Equal((architecture, normalisation, true), (recipe.Architecture, recipe.Normalisation, recipe.ToTrainedNetworkOptions().Pyramid));
    }

    /// <summary>The paper compares under one setting: data, patch, batch, length and learning rate are SS-Net's.</summary>
    [Theory]
    [InlineData("la", 4)]
    [InlineData("la", 8)]
    [InlineData("acdc", 3)]
    [InlineData("acdc", 7)]
    public void The_rows_of_a_table_differ_in_the_method_alone(string data, int labelled)
    {
        var expected = RecipeFile.Load($"{data}-{labelled}");
        Assert.Equal(labelled, expected.Labelled);
        foreach (string method in new[] { "ua-mt", "sassnet", "dtc", "urpc", "mc-net" })
        {
            var recipe = RecipeFile.Load($"{data}-{method}-{labelled}");
            foreach (var key in RecipeKeys.All.Where(key => key.Section is not "method" && key.Name is not ("architecture" or "normalisation")))
            {
                Assert.Equal(key.ToToml(expected), key.ToToml(recipe));
            }
        }
    }
}
