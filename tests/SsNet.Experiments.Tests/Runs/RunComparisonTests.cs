using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Imaging;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Runs;

public sealed class RunComparisonTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Runs_that_differ_in_the_seed_alone_are_one_method()
    {
        string[] runs = [Run("ss-2", seed: 2), Run("supervised-1", MethodName.Supervised), Run("ss-1"), Run("supervised-2", MethodName.Supervised, seed: 2)];
        var result = Compare(runs);
        Assert.Equal(["SS-Net", "Supervised"], result.Methods.Select(method => method.Method));
        Assert.All(result.Methods, method => Assert.Equal([1L, 2L], method.PerSeed.Select(seed => seed.Seed)));
        Assert.All(result.Methods, method => Assert.Equal(2 * method.PerSeed[0].Scores.Rows.Count, method.All.Rows.Count));
        Assert.All((string[])[result.OverlayPath, result.CurvesPath], path => Assert.True(new FileInfo(path).Length > 0));
    }

    [Fact]
    public void Recipes_of_one_method_are_named_by_what_they_differ_in()
    {
        var result = Compare(Run("four"), Run("three", change: recipe => recipe.RampUpInterval = 7), Run("supervised", MethodName.Supervised));
        Assert.Equal(["SS-Net, ramp-up-interval 1", "SS-Net, ramp-up-interval 7", "Supervised"], result.Methods.Select(method => method.Method));
    }

    [Fact]
    public void What_cannot_be_compared_is_refused_with_both_names()
    {
        string first = Run("first");
        string inMillimetres = Run("mm", MethodName.Supervised, table: table => table with { Unit = "mm" });
        string otherRule = Run("zero", MethodName.Supervised, table: table => table with { EmptyIsZero = true });
        string otherData = Run("cine", change: recipe => recipe.Layout = DataLayout.CinePhantom);
        AssertRefused("different units of the distances", first, inMillimetres);
        AssertRefused("different scores of empty predictions", first, otherRule);
        AssertRefused("different data sets", first, otherData);
        AssertRefused("the same seed", first, Run("again"));
    }

    [Fact]
    public void A_run_that_was_not_evaluated_says_how_to()
    {
        string run = Run("run");
        File.Delete(RunFolder.Open(run).Scores("test"));
        AssertRefused($"ssnet evaluate --run {run} --split test", run);
    }

    [Fact]
    public void Contours_are_drawn_on_the_scan_that_they_belong_to()
    {
        // The same names, but other phantoms: a column for them would show contours of another heart.
        string[] runs = [Run("ss-1"), Run("supervised-2", MethodName.Supervised, change: recipe => recipe.PhantomSeed = 2)];
        Directory.Delete(RunFolder.Open(runs[1]).Predictions("test"), recursive: true);
        Assert.True(File.Exists(Compare(runs).OverlayPath));
    }

    [Fact]
    public void A_demonstration_compares_both_methods_in_any_number_of_axes_and_classes()
    {
        foreach (var (classes, patch) in ((int, int[])[])[(2, [16, 16, 16]), (4, [32, 32])])
        {
            Recipe Small(MethodName method)
            {
                var recipe = SmallRecipe.SsNet(classes, patch);
                recipe.Method = method;
                if (method == MethodName.Supervised) recipe.UnlabelledPerBatch = 0;
                return recipe;
            }

            var result = new Demonstration(Small(MethodName.Supervised), Small(MethodName.SsNet), folder.FileNamed($"demo-{classes}"))
                .Run(firstSeed: 1, seeds: 2, (_, _) => new Silence(), TestContext.Current.CancellationToken);
            Assert.NotNull(result);
            Assert.Equal(["Supervised", "SS-Net"], result.Methods.Select(method => method.Method));
            Assert.All(result.Methods, method => Assert.Equal(2, method.PerSeed.Count));
            Assert.Equal(classes - 1, result.Methods[0].All.ClassNames.Count);
        }
    }

    private RunComparison Compare(params string[] runs) => RunComparison.Of(runs, "test", null, folder.FileNamed("out"));

    private void AssertRefused(string part, params string[] runs)
    {
        var error = Assert.Throws<ReportedException>(() => Compare(runs));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.All(runs, run => Assert.Contains(run, error.Message, StringComparison.Ordinal));
    }

    private string Run(string name, MethodName method = MethodName.SsNet, long seed = 1, Action<Recipe>? change = null, Func<ScoreTable, ScoreTable>? table = null) =>
        EvaluatedFolder.Create(
            folder,
            name,
            recipe =>
            {
                (recipe.Method, recipe.Seed) = (method, seed);
                change?.Invoke(recipe);
            },
            table: table);
}
