using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Statistics;

namespace SsNet.Experiments.Tables;

/// <summary>Tests whether one recipe segments the cases better than another.</summary>
internal static class PairedCases
{
    // Differences of shares are equal to this many digits if they are equal at all; the rest is rounding.
    private const int Digits = 12;

    /// <summary>
    /// The test of the cases' Dice, each the mean of its classes and of the seeds that both recipes have: the seeds of a case are no independent pairs.
    /// </summary>
    /// <param name="mine">The runs of a recipe with their scores.</param>
    /// <param name="reference">Those of the recipe that it is tested against.</param>
    /// <returns>The test of mine − reference; null where the two have no seed or no case in common.</returns>
    public static WilcoxonSignedRank? Test(IReadOnlyList<(Recipe Recipe, ScoreTable Scores)> mine, IReadOnlyList<(Recipe Recipe, ScoreTable Scores)> reference)
    {
        var pairs = mine.Join(reference, run => Pair(run.Recipe), run => Pair(run.Recipe), (run, other) => (Mine: Dice(run.Scores), Other: Dice(other.Scores))).ToList();
        if (pairs.Count == 0) return null;
        string[] cases = [.. pairs[0].Mine.Keys.Where(id => pairs.All(pair => pair.Mine.ContainsKey(id) && pair.Other.ContainsKey(id)))];
        return cases.Length == 0 ? null : WilcoxonSignedRank.Test(cases.Select(id => Math.Round(pairs.Average(pair => pair.Mine[id] - pair.Other[id]), Digits)));
    }

    private static (long Seed, string Scans) Pair(Recipe recipe) => (recipe.Seed, RecipeGroups.ScansOf(recipe));

    private static Dictionary<string, double> Dice(ScoreTable scores) => scores.ByCase(score => score.Dice);
}
