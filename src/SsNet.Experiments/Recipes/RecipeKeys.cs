using System.Collections.Immutable;
using SsNet.Data;
using SsNet.Experiments.Recipes.Kinds;
using SsNet.Losses;
using SsNet.Networks;
using SsNet.Training;

namespace SsNet.Experiments.Recipes;

/// <summary>Every setting of a recipe. Files, command line and documentation are all made from this table.</summary>
public static class RecipeKeys
{
    private static readonly Switch Boolean = new();

    /// <summary>The settings in the order in which they are written.</summary>
    public static ImmutableArray<RecipeKey> All { get; } = [.. Data(), .. Network(), .. Method(), .. Training(), .. Prediction()];

    private static RecipeKey[] Data() =>
    [
        Key("data", "layout", "Data set: the published files of the left atrium or of ACDC, a folder made by 'ssnet prepare', or phantoms of the atrium or of the ventricles (cine) that are made on the spot",
            new Choice<DataLayout>(("la", DataLayout.La), ("acdc", DataLayout.Acdc), ("prepared", DataLayout.Prepared), ("phantom", DataLayout.Phantom), ("cine-phantom", DataLayout.CinePhantom)), r => r.Layout, (r, v) => r.Layout = v),
        Whole("data", "labelled", "Training cases (acdc: patients; prepared: groups with labels) whose label is used, counted from the head of the training list; 0 for all", 0, r => r.Labelled, (r, v) => r.Labelled = (int)v),
        Whole("data", "training-cases", "Training cases (acdc: patients; prepared: groups) in all, from the head of the list; 0 for the whole list (phantoms: 16)", 0, r => r.TrainingCases, (r, v) => r.TrainingCases = (int)v),
        Whole("data", "test-cases", "Test cases, from the head of the list; 0 for the whole list (phantoms: 8)", 0, r => r.TestCases, (r, v) => r.TestCases = (int)v),
        Whole("data", "downsampling", "Voxels along each side of the blocks that are averaged before the network sees an image; 1 for full resolution", 1, r => r.Downsampling, (r, v) => r.Downsampling = (int)v),
        Key("data", "slice-axis", "Axis of a volume along which its slices follow each other: a patch of two axes takes them one by one, and no image is turned out of their plane",
            new WholeNumber(0, 2), r => r.SliceAxis, (r, v) => r.SliceAxis = (int)v),
        Whole("data", "phantom-seed", "Seed of the phantom scans", 0, r => r.PhantomSeed, (r, v) => r.PhantomSeed = v),
        Key("data", "phantom-size", "Voxels of a phantom scan along each axis", new Sizes(8, 3), r => r.PhantomSize, (r, v) => r.PhantomSize = v),
    ];

    private static RecipeKey[] Network() =>
    [
        Key("network", "architecture", "Network, each for patches of two or three axes; pyramid-u-net is URPC's for volumes",
            new Choice<Architecture>(("v-net", Architecture.VNet), ("u-net", Architecture.UNet), ("pyramid-u-net", Architecture.PyramidUNet)), r => r.Architecture, (r, v) => r.Architecture = v),
        Key("network", "classes", "Classes, background included", new WholeNumber(2, Case.Ignored), r => r.Classes, (r, v) => r.Classes = (int)v),
        Whole("network", "input-channels", "Channels of an image", 1, r => r.InputChannels, (r, v) => r.InputChannels = (int)v),
        Whole("network", "base-width", "Feature channels at the finest level; each deeper level has twice as many", 1, r => r.BaseWidth, (r, v) => r.BaseWidth = (int)v),
        Key("network", "normalisation", "What follows every convolution",
            new Choice<Normalisation>(("batch", Normalisation.Batch), ("instance", Normalisation.Instance), ("group", Normalisation.Group), ("none", Normalisation.None)),
            r => r.Normalisation, (r, v) => r.Normalisation = v),
        Flag("network", "dropout", "Whether dropout acts in training", r => r.Dropout, (r, v) => r.Dropout = v),
    ];

