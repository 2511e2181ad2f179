using SsNet.Data;
using SsNet.Devices;
using SsNet.Imaging;
using SsNet.Imaging.Morphology;
using SsNet.Imaging.Resampling;
using SsNet.Imaging.Volumes;
using SsNet.Inference;
using SsNet.Losses;
using SsNet.Methods;
using SsNet.Networks;
using SsNet.Training;
using TorchSharp;

namespace SsNet.Experiments.Recipes;

/// <summary>What the parts of the library are told.</summary>
public sealed partial class Recipe
{
    /// <summary>The method as tables and pictures call it.</summary>
    public string MethodText => Method switch
    {
        MethodName.SsNet => "SS-Net",
        MethodName.UaMt => "UA-MT",
        MethodName.SassNet => "SASSNet",
        MethodName.Dtc => "DTC",
        MethodName.Urpc => "URPC",
        MethodName.McNet => Decoders > 2 ? "MC-Net+" : "MC-Net",
        _ => "Supervised",
    };

    /// <summary>How the network is built that predicts: encoder, decoder and classifier alone.</summary>
    /// <exception cref="ReportedException">An axis of the patch cannot be halved.</exception>
    public NetworkOptions ToNetworkOptions() => new()
    {
        Dimension = Patch.Length,
        InputChannels = InputChannels,
        Classes = Classes,
        BaseWidth = BaseWidth,
        Normalisation = Normalisation,
        Dropout = Dropout,
        Halvings = NetworkOptions.HalvingsFor(Patch.AsSpan()),
    };

    /// <summary>How the network is built that learns, with what the method adds to it.</summary>
    /// <exception cref="ReportedException">An axis of the patch cannot be halved.</exception>
    public NetworkOptions ToTrainedNetworkOptions()
    {
        var options = ToNetworkOptions();
        return Method switch
        {
            MethodName.SsNet => options with { SeparationHeads = true },
            MethodName.SassNet or MethodName.Dtc => options with { LevelSets = SignedDistance.Maps(Classes) },
            MethodName.Urpc => options with { Pyramid = true },
            MethodName.McNet => options with { Decoders = Decoders },
            _ => options,
        };
    }

    /// <summary>How it is trained.</summary>
    public TrainingOptions ToTrainingOptions() => new()
    {
        Iterations = Iterations,
        LabelledPerBatch = LabelledPerBatch,
        UnlabelledPerBatch = UnlabelledPerBatch,
        LearningRate = new LearningRateSchedule { Initial = LearningRate, Decay = Schedule, StepLength = StepLength },
        Momentum = Momentum,
        WeightDecay = WeightDecay,
        Seed = Seed,
        ValidateEvery = ValidateEvery,
        ValidateFrom = ValidateFrom,
        CheckpointEvery = CheckpointEvery,
        Workers = Workers,
    };

    /// <summary>How samples are made of the training cases.</summary>
    public Augmentation ToAugmentation() => Fit == ImageFit.Zoom
        ? new ZoomAugmentation(Patch.AsSpan(), SliceAxis)
        : new PatchAugmentation(Patch.AsSpan(), sliceAxis: SliceAxis);

    /// <summary>What every training case has to be like.</summary>
    /// <param name="allowsIgnored">Whether the labels of the data may hold <see cref="Case.Ignored"/>.</param>
    public CaseRequirements ToTrainingRequirements(bool allowsIgnored) => new(Patch.Length, InputChannels, Classes, AllowsIgnored: allowsIgnored);

    /// <summary>What a case has to be like that the network is applied to: volumes are fine for a network of slices.</summary>
    /// <param name="allowsIgnored">Whether the labels of the data may hold <see cref="Case.Ignored"/>.</param>
    public CaseRequirements ToPredictionRequirements(bool allowsIgnored) => ToTrainingRequirements(allowsIgnored) with { AllowsVolumes = true };

