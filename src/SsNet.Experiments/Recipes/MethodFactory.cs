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
    /// <exception cref="ReportedException">The patch or the method does not suit the network, or this libtorch cannot compute in the recipe's precision.</exception>
    public static Method Create(Recipe recipe, torch.Device device)
    {
        var network = TrainedNetwork(recipe, device);
        network.Initialise(recipe.Seed);
        SetComputation(recipe, network);
        return recipe.Method switch
        {
            MethodName.SsNet => new Methods.SsNet(network, recipe.ToSsNetOptions(), recipe.Seed),
            MethodName.UaMt => new UaMt(network, Teacher(recipe, device), recipe.ToUaMtOptions(), recipe.Seed),
            MethodName.SassNet => new SassNet(network, Discriminator(recipe, network), recipe.ToSassNetOptions(), recipe.Seed),
            MethodName.Dtc => new Dtc(network, recipe.ToDtcOptions(), recipe.Seed),
            MethodName.Urpc => new Urpc(network, recipe.ToUrpcOptions(), recipe.Seed),
            MethodName.McNet => new McNet(network, recipe.ToMcNetOptions(), recipe.Seed),
            _ => new Supervised(network, recipe.ToSegmentationLoss(), recipe.Seed),
        };
    }

    /// <summary>The network that learns, with what the method adds to it and weights not yet drawn.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="device">Where the network lives.</param>
    /// <exception cref="ReportedException">The patch or the method does not suit the network.</exception>
    public static SegmentationNetwork TrainedNetwork(Recipe recipe, torch.Device device)
    {
        Check(recipe);
        return Network(recipe, recipe.ToTrainedNetworkOptions(), device);
    }

    /// <summary>Whether patch, network and method of a recipe suit each other; nothing is built.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <exception cref="ReportedException">They do not.</exception>
    public static void Check(Recipe recipe)
    {
        RequireSpread(recipe);
        RequireSuitableNetwork(recipe);
        if (recipe.Precision == NetworkPrecision.BFloat16 && recipe.Device.Card is null) BFloat16Gradients.Require(recipe.ToTrainedNetworkOptions(), recipe.Patch[0]);
    }

    /// <summary>The network of a recipe, with weights not yet drawn.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="options">How it is built: to train it, or to predict.</param>
    /// <param name="device">Where the network lives.</param>
    public static SegmentationNetwork Network(Recipe recipe, NetworkOptions options, torch.Device device) => recipe.Architecture switch
    {
        Architecture.UNet => new UNet(options, device),
        Architecture.PyramidUNet => new PyramidUNet(options, device),
        _ => new VNet(options, device),
    };

    /// <summary>Sets how a network computes whose weights are there: their order in memory, and the precision.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="network">The network.</param>
    /// <exception cref="ReportedException">This libtorch cannot compute in the recipe's precision.</exception>
    public static void SetComputation(Recipe recipe, SegmentationNetwork network)
    {
        bool isFaster = network.Device.type == DeviceType.CPU;
        if (recipe.MemoryLayout == MemoryLayout.ChannelsLast || (recipe.MemoryLayout == MemoryLayout.Automatic && isFaster)) network.UseChannelsLast();
        network.Precision = recipe.Precision;
    }

    private static SegmentationNetwork Teacher(Recipe recipe, torch.Device device)
    {
        var teacher = Network(recipe, recipe.ToNetworkOptions(), device);
        teacher.Initialise(recipe.Seed, Randomness.RandomPurpose.TeacherWeights);
        SetComputation(recipe, teacher);
        return teacher;
    }

    private static Discriminator Discriminator(Recipe recipe, SegmentationNetwork network)
    {
        var discriminator = new Discriminator(network.Options, recipe.Patch.AsSpan(), network.Device);
        discriminator.Initialise(recipe.Seed);
        return discriminator;
    }

    /// <summary>Which networks have what a method adds to them.</summary>
    private static void RequireSuitableNetwork(Recipe recipe)
    {
        bool suits = recipe.Method switch
        {
            MethodName.Urpc => recipe.Architecture is Architecture.UNet or Architecture.PyramidUNet,
            MethodName.SassNet or MethodName.Dtc or MethodName.McNet => recipe.Architecture is Architecture.UNet or Architecture.VNet,
            _ => true,
        };
        if (suits) return;
        string others = recipe.Method == MethodName.Urpc ? "u-net or pyramid-u-net" : "v-net or u-net";
        throw new ReportedException($"architecture: {recipe.MethodText} needs another network than this; choose {others}.");
    }

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
