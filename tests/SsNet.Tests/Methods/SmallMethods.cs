using SsNet.Data;
using SsNet.Imaging.Morphology;
using SsNet.Losses;
using SsNet.Methods;
using SsNet.Networks;
using SsNet.Randomness;
using static TorchSharp.torch;
using SsNetMethod = SsNet.Methods.SsNet;

namespace SsNet.Tests.Methods;

/// <summary>Every method on the smallest networks, for slices of four classes and volumes of two, as far as possible with full weight from the start.</summary>
internal static class SmallMethods
{
    /// <summary>The methods by their names.</summary>
    public static string[] Names { get; } = ["supervised", "ss-net", "ua-mt", "sassnet", "dtc", "urpc", "mc-net"];

    /// <summary>Every method on slices and on volumes.</summary>
    public static TheoryData<string, int> NamesAndAxes => new MatrixTheoryData<string, int>(Names, [2, 3]);

    /// <summary>Voxels per axis of a patch.</summary>
    public static int[] Patch(int axes) => axes == 2 ? [32, 32] : [16, 16, 16];

    /// <summary>A method.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="axes">2: U-Net of four classes; 3: V-Net, or the pyramid of URPC, of two.</param>
    /// <param name="seed">The seed of a run: of its random numbers, but not of its weights.</param>
    /// <param name="weights">The seed of the weights.</param>
    /// <param name="change">Changes how the network is built.</param>
    /// <param name="device">Where it computes; the processor if not stated.</param>
    public static Method Create(string name, int axes, long seed = 1, long weights = 1, Func<NetworkOptions, NetworkOptions>? change = null, Device? device = null)
    {
        var options = Options(name, axes);
        options = change?.Invoke(options) ?? options;
        var network = Network(options, weights, device);
        var full = new ConsistencyWeight { RampLength = 0 };
        var dice = axes == 2 ? DiceForm.SquaredSmooth : DiceForm.SquaredForeground;
        switch (name)
        {
            case "ss-net":
                return new SsNetMethod(network, new SsNetOptions { Consistency = full }, seed);
            case "ua-mt":
                // A threshold above the largest entropy lets every voxel take part.
                var supervision = new SegmentationLoss { DiceForm = dice, CrossEntropy = true };
                return new UaMt(network, Network(options, weights, device, RandomPurpose.TeacherWeights), new UaMtOptions { Supervision = supervision, Consistency = full, UncertaintyThreshold = 3 }, seed);
            case "sassnet":
                var discriminator = new Discriminator(options, Patch(axes), device);
                discriminator.Initialise(weights);
                return new SassNet(network, discriminator, new SassNetOptions { Supervision = new() { DiceForm = dice }, Consistency = full with { Maximum = 0.1 } }, seed);
            case "dtc":
                return new Dtc(network, new DtcOptions { Supervision = new() { DiceForm = dice }, Consistency = full with { Maximum = 0.1 } }, seed);
            case "urpc":
                return new Urpc(network, new UrpcOptions { Consistency = full }, seed);
            case "mc-net":
                var form = axes == 2 ? DiceForm.SquaredHalf : DiceForm.Linear;
                return new McNet(network, new McNetOptions { Supervision = new() { DiceForm = form }, Consistency = full with { Maximum = 0.1 } }, seed);
            default:
                return new Supervised(network, new SegmentationLoss { DiceForm = dice, CrossEntropy = axes == 2 }, seed);
        }
    }

    /// <summary>A batch of two labelled samples and others, with signed distances for the methods that need them.</summary>
    /// <param name="axes">2 or 3.</param>
    /// <param name="seed">The noise.</param>
    /// <param name="foreground">The foreground classes that the labels hold; null for all.</param>
    /// <param name="unlabelled">How many samples have no label.</param>
    public static Batch Batch(int axes, long seed, int[]? foreground = null, int unlabelled = 2)
    {
        int classes = Classes(axes);
        foreground ??= [.. Enumerable.Range(1, classes - 1)];
        var batch = axes == 2 ? SmallTraining.SliceBatch(seed, foreground, unlabelled) : SmallTraining.Batch(seed, foreground.Length > 0, unlabelled);
        return new Batch(batch.Images, batch.Labels, batch.CaseIds, SignedDistances(batch.Labels, classes));
    }

    private static int Classes(int axes) => axes == 2 ? 4 : 2;

    private static NetworkOptions Options(string name, int axes)
    {
        var options = new NetworkOptions { Dimension = axes, Classes = Classes(axes), BaseWidth = 2 };
        return name switch
        {
            "ss-net" => options with { SeparationHeads = true },
            "sassnet" or "dtc" => options with { LevelSets = SignedDistance.Maps(options.Classes) },
            "mc-net" => options with { Decoders = axes },
            // Instance normalisation turns a deepest level of one voxel into 0.
            "urpc" when axes == 3 => options with { Pyramid = true, Normalisation = Normalisation.Instance, Halvings = [3, 3, 3] },
            "urpc" => options with { Pyramid = true },
            _ => options,
        };
    }

    private static SegmentationNetwork Network(NetworkOptions options, long seed, Device? device, RandomPurpose purpose = RandomPurpose.Weights)
    {
        SegmentationNetwork network = options.Dimension == 2 ? new UNet(options, device) : options.Pyramid ? new PyramidUNet(options, device) : new VNet(options, device);
        network.Initialise(seed, purpose);
        return network;
    }

    private static Tensor SignedDistances(Tensor labels, int classes)
    {
        int[] size = [.. labels.shape[1..].Select(n => (int)n)];
        int maps = SignedDistance.Maps(classes);
        using var scope = NewDisposeScope();
        var samples = labels.to(uint8).unbind(0).Select(label => SignedDistance.PerClass(label.contiguous().data<byte>().ToArray(), size, classes).SelectMany(map => map));
        return tensor(samples.SelectMany(values => values).ToArray()).view([labels.shape[0], maps, .. labels.shape[1..]]).MoveToOuterDisposeScope();
    }
}
