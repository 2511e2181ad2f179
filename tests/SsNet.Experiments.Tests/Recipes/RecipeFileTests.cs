using SsNet.Experiments.Recipes;
using SsNet.Imaging;
using SsNet.Networks;
using SsNet.Testing;
using SsNet.Training;

namespace SsNet.Experiments.Tests.Recipes;

public class RecipeFileTests
{
    public static TheoryData<string> Names => [.. RecipeFile.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_shipped_recipe_makes_its_method(string name)
    {
        var recipe = RecipeFile.Load(name);
        // The small network keeps the test quick; the options are those of the recipe.
        recipe.BaseWidth = 1;
        using var method = MethodFactory.Create(recipe, recipe.OpenDevice());
        string[] others = ["supervised", "ua-mt", "sassnet", "dtc", "urpc", "mc-net"];
        Assert.Equal(others.FirstOrDefault(other => name.Contains($"-{other}-", StringComparison.Ordinal), "ss-net"), method.Name);
        Assert.Equal(method.Name == "ss-net", method.Network.Heads is not null);
        Assert.Equal(recipe.Patch, recipe.ToPredictionOptions().Patch);
        // Half of the batch, wherever unlabelled cases teach at all.
        Assert.Equal(method.Name == "supervised" ? 0 : recipe.LabelledPerBatch, recipe.ToTrainingOptions().UnlabelledPerBatch);
    }

    [Fact]
    public void The_recipe_of_the_paper_is_the_default()
    {
        var recipe = RecipeFile.Load("la-4");
        Assert.Equal(new Recipe { ValidateFrom = 2000 }.ToToml(), recipe.ToToml());
        var defaults = new TrainingOptions();
        Assert.Equal(new Inference.PredictionOptions().Patch, recipe.Patch);
        Assert.Equal(defaults with { ValidateFrom = 2000 }, recipe.ToTrainingOptions());
        Assert.Equal(new Methods.SsNetOptions(), recipe.ToSsNetOptions());
    }

    [Fact]
    public void A_recipe_states_only_what_differs_from_its_base()
    {
        var recipe = RecipeFile.Load("la-supervised-8");
        Assert.Equal((8, MethodName.Supervised, 0, 15_000), (recipe.Labelled, recipe.Method, recipe.UnlabelledPerBatch, recipe.Iterations));
    }

    [Fact]
    public void A_written_recipe_reads_back_the_same()
    {
        using var folder = new TemporaryFolder();
        var recipe = RecipeFile.Load("la-supervised-4-small");
        foreach (var key in RecipeKeys.All) key.SetFromCommandLine(recipe, AnotherValue(key));
        string path = folder.FileNamed("written.toml");
        File.WriteAllText(path, recipe.ToToml());
        Assert.Equal(recipe.ToToml(), RecipeFile.Load(path).ToToml());
        // Every setting was changed and kept: a key whose getter and setter disagree would show here.
        foreach (var key in RecipeKeys.All) Assert.Equal(AnotherValue(key), Bare(key.ToToml(recipe)));
    }

    [Fact]
    public void A_file_may_build_on_another_file_beside_it()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.FileNamed("mine"));
        File.WriteAllText(folder.FileNamed("mine/first.toml"), "base = \"la-8\"\n[training]\nseed = 5\n");
        File.WriteAllText(folder.FileNamed("mine/second.toml"), "base = \"first.toml\"\n[network]\nbase-width = 3\n");
        var recipe = RecipeFile.Load(folder.FileNamed("mine/second.toml"));
        Assert.Equal((8, 5, 3), (recipe.Labelled, recipe.Seed, recipe.BaseWidth));
    }

    [Theory]
    [InlineData("[data]\nlabeled = 4", "line 2: there is no key 'labeled' in [data]. Did you mean 'labelled'?")]
    [InlineData("[data]\n\nseed = 4", "line 3: there is no key 'seed' in [data]. It belongs to [training].")]
    [InlineData("seed = 4", "line 1: there is no key 'seed' before the first section. It belongs to [training].")]
    [InlineData("[trainin]", "line 1: there is no section [trainin]. Did you mean 'training'? Sections: data, network, method, training, prediction.")]
    [InlineData("[data]\nlabelled = -1", "line 2: 'labelled' must be a whole number of at least 0, not -1.")]
    [InlineData("[data]\nslice-axis = 3", "line 2: 'slice-axis' must be a whole number from 0 to 2, not 3.")]
    [InlineData("[data]\nlabelled = \"4\"", "line 2: 'labelled' must be a whole number of at least 0, not \"4\".")]
    [InlineData("[training]\nmomentum = 1.0", "line 2: 'momentum' must be a number of at least 0 and below 1, not 1.0.")]
    [InlineData("[training]\nmomentum = nan", "line 2: 'momentum' must be a number of at least 0 and below 1, not nan.")]
    [InlineData("[method]\ndistance = \"l2\"", "line 2: 'distance' must be \"dice\" or \"kl\", not \"l2\".")]
    [InlineData("[training]\npatch = [8]", "line 2: 'patch' must be two or three whole numbers of at least 1, [1, 1, 1] in TOML and 1,1,1 on the command line, not [8].")]
    [InlineData("[data]\nphantom-size = [8, 8]", "line 2: 'phantom-size' must be three whole numbers of at least 8, [8, 8, 8] in TOML and 8,8,8 on the command line, not [8, 8].")]
    [InlineData("base = 4", "line 1: 'base' must be the name or the file of a recipe in quotes.")]
    public void What_is_wrong_is_named_with_file_and_line(string text, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("mine.toml");
        File.WriteAllText(path, text);
        Assert.Equal($"{path}, {message}", Assert.Throws<ReportedException>(() => RecipeFile.Load(path)).Message);
    }

    [Theory]
    [InlineData("[data\nlabelled = 4")]
    [InlineData("[data]\nlabelled = 4\nlabelled = 8")]
    [InlineData("[data]\nlabelled = ")]
    public void Broken_toml_is_one_line_with_the_place(string text)
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("mine.toml");
        File.WriteAllText(path, text);
        string message = Assert.Throws<ReportedException>(() => RecipeFile.Load(path)).Message;
        Assert.StartsWith($"{path}, line ", message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void An_unknown_recipe_is_answered_by_the_known_names()
    {
        string message = Assert.Throws<ReportedException>(() => RecipeFile.Load("la4")).Message;
        Assert.StartsWith("There is no recipe 'la4', neither a file nor a name. Did you mean 'la-4'? Known names: ", message);
        Assert.All(RecipeFile.Names, name => Assert.Contains(name, message));
    }

    [Fact]
    public void A_recipe_that_is_its_own_base_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("mine.toml");
        File.WriteAllText(path, "base = \"mine.toml\"");
        Assert.Contains("is its own base", Assert.Throws<ReportedException>(() => RecipeFile.Load(path)).Message);
    }

    [Fact]
    public void Names_of_settings_are_unique_and_every_one_is_described()
    {
        Assert.Equal(RecipeKeys.All.Length, RecipeKeys.All.Select(key => key.Name).Distinct().Count());
        Assert.All(RecipeKeys.All, key => Assert.False(key.Description.Length == 0 || key.Description.EndsWith('.')));
        Assert.Equal(RecipeKeys.All.Length, typeof(Recipe).GetProperties().Count(property => property.CanWrite));
    }

    [Fact]
    public void A_temperature_at_which_sharpening_is_not_a_number_is_refused()
    {
        var key = RecipeKeys.All.Single(key => key.Name == "temperature");
        foreach (string value in (string[])["0.001", "1.5"])
        {
            var error = Assert.Throws<ReportedException>(() => key.SetFromCommandLine(new Recipe(), value));
            Assert.Equal($"--temperature: must be a number of at least 0.01 and below 1, not '{value}'.", error.Message);
        }
    }

    [Fact]
    public void A_stride_longer_than_the_patch_is_refused()
    {
        var recipe = new Recipe { Stride = [18, 18, 81] };
        Assert.StartsWith("stride: 18×18×81 does not fit the patch 112×112×80;", Assert.Throws<ReportedException>(() => recipe.ToPredictionOptions()).Message);
    }

    private static string Bare(string toml) => toml.Trim('"', '[', ']').Replace(" ", "");

    /// <summary>An allowed value that no default has.</summary>
    [Theory]
    [InlineData("cpu", null, "\"cpu\"")]
    [InlineData("cuda", 0, "\"cuda\"")]
    [InlineData("cuda:0", 0, "\"cuda\"")]
    [InlineData("cuda:12", 12, "\"cuda:12\"")]
    public void Devices_are_the_processor_and_graphics_cards_by_number(string text, int? card, string toml)
    {
        var key = RecipeKeys.All.Single(known => known.Name == "device");
        var recipe = new Recipe { Device = new ComputingDevice(5) };
        key.SetFromCommandLine(recipe, text);
        Assert.Equal(card, recipe.Device.Card);
        Assert.Equal(toml, key.ToToml(recipe));
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda: 1")]
    [InlineData("cuda1")]
    public void Other_devices_are_refused(string text)
    {
        var key = RecipeKeys.All.Single(known => known.Name == "device");
        string message = Assert.Throws<ReportedException>(() => key.SetFromCommandLine(new Recipe(), text)).Message;
        Assert.Equal($"--device: must be \"cpu\", \"cuda\" or \"cuda:N\" with the number of a graphics card, not '{text}'.", message);
    }

    /// <summary>What oneDNN computes wrongly, a graphics card does not.</summary>
    [Fact]
    public void A_patch_that_the_processor_cannot_train_in_bfloat16_is_fine_on_a_card()
    {
        var recipe = new Recipe { Patch = [32, 32, 32], Precision = NetworkPrecision.BFloat16 };
        Assert.Throws<ReportedException>(() => MethodFactory.Check(recipe));
        recipe.Device = new ComputingDevice(0);
        MethodFactory.Check(recipe);
    }

    private static string AnotherValue(RecipeKey key) => key.Placeholder switch
    {
        "N" when key.Name == "slice-axis" => "1",
        "N" when key.Name == "decoders" => "3",
        "N" => "123",
        _ when key.Name == "device" => "cuda:2",
        "X" => "0.125",
        "N,N,N" => "33,34,35",
        "N,N[,N]" => "36,37",
        var words => words.Split('|')[^1],
    };
}
