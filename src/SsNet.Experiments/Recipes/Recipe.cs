using System.Collections.Immutable;
using SsNet.Data;
using SsNet.Losses;
using SsNet.Networks;
using SsNet.Training;

namespace SsNet.Experiments.Recipes;

/// <summary>
/// Everything that makes an experiment: data, network, method, training and prediction. A new recipe is the paper's SS-Net on
/// the left atrium with 4 labelled scans. <see cref="RecipeKeys"/> says what every setting means and what it may be.
/// </summary>
public sealed partial class Recipe
{
    /// <summary>[data] layout.</summary>
    public DataLayout Layout { get; set; } = DataLayout.La;

    /// <summary>[data] labelled.</summary>
    public int Labelled { get; set; } = 4;

    /// <summary>[data] training-cases.</summary>
    public int TrainingCases { get; set; }

    /// <summary>[data] test-cases.</summary>
    public int TestCases { get; set; }

    /// <summary>[data] downsampling.</summary>
    public int Downsampling { get; set; } = 1;

    /// <summary>[data] slice-axis.</summary>
    public int SliceAxis { get; set; } = 2;

    /// <summary>[data] phantom-seed.</summary>
    public long PhantomSeed { get; set; } = 1;

    /// <summary>[data] phantom-size.</summary>
    public ImmutableArray<int> PhantomSize { get; set; } = [64, 64, 48];

    /// <summary>[network] architecture.</summary>
    public Architecture Architecture { get; set; } = Architecture.VNet;

    /// <summary>[network] classes.</summary>
    public int Classes { get; set; } = 2;

    /// <summary>[network] input-channels.</summary>
    public int InputChannels { get; set; } = 1;

    /// <summary>[network] base-width.</summary>
    public int BaseWidth { get; set; } = 16;

    /// <summary>[network] normalisation.</summary>
    public Normalisation Normalisation { get; set; } = Normalisation.Batch;

    /// <summary>[network] dropout.</summary>
    public bool Dropout { get; set; } = true;

    /// <summary>[method] method.</summary>
    public MethodName Method { get; set; } = MethodName.SsNet;

    /// <summary>[method] dice.</summary>
    public DiceForm Dice { get; set; } = DiceForm.Linear;

    /// <summary>[method] cross-entropy.</summary>
    public bool CrossEntropy { get; set; }

    /// <summary>[method] consistency-weight.</summary>
    public double ConsistencyWeight { get; set; } = 1;

    /// <summary>[method] ramp-up-length.</summary>
    public double RampUpLength { get; set; } = 40;

    /// <summary>[method] ramp-up-interval.</summary>
    public int RampUpInterval { get; set; } = 150;

    /// <summary>[method] ramp-up-counts-current.</summary>
    public bool RampUpCountsCurrent { get; set; } = true;

    /// <summary>[method] smoothness.</summary>
    public bool Smoothness { get; set; } = true;

    /// <summary>[method] distance.</summary>
    public PredictionDistance Distance { get; set; } = PredictionDistance.Dice;

    /// <summary>[method] probe.</summary>
    public double Probe { get; set; } = 10;

    /// <summary>[method] magnitude.</summary>
    public double Magnitude { get; set; } = 10;

    /// <summary>[method] power-iterations.</summary>
    public int PowerIterations { get; set; } = 1;

    /// <summary>[method] shared-clean-prediction.</summary>
    public bool SharedCleanPrediction { get; set; }

    /// <summary>[method] separation.</summary>
    public bool Separation { get; set; } = true;

    /// <summary>[method] separation-weight.</summary>
    public double SeparationWeight { get; set; } = 0.1;

    /// <summary>[method] separation-variant.</summary>
    public SeparationVariant SeparationVariant { get; set; } = SeparationVariant.Paper;

    /// <summary>[method] prototypes.</summary>
    public int Prototypes { get; set; } = 32;

