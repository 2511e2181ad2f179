using SsNet.Experiments.Figures;
using SsNet.Experiments.Recipes;

namespace SsNet.Experiments.Runs;

/// <summary>
/// Gives runs their place among the colours and dashes of figures (<see cref="FigureColours.OfSeries"/>): a method of the paper has the same colour in every figure, whatever stands beside it, and
/// its seeds differ in their dashes where lines are drawn.
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
        var given = new HashSet<int>();
        IEnumerable<(int Index, int Place)> PlacesOf(IReadOnlyList<(int Index, Recipe Item)> group, int colour) =>
            group.OrderBy(run => run.Item.Seed).Select((run, seed) => (run.Index, colour + seed * FigureColours.SeriesCount));
        void Give(IReadOnlyList<(int Index, Recipe Item)> group, int colour)
        {
            foreach (var (index, place) in PlacesOf(group, colour))
            {
                places[index] = place;
                given.Add(place);
            }
        }

        var firsts = groups.DistinctBy(group => group[0].Item.MethodText).Where(group => Own.Contains(group[0].Item.MethodText)).ToDictionary(group => group, group => Array.IndexOf(Own, group[0].Item.MethodText));
        foreach (var (group, colour) in firsts) Give(group, colour);
        foreach (var group in groups.Where(group => !firsts.ContainsKey(group)))
        {
            Give(group, Enumerable.Range(0, int.MaxValue).First(colour => PlacesOf(group, colour).All(run => !given.Contains(run.Place))));
        }

        return places;
    }
}
