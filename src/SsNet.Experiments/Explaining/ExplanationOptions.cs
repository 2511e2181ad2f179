using SsNet.Experiments.Statistics;
using SsNet.Imaging;

namespace SsNet.Experiments.Explaining;

/// <summary>Which case of a run is explained, and how.</summary>
public sealed record ExplanationOptions
{
    /// <summary>The run's folder.</summary>
    public required string Run { get; init; }

    /// <summary>The case: any of the run's cases, a volume or, where it learns from slices, also one of these.</summary>
    public required string Case { get; init; }

    /// <summary>Where the data lie now; null for where they lay when the run was started.</summary>
    public string? Data { get; init; }

    /// <summary>ε, the length of the noise of a sample; null for the recipe's <c>magnitude</c>, which every recipe has, whether its method uses it or not.</summary>
    public double? Magnitude { get; init; }

    /// <summary>Labelled training cases of the run that the batch begins with; empty for its first ones, at most as many as a batch of training has.</summary>
    public IReadOnlyList<string> Labelled { get; init; } = [];

    /// <summary>Where the search for the noise starts, and which voxels the features are shown of; null for the run's seed.</summary>
    public long? Seed { get; init; }

    /// <summary>How features are laid out.</summary>
    internal TSneOptions Embedding { get; init; } = new();

    /// <summary>ε of a recipe.</summary>
    /// <param name="recipe">The run's recipe.</param>
    /// <exception cref="ReportedException">The recipe has none above 0, and none is stated.</exception>
    internal double MagnitudeOf(Recipes.Recipe recipe) => (Magnitude ?? recipe.Magnitude) is > 0 and var length
        ? length
        : throw new ReportedException("magnitude: the noise has no length; state one above 0 with --magnitude.");
}