    private static RecipeKey[] Method() =>
    [
        Key("method", "method", "SS-Net, or another row of its tables; supervised is the labelled cases alone",
            new Choice<MethodName>(
                ("ss-net", MethodName.SsNet),
                ("supervised", MethodName.Supervised),
                ("ua-mt", MethodName.UaMt),
                ("sassnet", MethodName.SassNet),
                ("dtc", MethodName.Dtc),
                ("urpc", MethodName.Urpc),
                ("mc-net", MethodName.McNet)),
            r => r.Method, (r, v) => r.Method = v),
        Key("method", "dice", "Dice loss: first powers (SS-Net and MC-Net in 3D) or squares in the denominator (SS-Net in 2D), squares with a larger smoothing over all classes (others in 2D) or the foreground (others in 3D), or squares without the factor 2, a slip of MC-Net's published 2D code",
            new Choice<DiceForm>(
                ("linear", DiceForm.Linear),
                ("squared", DiceForm.Squared),
                ("squared-smooth", DiceForm.SquaredSmooth),
                ("squared-foreground", DiceForm.SquaredForeground),
                ("squared-half", DiceForm.SquaredHalf)),
            r => r.Dice, (r, v) => r.Dice = v),
        Flag("method", "cross-entropy", "Whether the supervised loss is half Dice and half cross-entropy (UA-MT, URPC); without effect on SS-Net", r => r.CrossEntropy, (r, v) => r.CrossEntropy = v),
        Real("method", "consistency-weight", "Weight of the unsupervised losses when the ramp is over", 0, r => r.ConsistencyWeight, (r, v) => r.ConsistencyWeight = v),
        Real("method", "ramp-up-length", "Length of the ramp in intervals; 0 for full weight from the start", 0, r => r.RampUpLength, (r, v) => r.RampUpLength = v),
        Whole("method", "ramp-up-interval", "Iterations for which the weight on the ramp stays the same", 1, r => r.RampUpInterval, (r, v) => r.RampUpInterval = (int)v),
        Flag("method", "ramp-up-counts-current", "Whether the ramp counts the iteration under way (published 3D code) or only those before it (2D)", r => r.RampUpCountsCurrent, (r, v) => r.RampUpCountsCurrent = v),
        Flag("method", "smoothness", "Whether SS-Net asks for smoothness under adversarial noise", r => r.Smoothness, (r, v) => r.Smoothness = v),
        Key("method", "distance", "Distance of the noisy prediction from the clean one: Dice or Kullback-Leibler divergence",
            new Choice<PredictionDistance>(("dice", PredictionDistance.Dice), ("kl", PredictionDistance.KullbackLeibler)), r => r.Distance, (r, v) => r.Distance = v),
        Real("method", "probe", "Length of the probe that finds the adversarial direction (ξ)", 0, r => r.Probe, (r, v) => r.Probe = v),
        Real("method", "magnitude", "Length of the adversarial noise (ε)", 0, r => r.Magnitude, (r, v) => r.Magnitude = v),
        Whole("method", "power-iterations", "How often the adversarial direction is refined", 1, r => r.PowerIterations, (r, v) => r.PowerIterations = (int)v),
        Flag("method", "shared-clean-prediction", "Whether SS-Net's smoothness takes the prediction of the main pass for the clean one, which saves a pass, rather than making one of its own as in the published code",
            r => r.SharedCleanPrediction, (r, v) => r.SharedCleanPrediction = v),
        Flag("method", "separation", "Whether SS-Net separates the classes by prototypes", r => r.Separation, (r, v) => r.Separation = v),
        Real("method", "separation-weight", "Weight of the class separation relative to the smoothness", 0, r => r.SeparationWeight, (r, v) => r.SeparationWeight = v),
        Key("method", "separation-variant", "Class separation as the paper says, or as the published code does it",
            new Choice<SeparationVariant>(("paper", SeparationVariant.Paper), ("released", SeparationVariant.Released)), r => r.SeparationVariant, (r, v) => r.SeparationVariant = v),
        Whole("method", "prototypes", "Prototypes per class (K), at least 2", 2, r => r.Prototypes, (r, v) => r.Prototypes = (int)v),
        Whole("method", "uncertainty-passes", "UA-MT: noisy predictions of the teacher from which its uncertainty is estimated (T)", 1, r => r.UncertaintyPasses, (r, v) => r.UncertaintyPasses = (int)v),
        Real("method", "uncertainty-threshold", "UA-MT: where the threshold of the uncertainty starts, as a share of ln 2, where it ends", 0, r => r.UncertaintyThreshold, (r, v) => r.UncertaintyThreshold = v),
        Key("method", "teacher-decay", "UA-MT: how much of the teacher's weights stays when it follows the student", new RealNumber(0, below: 1), r => r.TeacherDecay, (r, v) => r.TeacherDecay = v),
        Real("method", "teacher-noise", "UA-MT: standard deviation of the noise on the teacher's images, cut off at twice that", 0, r => r.TeacherNoise, (r, v) => r.TeacherNoise = v),
        Real("method", "level-set-weight", "SASSNet and DTC: weight of the regression of signed distances (β)", 0, r => r.LevelSetWeight, (r, v) => r.LevelSetWeight = v),
        Real("method", "level-set-steepness", "DTC: how steeply a level set turns into a mask (k)", 0, r => r.LevelSetSteepness, (r, v) => r.LevelSetSteepness = v),
        Real("method", "discriminator-learning-rate", "SASSNet: learning rate of the discriminator", 0, r => r.DiscriminatorLearningRate, (r, v) => r.DiscriminatorLearningRate = v),
        Key("method", "decoders", "MC-Net: decoders that share the encoder, 2 or 3 (MC-Net+)", new WholeNumber(2, 3), r => r.Decoders, (r, v) => r.Decoders = (int)v),
        Real("method", "decoder-weight", "MC-Net: weight of each decoder's supervised loss (κ)", 0, r => r.DecoderWeight, (r, v) => r.DecoderWeight = v),
        Key("method", "temperature", "MC-Net: temperature of the sharpening (T); below 0.01 powers of single precision vanish, and from 1 on nothing is sharpened", new RealNumber(0.01, below: 1), r => r.Temperature, (r, v) => r.Temperature = v),
    ];

