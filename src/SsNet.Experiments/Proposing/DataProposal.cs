using SsNet.Experiments.Preparing;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Scans;
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

    /// <summary>Looks at every scan of a data set.</summary>
    /// <param name="collection">The data set.</param>
    /// <param name="scans">Which of its scans were taken.</param>
    /// <param name="budget">For what machine.</param>
    /// <param name="dimension">2 for slices, 3 for volumes; null for what suits the data.</param>
    /// <param name="workers">How many scans are read at a time.</param>
    /// <param name="progress">Told how many of how many scans are done, and which was the last.</param>
    /// <param name="cancellation">Stops after the scans under way.</param>
    /// <exception cref="ReportedException">No scan can be used or has a label, or the dimension does not suit the images.</exception>
    public static DataProposal OfScans(
        ScanCollection collection, ScanOptions scans, Budget budget, int? dimension = null, int workers = 1, Action<int, int, string>? progress = null, CancellationToken cancellation = default)
    {
        var options = new PrepareOptions { Scans = scans, Workers = workers };
        var survey = ScanSurvey.Of(collection, options, progress, cancellation);
        var record = PreparationResolution.Resolve(survey, options with { Intensity = IntensityProposal.Of(survey) });
        var summary = DataSummary.OfSurvey(survey, record);
        return new DataProposal(summary, RecipeFor(summary, budget, dimension), survey, record);
    }

    private static Recipe RecipeFor(DataSummary summary, Budget budget, int? dimension) => dimension == 3 && summary.Size.Length == 2
        ? throw new ReportedException("--dimension: the images have two axes, so that no network of volumes takes them; use 2.")
        : RecipeProposal.Of(summary, budget, dimension);
}
