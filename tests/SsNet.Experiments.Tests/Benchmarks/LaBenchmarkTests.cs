using SsNet.Experiments.Benchmarks;
using SsNet.Imaging;

namespace SsNet.Experiments.Tests.Benchmarks;

public class LaBenchmarkTests
{
    [Fact]
    public void The_head_of_the_list_is_labelled_and_the_rest_is_read_without_labels()
    {
        using var folder = new LaFolder(["a", "b", "", "c"], ["t"], withoutLabel: ["b", "c"]);
        var benchmark = LaBenchmark.Open(folder.Path);
        var dataset = benchmark.Training(labelled: 1);
        Assert.Equal(["a"], dataset.Labelled.Select(source => source.Id));
        Assert.Equal(["b", "c"], dataset.Unlabelled.Select(source => source.Id));
        Assert.NotNull(dataset.Labelled[0].Load().Label);
        Assert.Null(dataset.Unlabelled[1].Load().Label);
        Assert.NotNull(Assert.Single(benchmark.Test).Load().Label);
        Assert.Single(benchmark.Training(labelled: 1, cases: 2).Unlabelled);
        Assert.Equal(["a", "b", "c"], benchmark.Training(labelled: 0).Labelled.Select(source => source.Id));
    }

    [Fact]
    public void A_labelled_case_without_label_is_named()
    {
        using var folder = new LaFolder(["a", "b"], ["t"], withoutLabel: "a");
        var source = LaBenchmark.Open(folder.Path).Training(labelled: 1).Labelled[0];
        Assert.Equal(
            $"{folder.ScanPath("a")}: there is no dataset 'label', but train.list makes a a case whose label is needed; add the label or move the case down the training list.",
            Assert.Throws<ReportedException>(source.Load).Message);
    }

    [Fact]
    public void A_listed_case_without_file_is_named_with_its_line()
    {
        using var folder = new LaFolder(["a", "b"], ["t"]);
        File.Delete(folder.ScanPath("b"));
        Assert.Equal(
            $"{folder.Path}/train.list, line 2: case b has no file {folder.ScanPath("b")}; add the file or remove the line.", ErrorOf(folder));
    }

    [Fact]
    public void A_case_listed_twice_is_named_with_both_lines()
    {
        using var folder = new LaFolder(["a", "b"], ["t"]);
        folder.WriteList("train.list", "a", "", "b", "a");
        Assert.Equal($"{folder.Path}/train.list, line 4: case a is listed already in line 1; remove one of the two.", ErrorOf(folder));
    }

    [Fact]
    public void A_test_case_that_is_trained_on_is_refused()
    {
        using var folder = new LaFolder(["a", "b"], ["t"]);
        folder.WriteList("test.list", "t", "b");
        Assert.StartsWith($"{folder.Path}/test.list, line 2: case b is in train.list too;", ErrorOf(folder));
    }

    [Fact]
    public void Missing_and_empty_lists_and_folders_are_named()
    {
        using var folder = new LaFolder(["a", "b"], ["t"]);
        folder.WriteList("test.list", " ");
        Assert.Equal($"{folder.Path}/test.list: lists no case; put one name on each line.", ErrorOf(folder));
        File.Delete(Path.Combine(folder.Path, "test.list"));
        Assert.Equal($"{folder.Path}/test.list: there is no such list; add it, with the name of one case on each line.", ErrorOf(folder));
        Assert.StartsWith("/no/such: there is no such folder;", Assert.Throws<ReportedException>(() => LaBenchmark.Open("/no/such")).Message);
    }

    [Fact]
    public void Fewer_cases_than_asked_for_are_reported()
    {
        using var folder = new LaFolder(["a", "b"], ["t"]);
        var benchmark = LaBenchmark.Open(folder.Path);
        Assert.Contains("2 cases are used for training, but labelled is 4", Assert.Throws<ReportedException>(() => benchmark.Training(4)).Message);
        Assert.Contains("lists 2 cases, but training-cases is 3", Assert.Throws<ReportedException>(() => benchmark.Training(1, 3)).Message);
    }

    private static string ErrorOf(LaFolder folder) => Assert.Throws<ReportedException>(() => LaBenchmark.Open(folder.Path)).Message;
}
