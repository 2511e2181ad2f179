using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Tests.Preparing;
using SsNet.Imaging;

namespace SsNet.Experiments.Tests.Benchmarks;

public sealed class PreparedBenchmarkTests : IDisposable
{
    private readonly BoxScans scans = new();

    public PreparedBenchmarkTests()
    {
        scans.Labelled("a1", "a2", "b1", "c1", "t1");
        scans.Unlabelled("a3", "b2", "u1");
        scans.Groups(("a1", "anna"), ("a2", "anna"), ("a3", "anna"), ("b1", "bert"), ("b2", "bert"), ("c1", "c1"), ("t1", "t1"), ("u1", "u1"));
        scans.Data.Text("train.list", "a1", "b1", "a2", "c1", "a3", "b2", "u1");
        scans.Data.Text("test.list", "t1");
        scans.Prepare();
    }

    public void Dispose() => scans.Dispose();

    [Theory]
    [InlineData(0, 0, "a1 b1 a2 c1", "a3 b2 u1")]
    [InlineData(3, 0, "a1 b1 a2 c1", "a3 b2 u1")]
    [InlineData(1, 0, "a1 a2", "b1 c1 a3 b2 u1")]
    [InlineData(1, 2, "a1 a2", "b1 a3 b2")]
    [InlineData(0, 1, "a1 a2", "a3")]
    public void Groups_with_labels_are_counted_from_the_head_of_the_list(int labelled, int cases, string expectedLabelled, string expectedUnlabelled)
    {
        var data = PreparedBenchmark.Open(scans.Prepared).Training(labelled, cases);
        Assert.Equal(expectedLabelled.Split(' '), data.Labelled.Select(source => source.Id));
        Assert.Equal(expectedUnlabelled.Split(' '), data.Unlabelled.Select(source => source.Id));
        Assert.Equal("anna", data.Labelled[0].Group);
    }

    [Fact]
    public void Labels_of_unlabelled_cases_are_never_read()
    {
        var data = PreparedBenchmark.Open(scans.Prepared).Training(1);
        Assert.NotNull(data.Labelled[0].Load().Label);
        Assert.All(data.Unlabelled, source => Assert.Null(source.Load().Label));
    }

    [Fact]
    public void It_says_what_the_data_are()
    {
        var benchmark = PreparedBenchmark.Open(scans.Prepared);
        Assert.Equal((Path.GetFileName(scans.Data.Path), false), (benchmark.Name, benchmark.AllowsIgnored));
        Assert.Equal(["class 1", "class 2"], benchmark.ClassNames);
        Assert.Equal(["t1"], benchmark.Test.Select(source => source.Id));
        Assert.NotNull(benchmark.Test[0].Load().Label);
        Assert.Empty(benchmark.Validation);
        Assert.Same(benchmark.Preparation, ((IBenchmark)benchmark).Preparation);
    }

    [Fact]
    public void More_than_there_are_is_refused()
    {
        var benchmark = PreparedBenchmark.Open(scans.Prepared);
        string list = Path.Combine(scans.Prepared, "train.list");
        Assert.Equal($"{list}: lists 4 groups, but training-cases is 5; lower it, or use 0 for all.", ErrorOf(() => benchmark.Training(0, 5)));
        Assert.Equal($"{list}: 3 groups have labels, but labelled is 4; lower it, or use 0 for all.", ErrorOf(() => benchmark.Training(4)));
        Assert.Equal($"{list}: 1 groups have labels, but labelled is 2; lower it, or use 0 for all.", ErrorOf(() => benchmark.Training(2, 1)));
        scans.WriteList("train.list", "u1", "a3");
        Assert.Equal($"{list}: names no case with a label, and something has to be learnt from; segment some scans and prepare them.", ErrorOf(() => PreparedBenchmark.Open(scans.Prepared).Training(0)));
    }

    [Fact]
    public void Lists_that_contradict_each_other_or_the_cases_are_refused_with_their_line()
    {
        string test = Path.Combine(scans.Prepared, "test.list"), validation = Path.Combine(scans.Prepared, "val.list");
        scans.WriteList("test.list", "t1", "a2");
        Assert.Equal($"{test}, line 2: anna, of which case a2 is, is in train.list too; nobody may be both trained on and scored: remove the lines from one of the lists.", ErrorOf(Open));
        scans.WriteList("test.list", "t1", "c1");
        Assert.Equal($"{test}, line 2: case c1 is in train.list too; nobody may be both trained on and scored: remove the lines from one of the lists.", ErrorOf(Open));
        scans.WriteList("test.list", "t1");
        scans.WriteList("val.list", "t1");
        Assert.Equal($"{test}, line 1: case t1 is in val.list too; nobody may be both trained on and scored: remove the lines from one of the lists.", ErrorOf(Open));
        scans.WriteList("train.list", "a1", "b1");
        scans.WriteList("val.list", "u1");
        Assert.Equal($"{validation}, line 1: case u1 has no label to be scored on; add its label and prepare again, or remove the line.", ErrorOf(Open));
        scans.WriteList("val.list", "nobody");
        Assert.StartsWith($"{validation}, line 1: case nobody has no file ", ErrorOf(Open), StringComparison.Ordinal);
        Assert.StartsWith($"{scans.Data.Path}: is not a prepared folder", ErrorOf(() => PreparedBenchmark.Open(scans.Data.Path)), StringComparison.Ordinal);

        void Open() => PreparedBenchmark.Open(scans.Prepared);
    }

    [Fact]
    public void A_recipe_for_other_classes_or_channels_is_refused()
    {
        var recipe = new Recipe { Layout = DataLayout.Prepared, Labelled = 0, Classes = 4 };
        Assert.Equal(
            $"classes: the data in {scans.Prepared} have 2 classes and the background (class 1, class 2); set classes = 3, not 4.", ErrorOf(() => ExperimentData.Open(recipe, scans.Prepared)));
        (recipe.Classes, recipe.InputChannels) = (3, 2);
        Assert.Equal(
            $"input-channels: the images in {scans.Prepared} have 1 channels (image); set input-channels = 1, not 2.", ErrorOf(() => ExperimentData.Open(recipe, scans.Prepared)));
        recipe.InputChannels = 1;
        Assert.Equal(4, ExperimentData.Open(recipe, scans.Prepared).Labelled.Count);
        Assert.Contains("--data", ErrorOf(() => ExperimentData.Open(recipe, null)), StringComparison.Ordinal);
    }

    private static string ErrorOf(Action action) => Assert.Throws<ReportedException>(action).Message;

    private static string ErrorOf(Func<Dataset> action) => Assert.Throws<ReportedException>(action).Message;

    private static string ErrorOf(Func<ExperimentData> action) => Assert.Throws<ReportedException>(action).Message;
}
