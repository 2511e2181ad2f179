using SsNet.Experiments.Recipes;
using SsNet.Imaging;
using SsNet.Imaging.Volumes;
using SsNet.Networks;
using TorchSharp;

namespace SsNet.Experiments.Complexity;

/// <summary>Counts the networks of recipes at one patch of theirs: what learns, what segments in the end, and what learns beside it.</summary>
public static class RecipeComplexity
{
    private static readonly string[] LaRecipes = ["la-supervised-4", "la-ua-mt-4", "la-sassnet-4", "la-dtc-4", "la-urpc-4", "la-mc-net-4", "la-4"];
    private static readonly string[] AcdcRecipes = ["acdc-supervised-3", "acdc-ua-mt-3", "acdc-sassnet-3", "acdc-dtc-3", "acdc-urpc-3", "acdc-mc-net-3", "acdc-3"];

    /// <summary>The rows of the paper's tables by the shipped recipes, and MC-Net+ after MC-Net.</summary>
    /// <param name="convention">What counts as an operation.</param>
    public static IEnumerable<ComplexityRow> OfShippedRecipes(MacConvention convention)
    {
        foreach (string name in LaRecipes.Concat(AcdcRecipes))
        {
            var recipe = RecipeFile.Load(name);
            foreach (var row in Of(name, recipe, convention)) yield return row;
            if (recipe.Method != MethodName.McNet) continue;
            recipe.Decoders = 3;
            foreach (var row in Of($"{name}, decoders = {recipe.Decoders}", recipe, convention)) yield return row;
        }
    }

    /// <summary>The network of a recipe, and the discriminator of SASSNet as a row of its own.</summary>
    /// <param name="name">What the recipe is called.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="convention">What counts as an operation.</param>
    /// <exception cref="ReportedException">The patch or the method does not suit the network.</exception>
    public static IEnumerable<ComplexityRow> Of(string name, Recipe recipe, MacConvention convention)
    {
        int[] patch = [.. recipe.Patch];
        using var trained = MethodFactory.TrainedNetwork(recipe, torch.CPU);
        using var predicting = MethodFactory.Network(recipe, recipe.ToNetworkOptions(), torch.CPU);
        yield return new ComplexityRow(name, recipe.MethodText, InputText(recipe), ComplexityCounter.Of(trained, patch, convention))
        {
            Predicting = ComplexityCounter.Of(predicting, patch, convention),
            Note = NoteOn(recipe),
        };

        if (recipe.Method != MethodName.SassNet) yield break;
        using var discriminator = new Discriminator(trained.Options, patch);
        yield return new ComplexityRow(name, $"{recipe.MethodText}: discriminator", InputText(recipe), ComplexityCounter.Of(discriminator, trained.Options, patch, convention))
        {
            Note = "learns beside the network",
        };
    }

    /// <summary>The input of the network: channels and voxels per axis.</summary>
    /// <param name="recipe">The recipe.</param>
    public static string InputText(Recipe recipe) => Geometry.Format([recipe.InputChannels, .. recipe.Patch]);

    private static string NoteOn(Recipe recipe) => recipe.Method switch
    {
        MethodName.SsNet => "the heads of the class separation are among the parameters; they act on single features, not on the patch",
        MethodName.UaMt => "the student; its teacher is as large",
        MethodName.SassNet or MethodName.Dtc => "with a head of level sets",
        MethodName.Urpc => "with classifiers of the coarser levels",
        MethodName.McNet => $"{recipe.Decoders} decoders",
        _ => "",
    };
}
