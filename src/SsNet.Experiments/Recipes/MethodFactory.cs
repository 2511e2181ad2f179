using SsNet.Imaging;
using SsNet.Imaging.Volumes;
using SsNet.Methods;
using SsNet.Networks;
using TorchSharp;

namespace SsNet.Experiments.Recipes;

/// <summary>Makes the network and the method that a recipe names.</summary>
public static class MethodFactory
{
    /// <summary>The method, with a fresh network whose weights are drawn from the recipe's seed.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="device">Where the network lives.</param>
    /// <exception cref="ReportedException">The patch does not suit the network.</exception>
    public static Method Create(Recipe recipe, torch.Device device)
    {
        RequireSpread(recipe);
        var network = Network(recipe, separationHeads: recipe.Method == MethodName.SsNet, device);
        network.Initialise(recipe.Seed);
        return recipe.Method == MethodName.SsNet
            ? new Methods.SsNet(network, recipe.ToSsNetOptions(), recipe.Seed)
            : new Supervised(network, recipe.ToSupervisedOptions(), recipe.Seed);
    }

    /// <summary>The network of a recipe, with weights not yet drawn.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="separationHeads">Whether it has the heads of the class separation, which prediction does not need.</param>
    /// <param name="device">Where the network lives.</param>
    /// <exception cref="ReportedException">The patch does not suit the network.</exception>
    public static SegmentationNetwork Network(Recipe recipe, bool separationHeads, torch.Device device) => recipe.Architecture == Architecture.UNet
        ? new UNet(recipe.ToNetworkOptions(), separationHeads, device)
        : new VNet(recipe.ToNetworkOptions(), separationHeads, device);

    /// <summary>A single value per channel has no spread, and would put infinity into the running variance of a batch normalisation.</summary>
    private static void RequireSpread(Recipe recipe)
    {
        var halvings = recipe.ToNetworkOptions().Halvings;
        double deepest = recipe.Patch.Select((n, axis) => n >> halvings[axis]).Aggregate(1.0, (product, n) => product * n);
        if (recipe.Normalisation != Normalisation.Batch || deepest * (recipe.LabelledPerBatch + recipe.UnlabelledPerBatch) > 1) return;
        throw new ReportedException(
            $"patch: a batch of one patch of {Geometry.Format(recipe.Patch.AsSpan())} has a single voxel at the network's deepest level, and batch normalisation needs two; choose a larger patch or batch, or another normalisation.");
    }
}
