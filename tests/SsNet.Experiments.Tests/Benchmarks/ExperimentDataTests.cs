using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Recipes;
using SsNet.Imaging;
using SsNet.Training;

namespace SsNet.Experiments.Tests.Benchmarks;

public class ExperimentDataTests
{
    [Fact]
    public void Training_cases_are_shrunk_and_test_cases_are_not()
    {
        using var folder = new LaFolder(["a", "b"], ["t"], withoutLabel: "b");
        var data = ExperimentData.Open(new Recipe { Labelled = 1, Downsampling = 2 }, folder.Path);
        var labelled = data.Training.Labelled[0].Load();
        Assert.Equal([2, 2, 1], labelled.Geometry.Size);
        // The block of voxels 0, 1, 2, 3, 8, 9, 10 and 11: rows of 2, planes of 8.
        Assert.Equal(5.5f, labelled.Channels[0].Voxels[0]);
        Assert.Equal([0, 0, 1, 1], labelled.Label!.Voxels);
        Assert.Null(data.Training.Unlabelled[0].Load().Label);
        Assert.Equal([4, 4, 2], data.Test[0].Load().Geometry.Size);
    }

    [Fact]
    public void Few_labels_are_all_learned_from()
    {
        var data = ExperimentData.Open(new Recipe { Layout = DataLayout.Phantom, Labelled = 8 }, null);
        Assert.Equal((8, 8, 0, 8), (data.Training.Labelled.Count, data.Training.Unlabelled.Count, data.Validation.Count, data.Test.Count));
        Assert.Equal("selection: the last weights, since fewer than 10 labelled cases leave none to validate on", data.SelectionText);
    }

    [Fact]
    public void Cine_phantoms_are_of_the_size_the_recipe_states()
    {
        var data = ExperimentData.Open(new Recipe { Layout = DataLayout.CinePhantom, Labelled = 3, PhantomSize = [8, 24, 32] }, null);
        Assert.Equal(("cine-phantom", 3, 13, 8), (data.Benchmark, data.Training.Labelled.Count, data.Training.Unlabelled.Count, data.Test.Count));
        Assert.Equal([8, 24, 32], data.Test[0].Load().Geometry.Size);
    }

    [Fact]
    public void A_fifth_of_many_labels_is_held_out_by_the_seed()
    {
        var recipe = new Recipe { Layout = DataLayout.Phantom, Labelled = 16 };
        var data = ExperimentData.Open(recipe, null);
        Assert.Equal((13, 3), (data.Training.Labelled.Count, data.Validation.Count));
        Assert.Empty(data.Training.Labelled.Select(source => source.Id).Intersect(data.Validation.Select(source => source.Id)));
        Assert.Equal(data.Validation.Select(source => source.Id), ExperimentData.Open(recipe, null).Validation.Select(source => source.Id));
        recipe.Seed++;
        Assert.NotEqual(data.Validation.Select(source => source.Id), ExperimentData.Open(recipe, null).Validation.Select(source => source.Id));
    }