    /// <summary>How it is applied to whole images.</summary>
    /// <exception cref="ReportedException">The stride does not fit the patch.</exception>
    public PredictionOptions ToPredictionOptions()
    {
        if (Fit == ImageFit.Crop && (Stride.Length != Patch.Length || Stride.Zip(Patch).Any(pair => pair.First > pair.Second)))
        {
            throw new ReportedException(
                $"stride: {Geometry.Format(Stride.AsSpan())} does not fit the patch {Geometry.Format(Patch.AsSpan())}; give as many numbers as the patch has, none larger than the patch's.");
        }

        return new PredictionOptions
        {
            Patch = Patch,
            Fit = Fit,
            Stride = Stride,
            WindowsPerBatch = WindowsPerBatch,
            SliceAxis = SliceAxis,
            Border = PublishedBorder ? ZoomBorder.Published : ZoomBorder.Nearest,
            LargestComponent = LargestComponent,
            Downsampling = Downsampling,
        };
    }

    /// <summary>What SS-Net is told.</summary>
    public SsNetOptions ToSsNetOptions() => new()
    {
        Consistency = ToConsistencyWeight(),
        Smoothness = Smoothness
            ? new AdversarialSmoothness { Distance = Distance, DiceForm = Dice, Probe = Probe, Magnitude = Magnitude, PowerIterations = PowerIterations }
            : null,
        SharedCleanPrediction = SharedCleanPrediction,
        SeparationWeight = Separation ? SeparationWeight : 0,
        SeparationVariant = SeparationVariant,
        Prototypes = Prototypes,
        DiceForm = Dice,
    };

    /// <summary>What UA-MT is told.</summary>
    public UaMtOptions ToUaMtOptions() => new()
    {
        Supervision = ToSegmentationLoss(),
        Consistency = ToConsistencyWeight(),
        Iterations = Iterations,
        TeacherDecay = TeacherDecay,
        TeacherNoise = TeacherNoise,
        UncertaintyPasses = UncertaintyPasses,
        UncertaintyThreshold = UncertaintyThreshold,
    };

    /// <summary>What SASSNet is told.</summary>
    public SassNetOptions ToSassNetOptions() => new()
    {
        Supervision = ToSegmentationLoss(),
        LevelSetWeight = LevelSetWeight,
        Consistency = ToConsistencyWeight(),
        DiscriminatorLearningRate = DiscriminatorLearningRate,
    };

    /// <summary>What DTC is told.</summary>
    public DtcOptions ToDtcOptions() => new()
    {
        Supervision = ToSegmentationLoss(),
        LevelSetWeight = LevelSetWeight,
        Consistency = ToConsistencyWeight(),
        Steepness = LevelSetSteepness,
    };

    /// <summary>What URPC is told.</summary>
    public UrpcOptions ToUrpcOptions() => new() { Supervision = ToSegmentationLoss(), Consistency = ToConsistencyWeight() };

    /// <summary>What MC-Net is told.</summary>
    public McNetOptions ToMcNetOptions() => new()
    {
        Supervision = ToSegmentationLoss(),
        DecoderWeight = DecoderWeight,
        Consistency = ToConsistencyWeight(),
        Temperature = Temperature,
    };

    /// <summary>What the labelled samples are supervised by.</summary>
    public SegmentationLoss ToSegmentationLoss() => new() { DiceForm = Dice, CrossEntropy = CrossEntropy };

    /// <summary>How much the unsupervised losses weigh.</summary>
    public ConsistencyWeight ToConsistencyWeight() => new()
    {
        Maximum = ConsistencyWeight,
        RampLength = RampUpLength,
        Interval = RampUpInterval,
        CountsCurrentIteration = RampUpCountsCurrent,
    };

    /// <summary>Where the tensors live, made ready: for a graphics card the process is set to compute as the recipe says.</summary>
    /// <exception cref="ReportedException">The device is not there, or libtorch cannot be loaded.</exception>
    public torch.Device OpenDevice()
    {
        LibTorch.Load();
        return Device.Card is { } card ? CudaDevice.Open(card, Tf32) : torch.CPU;
    }
}
