using System.Globalization;
using SsNet.Experiments.Recipes;

namespace SsNet.Experiments.Runs;

/// <summary>Tells experiments apart by their recipes.</summary>
internal static class RecipeGroups
{
    /// <summary>The settings that tell experiments apart: the seeds may differ within one.</summary>
    public static IReadOnlyList<RecipeKey> OfTheExperiment { get; } = [.. ResolvedConfiguration.Keys.Where(key => key.Name is not ("seed" or "phantom-seed"))];

    /// <summary>What tells the scans of recipes on data of one layout apart: phantoms of another seed or size are other scans under the same names.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <returns>The same text for the same scans; all real data have the same.</returns>
    public static string ScansOf(Recipe recipe) => recipe.Layout is DataLayout.Phantom or DataLayout.CinePhantom
        ? string.Create(CultureInfo.InvariantCulture, $"{recipe.PhantomSeed} {string.Join('x', recipe.PhantomSize)}")
        : "";

    /// <summary>Puts together what has the same recipe, in the order of the first of each.</summary>
    /// <param name="items">What has a recipe.</param>
    /// <param name="recipeOf">Its recipe.</param>
    /// <param name="keys">The settings that must be the same.</param>
    public static IReadOnlyList<IReadOnlyList<T>> Group<T>(IEnumerable<T> items, Func<T, Recipe> recipeOf, IReadOnlyCollection<RecipeKey> keys) =>
        [.. items.GroupBy(item => string.Join('\n', keys.Select(key => key.ToToml(recipeOf(item))))).Select(group => group.ToList())];

    /// <summary>The method of a recipe; where others of the same method differ, with what this one differs in, and where any has other labels, with how many are labelled.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="all">All recipes that are shown together.</param>
    /// <param name="keys">The settings that are looked at.</param>
    public static string NameOf(Recipe recipe, IEnumerable<Recipe> all, IEnumerable<RecipeKey> keys)
    {
        Recipe[] sameMethod = [.. all.Where(other => other.MethodText == recipe.MethodText)];
        // Labels are what differs most, so they are named beside other methods too.
        var differing = keys.Where(key => (key.Name == "labelled" ? all : sameMethod).Any(other => key.ToToml(other) != key.ToToml(recipe)));
        string[] parts = [.. differing.Select(key => $"{key.Name} {key.ToToml(recipe).Trim('"')}")];
        return parts.Length == 0 ? recipe.MethodText : $"{recipe.MethodText}, {string.Join(", ", parts)}";
    }

    /// <summary>Names for runs that are shown together: the method as in <see cref="NameOf"/>, and the seed where several would have one name.</summary>
    /// <param name="recipes">The runs' recipes.</param>
    public static IReadOnlyList<string> NamesOf(IReadOnlyList<Recipe> recipes)
    {
        string[] names = [.. recipes.Select(recipe => NameOf(recipe, recipes, OfTheExperiment))];
        return [.. names.Zip(recipes, (name, recipe) => names.Count(other => other == name) == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}, seed {recipe.Seed}"))];
    }
}
