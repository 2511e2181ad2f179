using SsNet.Experiments.Figures;
using SsNet.Experiments.Recipes;

namespace SsNet.Experiments.Runs;

/// <summary>
/// Gives runs their place among the colours and dashes of figures (<see cref="FigureColours.OfSeries"/>): a method of the paper has the same colour in every figure, whatever stands beside it, and
/// its seeds differ in their dashes.
/// </summary>
internal static class MethodSeries
{
    // What is compared most often has the colours that differ most.
    private static readonly string[] Own = ["Supervised", "SS-Net", "UA-MT", "SASSNet", "DTC", "URPC", "MC-Net"];

    /// <summary>The places of runs that are shown together.</summary>
    /// <param name="recipes">Their recipes. Of several that differ in more than the seed but are of one method, the first has the method's colour, and the others have colours that nobody has while there are any.</param>
    /// <returns>A place for each.</returns>
    public static int[] Of(IReadOnlyList<Recipe> recipes)
    {
        var groups = RecipeGroups.Group(recipes.Index(), run => run.Item, RecipeGroups.OfTheExperiment);
        var places = new int[recipes.Count];
        void Give(IReadOnlyList<(int Index, Recipe Item)> group, int colour)
        {
            foreach (var (seed, run) in group.Index()) places[run.Index] = colour + seed * FigureColours.SeriesCount;
        }

        var firsts = groups.DistinctBy(group => group[0].Item.MethodText).Where(group => Own.Contains(group[0].Item.MethodText)).ToDictionary(group => group, group => Array.IndexOf(Own, group[0].Item.MethodText));
        foreach (var (group, colour) in firsts) Give(group, colour);
        using var free = Enumerable.Range(0, int.MaxValue).Except(firsts.Values).GetEnumerator();
        foreach (var group in groups.Where(group => !firsts.ContainsKey(group)))
        {
            free.MoveNext();
            Give(group, free.Current);
        }

        return places;
    }
}
