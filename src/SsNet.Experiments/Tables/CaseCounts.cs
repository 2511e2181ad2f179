using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Training;

namespace SsNet.Experiments.Tables;

/// <summary>How many cases a run had, counted as the field counts them: in scans, or for ACDC in patients.</summary>
/// <param name="Labelled">Cases whose label was used, to learn from or to choose the weights by.</param>
/// <param name="Unlabelled">Training cases whose label was not.</param>
/// <param name="Test">Test cases.</param>
internal sealed record CaseCounts(int Labelled, int Unlabelled, int Test)
{
    private const string BeforeNumberOfSlice = "_slice_";

    /// <summary>All training cases.</summary>
    public int Training => Labelled + Unlabelled;

    /// <summary>Counts the cases of a run.</summary>
    /// <param name="recipe">Its recipe.</param>
    /// <param name="split">Its cases.</param>
    public static CaseCounts Of(Recipe recipe, RunSplit split)
    {
        // Runs of earlier programs do not say it: of their data sets ACDC alone sets validation cases apart.
        bool heldOut = split.HoldsOut ?? (recipe.Layout != DataLayout.Acdc && recipe.Selection == ModelSelection.Val);
        return new CaseCounts(Count(recipe, heldOut ? [.. split.Labelled, .. split.Validation] : split.Labelled), Count(recipe, split.Unlabelled), Count(recipe, split.Test));
    }

    private static int Count(Recipe recipe, IEnumerable<string> ids) =>
        ids.Select(id => recipe.Layout == DataLayout.Acdc ? AcdcSliceName.PatientOf(id) : recipe.Patch.Length == 2 ? VolumeOf(id) : id).Distinct().Count();

    private static string VolumeOf(string id)
    {
        int end = id.LastIndexOf(BeforeNumberOfSlice, StringComparison.Ordinal);
        return end < 0 ? id : id[..end];
    }
}
