using SsNet.Experiments.Recipes;
using SsNet.Imaging;
using SsNet.Inference;
using SsNet.Networks;
using SsNet.Training;
using TorchSharp;

namespace SsNet.Experiments.Runs;

/// <summary>A trained network with the recipe it was trained by, ready to segment.</summary>
public sealed class RunModel : IDisposable
{
    private readonly SegmentationNetwork network;

    private RunModel(Recipe recipe, SegmentationNetwork network)
    {
        Recipe = recipe;
        this.network = network;
        Predictor = new Predictor(network, recipe.ToPredictionOptions());
    }

    /// <summary>The recipe, with what was overridden for prediction.</summary>
    public Recipe Recipe { get; }

    /// <summary>Segments images.</summary>
    public Predictor Predictor { get; }

    /// <summary>The model of a run.</summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="adjust">Changes how the network is applied, such as the stride; null for as the recipe says.</param>
    /// <exception cref="ReportedException">It is no run's folder, or has no weights yet.</exception>
    public static RunModel OfRun(string runFolder, Action<Recipe>? adjust = null)
    {
        var folder = RunFolder.Open(runFolder);
        return OfWeights(RecipeFile.Load(folder.Recipe), folder.ModelPath, adjust);
    }

    /// <summary>A model from weights: a safetensors file, or a PyTorch state dict.</summary>
    /// <param name="recipe">The recipe that describes the network.</param>
    /// <param name="weightsPath">The file.</param>
    /// <param name="adjust">Changes how the network is applied; null for as the recipe says.</param>
    /// <exception cref="ReportedException">The weights are of another network.</exception>
    public static RunModel OfWeights(Recipe recipe, string weightsPath, Action<Recipe>? adjust = null)
    {
        adjust?.Invoke(recipe);
        if (recipe.Threads > 0) torch.set_num_threads(recipe.Threads);
        // Prediction needs nothing of what a method adds to the network; weights of it are passed over.
        var network = MethodFactory.Network(recipe, recipe.ToNetworkOptions(), recipe.ToDevice());
        try
        {
            Checkpoint.LoadWeights(weightsPath, network);
            return new RunModel(recipe, network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
