using SsNet.Experiments.Figures;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;

namespace SsNet.Experiments.Tests.Runs;

public class MethodSeriesTests
{
    [Fact]
    public void A_method_has_its_colour_whatever_stands_beside_it()
    {
        Recipe[] all = [.. Enum.GetValues<MethodName>().Select(method => new Recipe { Method = method })];
        int[] together = MethodSeries.Of(all);
        Assert.Equal(together, all.Select(recipe => Assert.Single(MethodSeries.Of([recipe]))));
        Assert.Equal(all.Length, together.Select(FigureColours.OfSeries).Distinct().Count());
        Assert.Equal([.. together.Reverse()], MethodSeries.Of([.. all.Reverse()]));
    }

    [Fact]
    public void Seeds_of_a_method_differ_in_their_dashes() =>
        Assert.Equal([1, 1 + 7, 0, 1 + 14], MethodSeries.Of([Of(MethodName.SsNet, 5), Of(MethodName.SsNet, 6), Of(MethodName.Supervised, 5), Of(MethodName.SsNet, 7)]));

    [Fact]
    public void Other_recipes_of_a_method_have_colours_that_nobody_else_has()
    {
        Recipe[] recipes = [.. Enumerable.Range(1, 9).Select(labelled => new Recipe { Method = MethodName.SsNet, Labelled = labelled }), Of(MethodName.Supervised, 1)];
        int[] places = MethodSeries.Of(recipes);
        Assert.Equal((1, 0), (places[0], places[^1]));
        Assert.Equal(recipes.Length, places.Distinct().Count());
        Assert.Equal([2, 3, 4, 5, 6], places[1..6]);
    }

    [Fact]
    public void No_other_recipe_looks_like_the_second_seed_of_a_method()
    {
        Recipe[] recipes =
        [
            .. Enum.GetValues<MethodName>().SelectMany(method => (Recipe[])[Of(method, 1), Of(method, 2)]),
            new Recipe { Method = MethodName.SsNet, Seed = 1, Labelled = 3 }, new Recipe { Method = MethodName.SsNet, Seed = 2, Labelled = 3 }, new Recipe { Method = MethodName.Supervised, Seed = 1, Labelled = 3 },
        ];
        Assert.Equal(recipes.Length, MethodSeries.Of(recipes).Distinct().Count());
    }

    private static Recipe Of(MethodName method, int seed) => new() { Method = method, Seed = seed };
}
