using SsNet.Experiments.Recipes;
using SsNet.Experiments.Sweeps;
using SsNet.Imaging;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Sweeps;

public sealed class SweepPlanTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Runs_are_all_combinations_seed_by_seed()
    {
        var plan = Load("""
            recipes = ["acdc-3", "mine.toml"]
            labelled = [3, 0]
            seeds = [1, 2]
            split = "val"

            [[overrides]]
            name = "plain"

            [[overrides]]
            name = "strong"
            magnitude = 9
            """);
        Assert.Equal("val", plan.Split);
        Assert.Equal(16, plan.Runs.Count);
        Assert.Equal(
            [
                "acdc-3-plain-3-s1", "acdc-3-plain-all-s1", "acdc-3-strong-3-s1", "acdc-3-strong-all-s1",
                "mine-plain-3-s1", "mine-plain-all-s1", "mine-strong-3-s1", "mine-strong-all-s1", "acdc-3-plain-3-s2",
            ],
            plan.Runs.Take(9).Select(run => run.Name[..^13]));
        Assert.All(plan.Runs, run => Assert.Equal(ResolvedConfiguration.HashOf(run.Recipe), run.Name[^12..]));
        Assert.Equal("mine with strong, all labelled, seed 2", plan.Runs[^1].ToString());
        Assert.Equal((9, 0, 2, 8), (plan.Runs[^1].Recipe.Magnitude, plan.Runs[^1].Recipe.Labelled, plan.Runs[^1].Recipe.Seed, plan.Runs[^1].Recipe.BaseWidth));
    }

    [Fact]
    public void Without_axes_a_recipe_keeps_its_own_numbers()
    {
        var run = Assert.Single(Load("recipes = [\"la-8\"]").Runs);
        Assert.Equal(RecipeFile.Load("la-8").ToToml(), run.Recipe.ToToml());
        Assert.Equal($"la-8-8-s1337-{run.Id}", run.Name);
    }

    [Fact]
    public void The_closer_setting_wins()
    {
        var plan = Load("""
            recipes = ["la-4", "la-8"]

            [common]
            iterations = 10
            base-width = 4
            probe = 1

            [recipe.la-8]
            iterations = 20
            probe = 2

            [[overrides]]
            name = "o"
            probe = 3
            """);
        Assert.Equal([(10L, 4, 3.0), (20L, 4, 3.0)], plan.Runs.Select(run => (run.Recipe.Iterations, run.Recipe.BaseWidth, run.Recipe.Probe)));
    }

    [Fact]
    public void An_override_may_be_for_some_recipes_alone()
    {
        var plan = Load("""
            recipes = ["la-4", "la-supervised-4"]

            [[overrides]]
            name = "both"
            recipes = ["la-4"]

            [[overrides]]
            name = "kl"
            recipes = ["la-4"]
            distance = "kl"
            """);
        Assert.Equal(["la-4-both-4-s1337", "la-4-kl-4-s1337", "la-supervised-4-4-s1337"], plan.Runs.Select(run => run.Name[..^13]));
    }

    [Theory]
    [InlineData("recipes = [\"la-4\"]\n[[overrides]]\nname = \"a\"\nrecipes = [\"la-8\"]", "{0}, line 4: 'recipes' must be a list in brackets of recipes that the plan names, not [\"la-8\"].")]
    [InlineData("seeds = [1]", "{0}: names no recipes; begin with a line such as: recipes = [\"phantom-4\", \"phantom-supervised-4\"]")]
    [InlineData("recipes = [\"la-4\"]\nseed = [1]", "{0}, line 2: there is no key 'seed' before the first section. Settings of all recipes belong into [common].")]
    [InlineData("recipes = [\"la-4\"]\nsedes = [1]", "{0}, line 2: there is no key 'sedes' before the first section. Did you mean 'seeds'?")]
    [InlineData("recipes = [\"la-4\"]\nseeds = 1", "{0}, line 2: 'seeds' must be a list in brackets of a whole number of at least 0, each, not 1.")]
    [InlineData("recipes = [\"la-4\"]\nlabelled = [4, -1]", "{0}, line 2: 'labelled' must be a list in brackets of a whole number of at least 0, each, not [4, -1].")]
    [InlineData("recipes = [\"la-4\"]\nlabelled = []", "{0}, line 2: 'labelled' must be a list in brackets of a whole number of at least 0, each, not [].")]
    [InlineData("recipes = \"la-4\"", "{0}, line 1: 'recipes' must be a list in brackets of names or files of recipes in quotes, not \"la-4\".")]
    [InlineData("recipes = [\"la-4\"]\nsplit = \"tset\"", "{0}, line 2: 'split' must be \"test\", \"val\" or \"train\", not \"tset\".")]
    [InlineData("recipes = [\"la-4\", \"la-4\"]", "{0}, line 1: two recipes are called 'la-4'; remove one, or rename its file.")]
    [InlineData("recipes = [\"la-4\"]\n[comon]", "{0}, line 2: there is no section [comon]. Did you mean 'common'? Sections: [common], [recipe.NAME], [[overrides]].")]
    [InlineData("recipes = [\"la-4\"]\n[overrides]", "{0}, line 2: there is no section [overrides]. Write it with two brackets: [[overrides]]. Sections: [common], [recipe.NAME], [[overrides]].")]
    [InlineData("recipes = [\"la-4\"]\n[recipe.la-5]", "{0}, line 2: [recipe.la-5] is for a recipe that the plan does not name. Did you mean 'la-4'?")]
    [InlineData("recipes = [\"la-4\"]\n[common]\niteration = 5", "{0}, line 3: there is no setting 'iteration' of a recipe, for [common]. Did you mean 'iterations'?")]
    [InlineData("recipes = [\"la-4\"]\n[common]\niterations = 0", "{0}, line 3: 'iterations' must be a whole number of at least 1, not 0.")]
    [InlineData("recipes = [\"la-4\"]\nseeds = [1]\n[common]\nseed = 5", "{0}, line 4: 'seed' is set by the list before the first section already; remove one of the two.")]
    [InlineData("recipes = [\"la-4\"]\n[[overrides]]\nprobe = 1", "{0}, line 2: an element of [[overrides]] needs a 'name', which the folders of its runs bear.")]
    [InlineData("recipes = [\"la-4\"]\n[[overrides]]\nname = \"a/b\"", "{0}, line 3: the name 'a/b' cannot be part of a folder's; use letters, digits, '-', '_' and '.'.")]
    [InlineData("recipes = [\"la-4\"]\n[[overrides]]\nname = \"a\"\n[[overrides]]\nname = \"a\"", "{0}, line 5: two elements of [[overrides]] are called 'a'; rename one.")]
    [InlineData("recipes = [\"la-4\"]\n[common]\nstride = [200, 18, 4]", "{0}: la-4, 4 labelled, seed 1337: stride: 200×18×4 does not fit the patch 112×112×80; give as many numbers as the patch has, none larger than the patch's.")]
    [InlineData("recipes = [\"la-4\", \"la-8\"]\nlabelled = [4]", "{0}: 'la-4, 4 labelled, seed 1337' and 'la-8, 4 labelled, seed 1337' are the same run, since no setting differs that changes the result; remove one of them.")]
    [InlineData("recipes = [\"la-4\"]\n[[overrides]]\nname = \"a\"\n[[overrides]]\nname = \"b\"\nworkers = 9", "{0}: 'la-4 with a, 4 labelled, seed 1337' and 'la-4 with b, 4 labelled, seed 1337' are the same run, since no setting differs that changes the result; remove one of them.")]
    public void What_is_wrong_is_named_with_file_and_line(string text, string message)
    {
        string path = Write(text);
        Assert.Equal(string.Format(null, message, path), Assert.Throws<ReportedException>(() => SweepPlan.Load(path)).Message);
    }

    [Fact]
    public void A_recipe_that_is_missing_is_named_with_the_nearest()
    {
        string error = Assert.Throws<ReportedException>(() => Load("recipes = [\"acdc-33\"]")).Message;
        Assert.Contains("line 1: there is no recipe 'acdc-33', neither a shipped one nor a file beside the plan. Did you mean 'acdc-3'?", error, StringComparison.Ordinal);
        Assert.Contains("There is no plan", Assert.Throws<ReportedException>(() => SweepPlan.Load(folder.FileNamed("none.toml"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_that_does_not_suit_its_network_is_told_before_anything_starts() => Assert.Contains(
        "phantom-4, 4 labelled, seed 1337: architecture: URPC needs another network than this",
        Assert.Throws<ReportedException>(() => Load("recipes = [\"phantom-4\"]\n[common]\nmethod = \"urpc\"\n")).Message,
        StringComparison.Ordinal);

    private SweepPlan Load(string text) => SweepPlan.Load(Write(text));

    private string Write(string text)
    {
        File.WriteAllText(folder.FileNamed("mine.toml"), "base = \"acdc-3-small\"\n");
        File.WriteAllText(folder.FileNamed("plan.toml"), text);
        return folder.FileNamed("plan.toml");
    }
}
