using SsNet.Experiments.Recipes;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Recipes;

public class ResolvedConfigurationTests
{
    [Fact]
    public void What_changes_speed_alone_is_no_part_of_it()
    {
        var recipe = RecipeFile.Load("acdc-3");
        string hash = ResolvedConfiguration.HashOf(recipe);
        foreach (var (key, value) in (ReadOnlySpan<(string, string)>)[("workers", "5"), ("threads", "3"), ("device", "cuda:1"), ("memory-layout", "channels-last"), ("checkpoint-every", "7"), ("windows-per-batch", "9")])
        {
            RecipeKeys.All.Single(known => known.Name == key).SetFromCommandLine(recipe, value);
            Assert.Equal(hash, ResolvedConfiguration.HashOf(recipe));
        }
    }

    [Theory]
    [InlineData("seed", "3")]
    [InlineData("labelled", "3")]
    [InlineData("phantom-seed", "3")]
    [InlineData("magnitude", "3.5")]
    [InlineData("selection", "last")]
    [InlineData("largest-component", "false")]
    [InlineData("precision", "bfloat16")]
    [InlineData("shared-clean-prediction", "true")]
    [InlineData("tf32", "true")]
    public void What_changes_the_result_is(string key, string value)
    {
        var recipe = new Recipe();
        RecipeKeys.All.Single(known => known.Name == key).SetFromCommandLine(recipe, value);
        Assert.NotEqual(ResolvedConfiguration.HashOf(new Recipe()), ResolvedConfiguration.HashOf(recipe));
    }

    [Fact]
    public void The_order_of_keys_in_a_file_and_how_it_states_them_do_not_matter()
    {
        using var folder = new TemporaryFolder();
        string Hash(string text)
        {
            File.WriteAllText(folder.FileNamed("recipe.toml"), text);
            return ResolvedConfiguration.HashOf(RecipeFile.Load(folder.FileNamed("recipe.toml")));
        }

        string hash = Hash("base = \"la-8\"\n[training]\nseed = 5\niterations = 100\n[data]\ntest-cases = 2\n");
        Assert.Matches("^[0-9a-f]{12}$", hash);
        Assert.Equal(hash, Hash("[data]\nlabelled = 8\ntest-cases = 2\n[training]\niterations = 100\nvalidate-from = 2000\nseed = 5\nmomentum = 0.90\n"));
    }
}