    /// <summary>[method] uncertainty-passes.</summary>
    public int UncertaintyPasses { get; set; } = 8;

    /// <summary>[method] uncertainty-threshold.</summary>
    public double UncertaintyThreshold { get; set; } = 0.75;

    /// <summary>[method] teacher-decay.</summary>
    public double TeacherDecay { get; set; } = 0.99;

    /// <summary>[method] teacher-noise.</summary>
    public double TeacherNoise { get; set; } = 0.1;

    /// <summary>[method] level-set-weight.</summary>
    public double LevelSetWeight { get; set; } = 0.3;

    /// <summary>[method] level-set-steepness.</summary>
    public double LevelSetSteepness { get; set; } = 1500;

    /// <summary>[method] discriminator-learning-rate.</summary>
    public double DiscriminatorLearningRate { get; set; } = 1e-4;

    /// <summary>[method] decoders.</summary>
    public int Decoders { get; set; } = 2;

    /// <summary>[method] decoder-weight.</summary>
    public double DecoderWeight { get; set; } = 0.5;

    /// <summary>[method] temperature.</summary>
    public double Temperature { get; set; } = 0.1;

    /// <summary>[training] iterations.</summary>
    public long Iterations { get; set; } = 15_000;

    /// <summary>[training] labelled-per-batch.</summary>
    public int LabelledPerBatch { get; set; } = 2;

    /// <summary>[training] unlabelled-per-batch.</summary>
    public int UnlabelledPerBatch { get; set; } = 2;

    /// <summary>[training] patch.</summary>
    public ImmutableArray<int> Patch { get; set; } = [112, 112, 80];

    /// <summary>[training] fit.</summary>
    public ImageFit Fit { get; set; } = ImageFit.Crop;

    /// <summary>[training] learning-rate.</summary>
    public double LearningRate { get; set; } = 0.01;

    /// <summary>[training] schedule.</summary>
    public LearningRateDecay Schedule { get; set; } = LearningRateDecay.Step;

    /// <summary>[training] step-length.</summary>
    public long StepLength { get; set; } = 2500;

    /// <summary>[training] momentum.</summary>
    public double Momentum { get; set; } = 0.9;

    /// <summary>[training] weight-decay.</summary>
    public double WeightDecay { get; set; } = 1e-4;

    /// <summary>[training] seed.</summary>
    public long Seed { get; set; } = 1337;

    /// <summary>[training] selection.</summary>
    public ModelSelection Selection { get; set; } = ModelSelection.Val;

    /// <summary>[training] validate-every.</summary>
    public long ValidateEvery { get; set; } = 200;

    /// <summary>[training] validate-from.</summary>
    public long ValidateFrom { get; set; } = 1;

    /// <summary>[training] checkpoint-every.</summary>
    public long CheckpointEvery { get; set; } = 200;

    /// <summary>[training] workers.</summary>
    public int Workers { get; set; } = 1;

    /// <summary>[training] threads.</summary>
    public int Threads { get; set; }

    /// <summary>[training] device.</summary>
    public ComputingDevice Device { get; set; }

    /// <summary>[training] memory-layout.</summary>
    public MemoryLayout MemoryLayout { get; set; } = MemoryLayout.Automatic;

    /// <summary>[training] precision.</summary>
    public NetworkPrecision Precision { get; set; } = NetworkPrecision.Full;

    /// <summary>[training] tf32.</summary>
    public bool Tf32 { get; set; }

    /// <summary>[prediction] stride.</summary>
    public ImmutableArray<int> Stride { get; set; } = [18, 18, 4];

    /// <summary>[prediction] windows-per-batch.</summary>
    public int WindowsPerBatch { get; set; } = 1;

    /// <summary>[prediction] published-border.</summary>
    public bool PublishedBorder { get; set; }

    /// <summary>[prediction] largest-component.</summary>
    public bool LargestComponent { get; set; } = true;
}
