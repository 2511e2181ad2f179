using SsNet.Experiments.Complexity;
using SsNet.Experiments.Recipes;

namespace SsNet.Experiments.Tests.Complexity;

public class RecipeComplexityTests
{
    [Fact]
    public void The_shipped_recipes_give_the_rows_of_both_tables_and_mc_net_plus()
    {
        var rows = RecipeComplexity.OfShippedRecipes(MacConvention.Exact).ToArray();
        string[] methods = ["Supervised", "UA-MT", "SASSNet", "SASSNet: discriminator", "DTC", "URPC", "MC-Net", "MC-Net+", "SS-Net"];
        Assert.Equal([.. methods, .. methods], rows.Select(row => row.Method));
        Assert.All(rows[..methods.Length], row => Assert.Equal("1×112×112×80", row.Input));
        Assert.All(rows[methods.Length..], row => Assert.Equal("1×256×256", row.Input));

        // What a method adds is gone when it predicts; URPC has another network for volumes.
        Assert.Equal([9_448_866L, 9_448_866, 9_448_866, null, 9_448_866, 5_884_050, 9_448_866, 9_448_866, 9_448_866], rows[..methods.Length].Select(row => row.Predicting?.Parameters));
        Assert.All(rows[methods.Length..].Where(row => row.Predicting is not null), row => Assert.Equal(new NetworkComplexity(1_813_764, 2_949_644_288), row.Predicting));

        Assert.Equal(
            [9_448_866, 9_448_866, 9_448_883, 11_020_290, 9_448_883, 5_884_504, 12_347_716, 15_246_566, 9_457_318],
            rows[..methods.Length].Select(row => row.Trained.Parameters));
        Assert.Equal(
            [1_813_764, 1_813_764, 1_814_344, 2_762_754, 1_814_344, 1_831_060, 2_577_624, 3_210_924, 1_826_828],
            rows[methods.Length..].Select(row => row.Trained.Parameters));
    }

    [Fact]
    public void A_recipe_is_counted_at_its_own_patch_and_width()
    {
        var recipe = RecipeFile.Load("acdc-3");
        var large = RecipeComplexity.Of("large", recipe, MacConvention.Exact).Single();
        recipe.Patch = [128, 64];
        var small = RecipeComplexity.Of("small", recipe, MacConvention.Exact).Single();
        Assert.Equal(("small", "SS-Net", "1×128×64"), (small.Origin, small.Method, small.Input));
        Assert.Equal(large.Trained with { Macs = large.Trained.Macs / 8 }, small.Trained);

        recipe.BaseWidth = 8;
        var narrow = RecipeComplexity.Of("narrow", recipe, MacConvention.Exact).Single();
        Assert.InRange((double)small.Predicting!.Value.Macs / narrow.Predicting!.Value.Macs, 3.5, 4);
    }

    [Fact]
    public void A_method_on_a_network_that_cannot_carry_it_is_refused()
    {
        var recipe = RecipeFile.Load("la-4");
        recipe.Method = MethodName.Urpc;
        var error = Assert.Throws<Imaging.ReportedException>(() => RecipeComplexity.Of("la-4", recipe, MacConvention.Exact).ToArray());
        Assert.Equal("architecture: URPC needs another network than this; choose u-net or pyramid-u-net.", error.Message);
    }
}