    private static RecipeKey[] Training() =>
    [
        Whole("training", "iterations", "Length of the run", 1, r => r.Iterations, (r, v) => r.Iterations = v),
        Whole("training", "labelled-per-batch", "Labelled samples in a batch", 1, r => r.LabelledPerBatch, (r, v) => r.LabelledPerBatch = (int)v),
        Whole("training", "unlabelled-per-batch", "Unlabelled samples in a batch; 0 for supervised training", 0, r => r.UnlabelledPerBatch, (r, v) => r.UnlabelledPerBatch = (int)v),
        Key("training", "patch", "Voxels of a training sample along each axis, after downsampling; two axes train on slices, three on volumes", new Sizes(1, 2), r => r.Patch, (r, v) => r.Patch = v),
        Key("training", "fit", "How an image comes to the size of the patch: crop (cut out for training, sliding windows at prediction) or zoom (whole images resampled, predictions back)",
            new Choice<ImageFit>(("crop", ImageFit.Crop), ("zoom", ImageFit.Zoom)), r => r.Fit, (r, v) => r.Fit = v),
        Real("training", "learning-rate", "Learning rate of the first iteration", 0, r => r.LearningRate, (r, v) => r.LearningRate = v),
        Key("training", "schedule", "How the learning rate falls: to a tenth at every step, never, or as (1 - t/T)^0.9",
            new Choice<LearningRateDecay>(("step", LearningRateDecay.Step), ("constant", LearningRateDecay.Constant), ("polynomial", LearningRateDecay.Polynomial)),
            r => r.Schedule, (r, v) => r.Schedule = v),
        Whole("training", "step-length", "Iterations between two steps of the learning rate", 1, r => r.StepLength, (r, v) => r.StepLength = v),
        Key("training", "momentum", "Momentum of the gradient descent", new RealNumber(0, below: 1), r => r.Momentum, (r, v) => r.Momentum = v),
        Real("training", "weight-decay", "L2 penalty on every parameter", 0, r => r.WeightDecay, (r, v) => r.WeightDecay = v),
        Whole("training", "seed", "The number from which all randomness of the run derives", 0, r => r.Seed, (r, v) => r.Seed = v),
        Key("training", "selection", "Which weights are the result: the last, the best on the validation list or on held-out labelled cases (the last where labels are few), or the best on the test cases as in the published code",
            new Choice<ModelSelection>(("last", ModelSelection.Last), ("val", ModelSelection.Val), ("test", ModelSelection.Test)), r => r.Selection, (r, v) => r.Selection = v),
        Whole("training", "validate-every", "Iterations between two validations", 1, r => r.ValidateEvery, (r, v) => r.ValidateEvery = v),
        Whole("training", "validate-from", "The first iteration that may be validated", 1, r => r.ValidateFrom, (r, v) => r.ValidateFrom = v),
        Whole("training", "checkpoint-every", "Iterations between two checkpoints", 1, r => r.CheckpointEvery, (r, v) => r.CheckpointEvery = v),
        Whole("training", "workers", "Background threads that read and augment; any number gives the same batches", 0, r => r.Workers, (r, v) => r.Workers = (int)v),
        Whole("training", "threads", "Threads that compute; 0 for all cores", 0, r => r.Threads, (r, v) => r.Threads = (int)v),
        Key("training", "device", "Where to compute: the processor, or a graphics card (cuda:1 is the second)", new DeviceName(), r => r.Device, (r, v) => r.Device = v),
        Key("training", "memory-layout", "Order of weights and features in memory: channel after channel (contiguous), or voxel after voxel (channels-last), which is faster on the processor; auto is the latter there and the former on a graphics card; sums differ in their last bits",
            new Choice<MemoryLayout>(("auto", MemoryLayout.Automatic), ("contiguous", MemoryLayout.Contiguous), ("channels-last", MemoryLayout.ChannelsLast)), r => r.MemoryLayout, (r, v) => r.MemoryLayout = v),
        Key("training", "precision", "Numbers in which the network's convolutions compute; weights and losses are float32 either way",
            new Choice<NetworkPrecision>(("float32", NetworkPrecision.Full), ("bfloat16", NetworkPrecision.BFloat16)), r => r.Precision, (r, v) => r.Precision = v),
        Flag("training", "tf32", "Whether a graphics card may compute products of float32 numbers in TF32, with 10 binary digits instead of 23; without effect on the processor", r => r.Tf32, (r, v) => r.Tf32 = v),
    ];