    [Fact]
    public void Few_patients_are_all_learned_from_however_many_scans_there_are_of_them()
    {
        var benchmark = new MadeUpBenchmark([.. Enumerable.Range(0, 18).Select(i => ($"scan {i}", (string?)$"patient {i / 2}"))]);
        var data = ExperimentData.Of(benchmark, new Recipe { Labelled = 0 });
        Assert.Equal((18, 0), (data.Labelled.Count, data.Validation.Count));
        Assert.Equal("selection: the last weights, since fewer than 10 labelled groups of cases leave none to validate on", data.SelectionText);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whether_voxels_may_be_ignored_is_what_the_data_set_says(bool allowsIgnored) =>
        Assert.Equal(allowsIgnored, ExperimentData.Of(new MadeUpBenchmark(("a", null)) { AllowsIgnored = allowsIgnored }, new Recipe { Labelled = 1 }).AllowsIgnored);

    [Fact]
    public void Data_sets_allow_no_ignored_voxels_unless_they_say_so() =>
        Assert.False(ExperimentData.Open(new Recipe { Layout = DataLayout.Phantom }, null).AllowsIgnored);

    [Fact]
    public void Selection_on_the_test_cases_is_called_so()
    {
        var data = ExperimentData.Open(new Recipe { Layout = DataLayout.Phantom, Selection = ModelSelection.Test, TestCases = 2 }, null);
        Assert.Equal(data.Test, data.Validation);
        Assert.Equal(2, data.Test.Count);
        Assert.Contains("TEST cases", data.SelectionText);
    }

    [Fact]
    public void Data_that_must_be_read_need_a_folder()
    {
        Assert.Equal("The recipe needs the left atrium data; name their folder with --data DIR.", Assert.Throws<ReportedException>(() => ExperimentData.Open(new Recipe(), null)).Message);
        Assert.Equal(
            "The recipe needs the ACDC data; name their folder with --data DIR.",
            Assert.Throws<ReportedException>(() => ExperimentData.Open(new Recipe { Layout = DataLayout.Acdc }, null)).Message);
    }

    [Fact]
    public void A_patch_of_two_axes_learns_from_slices_and_is_scored_on_volumes()
    {
        using var folder = new AcdcFolder(AcdcSlices);
        var data = ExperimentData.Open(SliceRecipe(), folder.Path);
        Assert.Equal(["patient002_frame01_slice_2", "patient002_frame01_slice_1"], data.Training.Labelled.Select(source => source.Id));
        Assert.Equal(["patient001_frame01_slice_1"], data.Training.Unlabelled.Select(source => source.Id));
        Assert.Equal([4, 4], data.Training.Labelled[0].Load().Geometry.Size);
        Assert.Equal([2, 4, 4], Assert.Single(data.Labelled).Load().Geometry.Size);
    }

    [Fact]
    public void Slices_are_shrunk_after_they_are_cut()
    {
        using var acdc = new AcdcFolder(AcdcSlices);
        var recipe = SliceRecipe();
        recipe.Downsampling = 2;
        var data = ExperimentData.Open(recipe, acdc.Path);
        Assert.Equal((2, 1), (data.Training.Labelled.Count, data.Training.Unlabelled.Count));
        Assert.Equal([2, 2], data.Training.Labelled[0].Load().Geometry.Size);

        using var la = new LaFolder(["a", "b"], ["t"]);
        var cut = ExperimentData.Open(new Recipe { Labelled = 1, Patch = [2, 2], SliceAxis = 2, Downsampling = 2 }, la.Path).Training;
        Assert.Equal(["a_slice_1", "a_slice_2"], cut.Labelled.Select(source => source.Id));
        Assert.Equal([2, 2], cut.Labelled[0].Load().Geometry.Size);
        // The block of voxels 1, 3, 9 and 11: rows of 2, planes of 8.
        Assert.Equal(6, cut.Labelled[1].Load().Channels[0].Voxels[0]);
    }

    [Fact]
    public void A_patch_of_three_axes_learns_from_volumes_whose_slices_are_no_longer_those_on_the_disk()
    {
        using var folder = new AcdcFolder(AcdcSlices);
        var recipe = SliceRecipe();
        recipe.Patch = [1, 4, 4];
        recipe.Downsampling = 2;
        var volume = ExperimentData.Open(recipe, folder.Path).Training.Labelled[0];
        Assert.Equal([1, 2, 2], volume.Load().Geometry.Size);
        Assert.Null(volume.Slices);
    }

    [Fact]
    public void Volumes_are_not_read_before_their_slices_are_asked_for()
    {
        using var folder = new LaFolder(["a", "b"], ["t"]);
        File.WriteAllText(folder.ScanPath("a"), "damaged");
        var data = ExperimentData.Open(new Recipe { Labelled = 1, Patch = [2, 2] }, folder.Path);
        Assert.NotNull(data.Test[0].Load().Label);
        Assert.StartsWith(folder.ScanPath("a"), Assert.ThrowsAny<ReportedException>(() => data.Training).Message);
    }

    [Fact]
    public void Cases_set_apart_for_validation_are_used_and_none_is_held_out()
    {
        using var folder = new AcdcFolder([.. Enumerable.Range(1, 12).Select(i => $"patient0{i:D2}_frame01_slice_1")]);
        var recipe = SliceRecipe();
        recipe.Labelled = 0;
        var data = ExperimentData.Open(recipe, folder.Path);
        Assert.Equal(["patient201_frame01", "patient202_frame01"], data.Validation.Select(source => source.Id));
        Assert.Equal(12, data.Training.Labelled.Count);
        Assert.Equal("selection: the best weights on the 2 cases of the validation list", data.SelectionText);

        // They can be scored however the weights are chosen.
        recipe.Selection = ModelSelection.Last;
        Assert.Empty(ExperimentData.Open(recipe, folder.Path).Validation);
        Assert.Equal(["patient201_frame01", "patient202_frame01"], ExperimentData.Open(recipe, folder.Path).CasesOf("val").Select(source => source.Id));
        recipe.Selection = ModelSelection.Test;
        Assert.Equal(["patient301_frame01", "patient301_frame02"], ExperimentData.Open(recipe, folder.Path).Validation.Select(source => source.Id));
    }

    [Fact]
    public void Classes_have_the_names_of_the_data_set_if_there_are_as_many()
    {
        using var folder = new AcdcFolder(AcdcSlices);
        var recipe = SliceRecipe();
        Assert.Equal(["right ventricle", "myocardium", "left ventricle"], ExperimentData.Open(recipe, folder.Path).ClassNames);
        recipe.Classes = 3;
        Assert.Equal(["class 1", "class 2"], ExperimentData.Open(recipe, folder.Path).ClassNames);
    }

    [Fact]
    public void Impossible_numbers_of_phantoms_are_reported()
    {
        Assert.StartsWith("training-cases:", Assert.Throws<ReportedException>(() => ExperimentData.Open(new Recipe { Layout = DataLayout.Phantom, TrainingCases = 901 }, null)).Message);
        Assert.StartsWith("labelled:", Assert.Throws<ReportedException>(() => ExperimentData.Open(new Recipe { Layout = DataLayout.Phantom, TrainingCases = 3 }, null)).Message);
    }

    private static readonly string[] AcdcSlices = ["patient002_frame01_slice_2", "patient002_frame01_slice_1", "patient001_frame01_slice_1"];

    private static Recipe SliceRecipe() => new() { Layout = DataLayout.Acdc, Labelled = 1, Classes = 4, Patch = [4, 4], SliceAxis = 0 };
}
