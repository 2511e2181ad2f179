using SsNet.Experiments.Preparing;
using SsNet.Experiments.Recipes;
using SsNet.Imaging;

namespace SsNet.Experiments.Proposing;

/// <summary>What a look at a data set proposes.</summary>
/// <param name="Summary">What the data are like once they are prepared.</param>
/// <param name="Recipe">The recipe.</param>
/// <param name="Survey">The look at every scan; null for a prepared folder, which needs none.</param>
/// <param name="Preparation">How the scans should be prepared; null for a prepared folder.</param>
public sealed record DataProposal(DataSummary Summary, Recipe Recipe, ScanSurvey? Survey, PreparationRecord? Preparation)
{
    /// <summary>Looks at a prepared folder; only its reports are read.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="budget">For what machine.</param>
    /// <param name="dimension">2 for slices, 3 for volumes; null for what suits the data.</param>
    /// <exception cref="ReportedException">The folder cannot be read or has no labelled case, or the dimension does not suit the images.</exception>
    public static DataProposal OfPrepared(string folder, Budget budget, int? dimension = null)
    {
        var summary = DataSummary.OfPrepared(folder);
        return new DataProposal(summary, RecipeFor(summary, budget, dimension), null, null);
    }

    /// <summary>Proposes for a data set whose scans were looked at.</summary>
    /// <param name="survey">The look at every scan.</param>
    /// <param name="options">How they were looked at.</param>
    /// <param name="budget">For what machine.</param>
    /// <param name="dimension">2 for slices, 3 for volumes; null for what suits the data.</param>
    /// <exception cref="ReportedException">No scan can be used or has a label, or the dimension does not suit the images.</exception>
    public static DataProposal OfSurvey(ScanSurvey survey, PrepareOptions options, Budget budget, int? dimension = null)
    {
        var record = PreparationResolution.Resolve(survey, options with { Intensity = IntensityProposal.Of(survey) });
        var summary = DataSummary.OfSurvey(survey, record);
        return new DataProposal(summary, RecipeFor(summary, budget, dimension), survey, record);
    }

    private static Recipe RecipeFor(DataSummary summary, Budget budget, int? dimension) => dimension == 3 && summary.Size.Length == 2
        ? throw new ReportedException("--dimension: the images have two axes, so that no network of volumes takes them; use 2.")
        : RecipeProposal.Of(summary, budget, dimension);
}
