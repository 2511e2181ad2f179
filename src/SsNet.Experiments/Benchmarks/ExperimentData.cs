using System.Diagnostics;
using SsNet.Data;
using SsNet.Experiments.Phantoms;
using SsNet.Experiments.Preparing;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Imaging;
using SsNet.Training;

namespace SsNet.Experiments.Benchmarks;

/// <summary>The cases of one experiment.</summary>
public sealed class ExperimentData
{
    private readonly Lazy<Dataset> training;
    private readonly IReadOnlyList<CaseSource> heldOut;

    private ExperimentData(IBenchmark benchmark, ValidationSplit split, IReadOnlyList<CaseSource> test, Recipe recipe)
    {
        // Slices have to be counted, for which volumes may have to be read: that is in vain where a finished run is only scored.
        (bool sliced, int sliceAxis, int downsampling) = (recipe.Patch.Length == 2, recipe.SliceAxis, recipe.Downsampling);
        training = new Lazy<Dataset>(() => (sliced ? split.Training.Sliced(sliceAxis) : split.Training).Downsampled(downsampling));
        Benchmark = benchmark.Name;
        AllowsIgnored = benchmark.AllowsIgnored;
        Preparation = benchmark.Preparation;
        ClassNames = benchmark.ClassNames.Count == recipe.Classes - 1 ? benchmark.ClassNames : ScoreTable.NumberedClasses(recipe.Classes - 1);
        Labelled = split.Training.Labelled;
        All = [.. new[] { split.Training.Labelled, split.Training.Unlabelled, split.Validation, benchmark.Validation, test }.SelectMany(part => part).DistinctBy(source => source.Id)];
        HoldsOut = benchmark.Validation.Count == 0 && split.Validation.Count > 0;
        Validation = recipe.Selection == ModelSelection.Test ? test : split.Validation;
        heldOut = benchmark.Validation.Count > 0 ? benchmark.Validation : split.Validation;
        Test = test;
        SelectionText = Explain(recipe, benchmark, split);
    }

    /// <summary>Where they are from.</summary>
    public string Benchmark { get; }

    /// <summary>What the classes 1, 2, … are; numbers where the recipe has another number of classes than the data set.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Their colours as #RRGGBB; null where nobody chose any.</summary>
    public IReadOnlyList<string>? ClassColours => Preparation is { } record ? [.. record.Labels.Classes.Select(item => item.Colour)] : null;

    /// <summary>Whether labels may hold <see cref="Case.Ignored"/>.</summary>
    public bool AllowsIgnored { get; }

    /// <summary>How the images were prepared, and others have to be; null where they are published ready for use, or made.</summary>
    public PreparationRecord? Preparation { get; }

    /// <summary>
    /// The cases to learn from, downsampled as the recipe says: volumes, or their slices where the patch has two axes. Asking for them
    /// reads the volumes that slices must be cut out of.
    /// </summary>
    /// <exception cref="ReportedException">The volumes cannot be read, or have no such slices.</exception>
    public Dataset Training => training.Value;

    /// <summary>The labelled ones of them, whole and at full resolution, to be scored on.</summary>
    public IReadOnlyList<CaseSource> Labelled { get; }

    /// <summary>Every case, whole and at full resolution: to learn from, labelled ones first, to choose the weights by, and to test on.</summary>
    public IReadOnlyList<CaseSource> All { get; }

    /// <summary>Labelled cases to choose the weights by, at full resolution; empty when the last weights are the result.</summary>
    public IReadOnlyList<CaseSource> Validation { get; }

    /// <summary>Whether labelled training cases are held out to choose the weights by.</summary>
    public bool HoldsOut { get; }

    /// <summary>The test cases, at full resolution.</summary>
    public IReadOnlyList<CaseSource> Test { get; }

    /// <summary>How the weights are chosen, in one line for the reader.</summary>
    public string SelectionText { get; }

    /// <summary>Finds the cases that a recipe asks for; none is read yet.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="folder">The folder of the data; null for data that are made.</param>
    /// <exception cref="ReportedException">The data are missing, or fewer than asked for.</exception>
    public static ExperimentData Open(Recipe recipe, string? folder) => Of(OpenBenchmark(recipe, folder), recipe);

    /// <summary>The cases of a data set that a recipe asks for; none is read yet.</summary>
    /// <param name="benchmark">The data set.</param>
    /// <param name="recipe">The recipe.</param>
    /// <exception cref="ReportedException">There are fewer cases than asked for.</exception>
    public static ExperimentData Of(IBenchmark benchmark, Recipe recipe)
    {
        var split = ValidationSplit.Choose(benchmark.Training(recipe.Labelled, recipe.TrainingCases), benchmark.Validation, recipe);
        var test = benchmark.Test;
        if (recipe.TestCases > test.Count)
        {
            throw new ReportedException($"test-cases: there are {test.Count} test cases, not {recipe.TestCases}; lower the number, or use 0 for all.");
        }

        if (recipe.TestCases > 0) test = [.. test.Take(recipe.TestCases)];
        return new ExperimentData(benchmark, split, test, recipe);
    }

