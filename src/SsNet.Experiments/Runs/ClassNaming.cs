using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Phantoms;
using SsNet.Experiments.Preparing;
using SsNet.Experiments.Recipes;

namespace SsNet.Experiments.Runs;

/// <summary>What classes are called, without the data.</summary>
internal static class ClassNaming
{
    /// <summary>The names of the classes 1, 2, …; numbers where nobody said.</summary>
    /// <param name="recipe">The recipe of a run.</param>
    /// <param name="preparation">How its images were prepared; null where nobody prepared them.</param>
    public static IReadOnlyList<string> Of(Recipe recipe, PreparationRecord? preparation)
    {
        IReadOnlyList<string> names = preparation is null ? OfLayout(recipe.Layout) : [.. preparation.Labels.Classes.Select(item => item.Name)];
        return names.Count == recipe.Classes - 1 ? names : ScoreTable.NumberedClasses(recipe.Classes - 1);
    }

    private static IReadOnlyList<string> OfLayout(DataLayout layout) => layout switch
    {
        DataLayout.La => LaBenchmark.Classes,
        DataLayout.Acdc => AcdcBenchmark.Classes,
        DataLayout.Phantom => PhantomKind.LeftAtrium.ClassNames,
        DataLayout.CinePhantom => PhantomKind.Cine.ClassNames,
        _ => [],
    };
}
