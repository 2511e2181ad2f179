using SsNet.Experiments.Recipes;
using SsNet.Experiments.Sweeps;

namespace SsNet.Experiments.Tests.Sweeps;

public class ShippedPlanTests
{
    private static readonly MethodName[] EveryMethod = Enum.GetValues<MethodName>();

    [Theory]
    [InlineData("acdc-3-small", 2)]
    [InlineData("cine-phantoms", 2)]
    [InlineData("tiny", 1)]
    public void A_small_plan_has_every_method_once_per_seed(string name, int seeds)
    {
        var runs = SweepPlan.Load(name).Runs;

        Assert.Equal(EveryMethod.Length * seeds, runs.Count);
        Assert.All(runs.GroupBy(run => run.Recipe.Seed), ofSeed => Assert.Equal(EveryMethod, ofSeed.Select(run => run.Recipe.Method).Order()));
    }

    [Theory]
    [InlineData("table-1", DataLayout.La, 4, 8, 80)]
    [InlineData("table-2", DataLayout.Acdc, 3, 7, 0)]
    public void The_plan_of_a_table_has_every_method_at_both_label_counts_and_the_upper_bound(string name, DataLayout layout, int few, int more, int all)
    {
        var recipes = SweepPlan.Load(name).Runs.Select(run => run.Recipe).ToList();

        Assert.All(recipes, recipe => Assert.Equal(layout, recipe.Layout));
        Assert.Equal(EveryMethod, recipes.Where(recipe => recipe.Labelled == few).Select(recipe => recipe.Method).Order());
        Assert.Equal(EveryMethod, recipes.Where(recipe => recipe.Labelled == more).Select(recipe => recipe.Method).Order());
        Assert.Equal(MethodName.Supervised, Assert.Single(recipes, recipe => recipe.Labelled == all).Method);
        Assert.Equal(2 * EveryMethod.Length + 1, recipes.Count);
    }

    [Fact]
    public void The_plan_of_the_ablations_has_their_five_rows_at_both_label_counts()
    {
        var rows = SweepPlan.Load("table-3").Runs.Select(run => run.Recipe).GroupBy(recipe => recipe.Labelled);

        Assert.Equal([4, 8], rows.Select(row => row.Key));
        Assert.All(rows, row => Assert.Equal(
            [(MethodName.Supervised, true, true, "Dice"), (MethodName.SsNet, true, false, "KullbackLeibler"), (MethodName.SsNet, true, false, "Dice"), (MethodName.SsNet, false, true, "Dice"), (MethodName.SsNet, true, true, "Dice")],
            row.Select(recipe => (recipe.Method, recipe.Smoothness, recipe.Separation, $"{recipe.Distance}"))));
    }
}
