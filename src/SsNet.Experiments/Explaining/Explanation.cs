using System.Collections.Immutable;

namespace SsNet.Experiments.Explaining;

/// <summary>What smoothness and separation did to the network of a run, in one batch (Wu et al. 2022, figure 2).</summary>
public sealed record Explanation
{
    /// <summary>The run's folder, without the way there.</summary>
    public required string Run { get; init; }

    /// <summary>The method as tables and pictures call it.</summary>
    public required string Method { get; init; }

    /// <summary>What the classes 1, 2, … are.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>Their colours as #RRGGBB; null where nobody chose any.</summary>
    public required IReadOnlyList<string>? ClassColours { get; init; }

    /// <summary>The axis that shown slices of a patch are perpendicular to.</summary>
    public required int SliceAxis { get; init; }

    /// <summary>The samples of the batch, labelled ones first.</summary>
    public required ImmutableArray<ExplainedSample> Samples { get; init; }

    /// <summary>Which of them is explained.</summary>
    public required int Index { get; init; }

    /// <summary>The seed of the run, whose weights the untrained network has.</summary>
    public required long RunSeed { get; init; }

    /// <summary>Where the search for the noise started.</summary>
    public required long NoiseSeed { get; init; }

    /// <summary>The untrained network under noise.</summary>
    public required NoiseResponse Untrained { get; init; }

    /// <summary>The trained network under noise.</summary>
    public required NoiseResponse Trained { get; init; }

    /// <summary>How prototypes are chosen; null for a method that has none.</summary>
    public required ExplainedPrototypes? Prototypes { get; init; }

    /// <summary>Deep features of the untrained network.</summary>
    public required FeatureEmbedding UntrainedFeatures { get; init; }

    /// <summary>The same voxels' deep features in the trained network.</summary>
    public required FeatureEmbedding TrainedFeatures { get; init; }

    /// <summary>The same voxels' projected features among the prototypes; null for a method that has none.</summary>
    public required FeatureEmbedding? ProjectedFeatures { get; init; }

    /// <summary>The explained sample.</summary>
    public ExplainedSample Explained => Samples[Index];
}
