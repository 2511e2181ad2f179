using SsNet.Imaging;
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
    public string MethodText => Method == MethodName.SsNet ? "SS-Net" : "Supervised";

    /// <summary>How the network is built.</summary>
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

    /// <summary>How it is trained.</summary>
    public TrainingOptions ToTrainingOptions() => new()
    {
        Iterations = Iterations,
        LabelledPerBatch = LabelledPerBatch,
        UnlabelledPerBatch = UnlabelledPerBatch,
        Patch = Patch,
        LearningRate = new LearningRateSchedule { Initial = LearningRate, Decay = Schedule, StepLength = StepLength },
        Momentum = Momentum,
        WeightDecay = WeightDecay,
        Seed = Seed,
        ValidateEvery = ValidateEvery,
        ValidateFrom = ValidateFrom,
        CheckpointEvery = CheckpointEvery,
        Workers = Workers,
    };

    /// <summary>How it is applied to whole images.</summary>
    /// <exception cref="ReportedException">The stride does not fit the patch.</exception>
    public PredictionOptions ToPredictionOptions()
    {
        if (Stride.Length != Patch.Length || Stride.Zip(Patch).Any(pair => pair.First > pair.Second))
        {
            throw new ReportedException(
                $"stride: {Geometry.Format(Stride.AsSpan())} does not fit the patch {Geometry.Format(Patch.AsSpan())}; give as many numbers as the patch has, none larger than the patch's.");
        }

        return new PredictionOptions
        {
            Patch = Patch,
            Stride = Stride,
            WindowsPerBatch = WindowsPerBatch,
            LargestComponent = LargestComponent,
            Downsampling = Downsampling,
        };
    }

    /// <summary>What SS-Net is told.</summary>
    public SsNetOptions ToSsNetOptions() => new()
    {
        Consistency = new ConsistencyWeight { Maximum = ConsistencyWeight, RampLength = RampUpLength, Interval = RampUpInterval, CountsCurrentIteration = RampUpCountsCurrent },
        Smoothness = Smoothness
            ? new AdversarialSmoothness { Distance = Distance, DiceForm = Dice, Probe = Probe, Magnitude = Magnitude, PowerIterations = PowerIterations }
            : null,
        SeparationWeight = Separation ? SeparationWeight : 0,
        SeparationVariant = SeparationVariant,
        Prototypes = Prototypes,
        DiceForm = Dice,
    };

    /// <summary>What the supervised method is told.</summary>
    public SupervisedOptions ToSupervisedOptions() => new() { DiceForm = Dice, CrossEntropy = CrossEntropy };

    /// <summary>Where the tensors live.</summary>
    /// <exception cref="ReportedException">The device is not there.</exception>
    public torch.Device ToDevice()
    {
        if (Device == DeviceName.Cpu) return torch.CPU;
        return torch.cuda.is_available()
            ? torch.CUDA
            : throw new ReportedException("device: this libtorch sees no CUDA graphics card; use --device cpu, or a CUDA build on a machine with a card.");
    }
}