    /// <summary>The labelled cases of a split, whole and at full resolution.</summary>
    /// <param name="split">test, val (the validation list, or the labelled cases held out of training) or train (the labelled training cases).</param>
    /// <exception cref="ReportedException">There is no such split, or no case in it.</exception>
    public IReadOnlyList<CaseSource> CasesOf(string split)
    {
        var cases = split switch
        {
            "test" => Test,
            "val" => heldOut,
            "train" => Labelled,
            _ => throw new ReportedException($"split: there is no split {split}; use test, val or train."),
        };
        if (cases.Count > 0) return cases;
        string[] others = [.. new[] { ("test", Test), ("val", heldOut), ("train", Labelled) }.Where(part => part.Item2.Count > 0).Select(part => part.Item1)];
        string why = split == "test" ? "the data have no test cases" : "none was held out of training";
        throw new ReportedException($"split: the run has no case in {split}, since {why}; use {string.Join(" or ", others)}, or segment other scans with predict and score them with evaluate --predictions.");
    }

    private static IBenchmark OpenBenchmark(Recipe recipe, string? folder) => recipe.Layout switch
    {
        DataLayout.La => LaBenchmark.Open(FolderOf("left atrium", folder)),
        DataLayout.Acdc => OpenAcdc(recipe, FolderOf("ACDC", folder)),
        DataLayout.Prepared => OpenPrepared(recipe, FolderOf("prepared", folder)),
        DataLayout.Phantom => Phantoms(PhantomKind.LeftAtrium, recipe),
        DataLayout.CinePhantom => Phantoms(PhantomKind.Cine, recipe),
        _ => throw new UnreachableException($"There is no layout {recipe.Layout}."),
    };

    private static AcdcBenchmark OpenAcdc(Recipe recipe, string folder) => recipe.SliceAxis == 0
        ? AcdcBenchmark.Open(folder)
        : throw new ReportedException($"slice-axis: the ACDC data have their slices along axis 0, not {recipe.SliceAxis}; set slice-axis = 0.");

    private static PreparedBenchmark OpenPrepared(Recipe recipe, string folder)
    {
        var benchmark = PreparedBenchmark.Open(folder);
        if (benchmark.ClassNames.Count != recipe.Classes - 1)
        {
            throw new ReportedException($"classes: the data in {folder} have {benchmark.ClassNames.Count} classes and the background ({string.Join(", ", benchmark.ClassNames)}); set classes = {benchmark.ClassNames.Count + 1}, not {recipe.Classes}.");
        }

        int channels = benchmark.Preparation.Channels.Length;
        return channels == recipe.InputChannels
            ? benchmark
            : throw new ReportedException($"input-channels: the images in {folder} have {channels} channels ({string.Join(", ", benchmark.Preparation.Channels)}); set input-channels = {channels}, not {recipe.InputChannels}.");
    }

    private static PhantomBenchmark Phantoms(PhantomKind kind, Recipe recipe)
    {
        int testCases = recipe.TestCases == 0 ? PhantomBenchmark.DefaultTestCases : recipe.TestCases;
        return new PhantomBenchmark(kind, recipe.PhantomSeed, testCases, new PhantomOptions { Size = recipe.PhantomSize });
    }

    private static string FolderOf(string dataSet, string? folder) =>
        folder ?? throw new ReportedException($"The recipe needs the {dataSet} data; name their folder with --data DIR.");

    private static string Explain(Recipe recipe, IBenchmark benchmark, ValidationSplit split) => recipe.Selection switch
    {
        ModelSelection.Test => "selection: the best weights on the TEST cases, as in the published code; scores on them are optimistic",
        ModelSelection.Val when benchmark.Validation.Count > 0 => $"selection: the best weights on the {benchmark.Validation.Count} cases of the validation list",
        ModelSelection.Val when split.Validation.Count > 0 =>
            $"selection: the best weights on {split.Validation.Count} labelled cases held out of training ({string.Join(", ", split.Validation.Select(source => source.Id))})",
        ModelSelection.Val => $"selection: the last weights, since fewer than {ValidationSplit.FewestLabelled} labelled {Unit(split.Training.Labelled)} leave none to validate on",
        _ => "selection: the last weights",
    };

    /// <summary>What is counted where cases are held out.</summary>
    private static string Unit(IReadOnlyList<CaseSource> cases) => cases.All(source => source.Group == source.Id) ? "cases" : "groups of cases";
}
