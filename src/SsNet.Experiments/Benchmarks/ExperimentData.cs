using SsNet.Data;
using SsNet.Experiments.Phantoms;
using SsNet.Experiments.Recipes;
using SsNet.Imaging;
using SsNet.Training;

namespace SsNet.Experiments.Benchmarks;

/// <summary>The cases of one experiment.</summary>
/// <param name="Benchmark">Where they are from.</param>
/// <param name="Training">The cases to learn from, downsampled as the recipe says.</param>
/// <param name="Labelled">The labelled ones of them at full resolution, to be scored on.</param>
/// <param name="Validation">Labelled cases to choose the weights by, at full resolution; empty when the last weights are the result.</param>
/// <param name="Test">The test cases, at full resolution.</param>
/// <param name="SelectionText">How the weights are chosen, in one line for the reader.</param>
public sealed record ExperimentData(
    string Benchmark,
    Dataset Training,
    IReadOnlyList<CaseSource> Labelled,
    IReadOnlyList<CaseSource> Validation,
    IReadOnlyList<CaseSource> Test,
    string SelectionText)
{
    /// <summary>Finds the cases that a recipe asks for; none is read yet.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="folder">The folder of the data; null for data that are made.</param>
    /// <exception cref="ReportedException">The data are missing, or fewer than asked for.</exception>
    public static ExperimentData Open(Recipe recipe, string? folder)
    {
        var benchmark = OpenBenchmark(recipe, folder);
        var split = ValidationSplit.Hold(benchmark.Training(recipe.Labelled, recipe.TrainingCases), recipe);
        var test = benchmark.Test;
        if (recipe.TestCases > test.Count)
        {
            throw new ReportedException($"test-cases: there are {test.Count} test cases, not {recipe.TestCases}; lower the number, or use 0 for all.");
        }

        if (recipe.TestCases > 0) test = [.. test.Take(recipe.TestCases)];
        return new ExperimentData(
            benchmark.Name,
            split.Training.Downsampled(recipe.Downsampling),
            split.Training.Labelled,
            recipe.Selection == ModelSelection.Test ? test : split.Validation,
            test,
            Explain(recipe, split));
    }

    private static IBenchmark OpenBenchmark(Recipe recipe, string? folder)
    {
        if (recipe.Layout is DataLayout.Phantom or DataLayout.CinePhantom)
        {
            int testCases = recipe.TestCases == 0 ? PhantomBenchmark.DefaultTestCases : recipe.TestCases;
            var kind = recipe.Layout == DataLayout.CinePhantom ? PhantomKind.Cine : PhantomKind.LeftAtrium;
            return new PhantomBenchmark(kind, recipe.PhantomSeed, testCases, new PhantomOptions { Size = recipe.PhantomSize });
        }

        return folder is null
            ? throw new ReportedException("The recipe needs the left atrium data; name their folder with --data DIR.")
            : LaBenchmark.Open(folder);
    }

    private static string Explain(Recipe recipe, ValidationSplit split) => recipe.Selection switch
    {
        ModelSelection.Test => "selection: the best weights on the TEST cases, as in the published code; scores on them are optimistic",
        ModelSelection.Val when split.Validation.Count > 0 =>
            $"selection: the best weights on {split.Validation.Count} labelled cases held out of training ({string.Join(", ", split.Validation.Select(source => source.Id))})",
        ModelSelection.Val => $"selection: the last weights, since fewer than {ValidationSplit.FewestLabelled} labelled cases leave none to validate on",
        _ => "selection: the last weights",
    };
}
