using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Phantoms;
using SsNet.Experiments.Preparing;
using SsNet.Experiments.Recipes;

namespace SsNet.Experiments.Runs;

/// <summary>What the classes of a run are, as far as its folder tells: the data themselves need not be there.</summary>
/// <param name="Names">What the classes 1, 2, … are; numbers where nobody named as many.</param>
/// <param name="Colours">Their colours as #RRGGBB; null where nobody chose any.</param>
internal sealed record RunClasses(IReadOnlyList<string> Names, IReadOnlyList<string>? Colours)
{
    public static RunClasses Of(RunFolder folder, Recipe recipe)
    {
        var prepared = recipe.Layout == DataLayout.Prepared && File.Exists(folder.Preparation) ? PreparationRecord.Load(folder.Preparation).Labels.Classes : [];
        IReadOnlyList<string> names = recipe.Layout switch
        {
            DataLayout.La => LaBenchmark.Classes,
            DataLayout.Acdc => AcdcBenchmark.Classes,
            DataLayout.Phantom => PhantomKind.LeftAtrium.ClassNames,
            DataLayout.CinePhantom => PhantomKind.Cine.ClassNames,
            _ => [.. prepared.Select(item => item.Name)],
        };
        if (names.Count != recipe.Classes - 1) return new RunClasses(ScoreTable.NumberedClasses(recipe.Classes - 1), null);
        return new RunClasses(names, prepared.IsEmpty ? null : [.. prepared.Select(item => item.Colour)]);
    }
}