    private static RecipeKey[] Prediction() =>
    [
        Key("prediction", "stride", "Voxels between two windows along each axis, after downsampling", new Sizes(1, 2), r => r.Stride, (r, v) => r.Stride = v),
        Whole("prediction", "windows-per-batch", "Windows (zoom: images or slices) that go through the network together", 1, r => r.WindowsPerBatch, (r, v) => r.WindowsPerBatch = (int)v),
        Flag("prediction", "published-border", "Whether predictions that are zoomed back lose the last row or column where rounding does so in the published code", r => r.PublishedBorder, (r, v) => r.PublishedBorder = v),
        Flag("prediction", "largest-component", "Whether only the largest connected component of each class is kept", r => r.LargestComponent, (r, v) => r.LargestComponent = v),
    ];

    private static RecipeKey<T> Key<T>(string section, string name, string description, SettingKind<T> kind, Func<Recipe, T> get, Action<Recipe, T> set) =>
        new(section, name, description, kind, get, set);

    private static RecipeKey<long> Whole(string section, string name, string description, long minimum, Func<Recipe, long> get, Action<Recipe, long> set) =>
        Key(section, name, description, new WholeNumber(minimum, int.MaxValue), get, set);

    private static RecipeKey<double> Real(string section, string name, string description, double minimum, Func<Recipe, double> get, Action<Recipe, double> set) =>
        Key(section, name, description, new RealNumber(minimum), get, set);

    private static RecipeKey<bool> Flag(string section, string name, string description, Func<Recipe, bool> get, Action<Recipe, bool> set) =>
        Key(section, name, description, Boolean, get, set);
}
