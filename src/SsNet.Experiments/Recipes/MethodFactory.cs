using SsNet.Methods;
using SsNet.Networks;
using TorchSharp;

namespace SsNet.Experiments.Recipes;

/// <summary>Makes the method that a recipe names, with a fresh network.</summary>
public static class MethodFactory
{
    /// <summary>The method, whose network's weights are drawn from the recipe's seed.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="device">Where the network lives.</param>
    /// <exception cref="Imaging.ReportedException">The patch does not suit the network.</exception>
    public static Method Create(Recipe recipe, torch.Device device)
    {
        var network = new VNet(recipe.ToNetworkOptions(), separationHeads: recipe.Method == MethodName.SsNet, device);
        network.Initialise(recipe.Seed);
        return recipe.Method == MethodName.SsNet
            ? new Methods.SsNet(network, recipe.ToSsNetOptions(), recipe.Seed)
            : new Supervised(network, recipe.ToSupervisedOptions(), recipe.Seed);
    }
}
