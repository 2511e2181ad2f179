using SsNet.Networks;

namespace SsNet.Tests.Goldens;

/// <summary>The networks with which the numbers were recorded: dropout off, weights by formula.</summary>
internal static class GoldenNetworks
{
    /// <summary>The side file with the order of a network's parameters.</summary>
    public static string ParameterOrder(int dimension) => dimension == 3 ? "params_vnet.txt" : "params_unet.txt";

    /// <summary>The V-Net of the 3D experiments or the U-Net of the 2D ones, with separation heads, in training mode.</summary>
    /// <param name="dimension">2 or 3.</param>
    /// <param name="precision">Type of the weights.</param>
    /// <param name="seed">The seed stored beside the numbers.</param>
    public static SegmentationNetwork Create(int dimension, Precision precision, double seed)
    {
        var options = new NetworkOptions { Dimension = dimension, Classes = dimension == 3 ? 2 : 4, Dropout = false };
        SegmentationNetwork network = dimension == 3
            ? new VNet(options with { SeparationHeads = true }, GoldenDevice.Device, precision.Type)
            : new UNet(options with { SeparationHeads = true }, GoldenDevice.Device, precision.Type);
        GoldenWeights.Fill(network.state_dict(), seed, dimension == 3 ? "names_vnet.txt" : "names_unet.txt");
        network.train();
        return network;
    }
}
