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
    }

    [Fact]
    public void Impossible_numbers_of_phantoms_are_reported()
    {
        Assert.StartsWith("training-cases:", Assert.Throws<ReportedException>(() => ExperimentData.Open(new Recipe { Layout = DataLayout.Phantom, TrainingCases = 901 }, null)).Message);
        Assert.StartsWith("labelled:", Assert.Throws<ReportedException>(() => ExperimentData.Open(new Recipe { Layout = DataLayout.Phantom, TrainingCases = 3 }, null)).Message);
    }
}
