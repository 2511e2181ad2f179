using SsNet.Experiments.Tables;
using SsNet.Imaging;

namespace SsNet.Experiments.Tests.Tables;

public class ResultTableTests
{
    private static readonly (string Case, double Dice, double Jaccard, double Hd95, double Asd)[] Some = [("a", 0.5, 0.4, 20, 5)];

    [Fact]
    public void Rows_follow_labels_and_then_the_paper_and_bear_what_they_differ_in()
    {
        using var sweep = new MadeUpSweep("""
            recipes = ["la-8", "la-4", "la-supervised-8", "la-supervised-80"]
            [[overrides]]
            name = "both"
            [[overrides]]
            name = "smoothness"
            separation = false
            """);
        foreach (var run in sweep.Runs.Where(run => run.RecipeName is not "la-4")) sweep.Finish(run, Some);
        var rows = Assert.Single(ResultTable.Of(sweep.Path, null, null)).Rows;
        Assert.Equal(
            [
                (4, "SS-Net, separation true", 0), (4, "SS-Net, separation false", 0),
                (8, "Supervised, separation true", 1), (8, "Supervised, separation false", 1),
                (8, "SS-Net, separation true", 1), (8, "SS-Net, separation false", 1),
                (80, "Supervised, separation true", 1), (80, "Supervised, separation false", 1),
            ],
            rows.Select(row => (row.Labelled!.Value, row.Name, row.Finished)));
        // Table 3 has numbers for each loss alone.
        Assert.Equal([86.33, 84.31, 82.74, 82.74, 88.55, 87.50, 91.47, 91.47], rows.Select(row => row.Paper!.Dice));
        Assert.Equal((null, null, null), (rows[0].Selection, rows[0].IsFullSize, rows[0].Unlabelled));
        Assert.Empty(rows[0].Metrics);
    }

    [Fact]
    public void Seeds_of_a_case_are_averaged_before_cases_are_paired()
    {
        using var sweep = new MadeUpSweep("recipes = [\"la-4\", \"la-supervised-4\"]\nseeds = [1, 2]");
        string[] cases = MadeUpSweep.Names("case", 6);
        // With the mean of both seeds all six cases are better; with either seed alone some are worse.
        (string, double, double, double, double)[] Scores(double dice, Func<int, double> change) => [.. cases.Select((name, index) => (name, dice + change(index), 0.5, 1.0, 1.0))];
        sweep.Finish(sweep["la-supervised-4", 1], Scores(0.5, _ => 0));
        sweep.Finish(sweep["la-supervised-4", 2], Scores(0.5, _ => 0));
        sweep.Finish(sweep["la-4", 1], Scores(0.5, index => 0.01 * (index + 1) + (index % 2 == 0 ? 0.2 : -0.2)));
        sweep.Finish(sweep["la-4", 2], Scores(0.5, index => 0.01 * (index + 1) - (index % 2 == 0 ? 0.2 : -0.2)));
        var rows = ResultTable.Of(sweep.Path, null, "Supervised")[0].Rows;
        Assert.Null(rows[0].Test);
        Assert.Equal((6, 21, 0, 2 / 64.0), (rows[1].Test!.Pairs, rows[1].Test!.Positive, rows[1].Test!.Negative, rows[1].Test!.PValue));
        Assert.Equal(0, ResultTable.Of(sweep.Path, null, "SS-Net")[0].Rows[0].Test!.Positive);
    }

    [Fact]
    public void Only_seeds_and_labels_that_both_rows_have_are_compared()
    {
        using var sweep = new MadeUpSweep("recipes = [\"la-4\", \"la-8\", \"la-supervised-4\"]\nseeds = [1, 2]");
        sweep.Finish(sweep["la-supervised-4", 1], Some);
        sweep.Finish(sweep["la-4", 2], Some);
        sweep.Finish(sweep["la-8", 1], Some);
        Assert.All(ResultTable.Of(sweep.Path, null, "Supervised")[0].Rows, row => Assert.Null(row.Test));
        sweep.Finish(sweep["la-4", 1], [("a", 0.75, 0.6, 1, 1)]);
        Assert.Equal([null, 1, null], ResultTable.Of(sweep.Path, null, "Supervised")[0].Rows.Select(row => row.Test?.PValue));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("base-width = 8", false)]
    [InlineData("iterations = 6000", false)]
    [InlineData("downsampling = 2", false)]
    [InlineData("labelled-per-batch = 3", false)]
    [InlineData("patch = [112, 112, 64]", false)]
    [InlineData("magnitude = 5", true)]
    public void The_size_is_full_when_the_experiment_is_as_large_as_the_papers(string setting, bool isFull)
    {
        using var sweep = new MadeUpSweep($"recipes = [\"la-4\", \"la-supervised-80\"]\n[common]\n{setting}");
        foreach (var run in sweep.Runs) sweep.Finish(run, Some);
        Assert.All(ResultTable.Of(sweep.Path, null, null)[0].Rows, row => Assert.Equal(isFull, row.IsFullSize));
    }

    [Theory]
    [InlineData(80, 20, true)]
    [InlineData(79, 20, false)]
    [InlineData(80, 10, false)]
    public void It_is_not_full_with_fewer_cases(int training, int test, bool isFull)
    {
        using var sweep = new MadeUpSweep("recipes = [\"la-4\"]");
        sweep.Finish(sweep.Runs[0], Some, [MadeUpSweep.Names("a", 4), MadeUpSweep.Names("b", training - 4), [], MadeUpSweep.Names("c", test)]);
        Assert.Equal(isFull, ResultTable.Of(sweep.Path, null, null)[0].Rows[0].IsFullSize);
    }

    [Fact]
    public void Patients_are_counted_where_cases_are_slices_and_validation_cases_are_none_to_train_on()
    {
        using var sweep = new MadeUpSweep("recipes = [\"acdc-supervised-all\", \"acdc-3\"]\n");
        string[] Slices(int first, int count) => [.. Enumerable.Range(first, count).SelectMany(patient => (string[])[$"patient{patient:000}_frame01_slice_1", $"patient{patient:000}_frame01_slice_2", $"patient{patient:000}_frame12_slice_1"])];
        string[] Volumes(int first, int count) => [.. Enumerable.Range(first, count).SelectMany(patient => (string[])[$"patient{patient:000}_frame01", $"patient{patient:000}_frame12"])];
        sweep.Finish(sweep.Runs[0], Some, [Slices(1, 70), [], Volumes(71, 10), Volumes(81, 20)]);
        sweep.Finish(sweep.Runs[1], Some, [Slices(1, 3), Slices(4, 67), Volumes(71, 10), Volumes(81, 20)]);
        var rows = ResultTable.Of(sweep.Path, null, null)[0].Rows;
        Assert.Equal([("SS-Net", 3, 67, true, "val", 65.82), ("Supervised", 70, 0, true, "val", 91.44)], rows.Select(row => (row.Name, row.Labelled!.Value, row.Unlabelled!.Value, row.IsFullSize!.Value, row.Selection!, row.Paper!.Dice)));
    }

    [Fact]
    public void Labelled_cases_that_are_held_out_count_as_labelled()
    {
        using var sweep = new MadeUpSweep("recipes = [\"la-supervised-80\"]\nlabelled = [0]\n[common]\nselection = \"val\"");
        sweep.Finish(sweep.Runs[0], Some, [MadeUpSweep.Names("a", 64), [], MadeUpSweep.Names("b", 16), MadeUpSweep.Names("c", 20)]);
        var row = ResultTable.Of(sweep.Path, null, null)[0].Rows[0];
        Assert.Equal((80, true, "val"), (row.Labelled, row.IsFullSize, row.Selection));
    }

    [Theory]
    [InlineData("last", 0, "last")]
    [InlineData("val", 0, "last")]
    [InlineData("val", 2, "val")]
    [InlineData("test", 20, "test")]
    public void The_selection_is_what_was_done_rather_than_what_was_asked_for(string selection, int validation, string mark)
    {
        using var sweep = new MadeUpSweep($"recipes = [\"la-4\"]\n[common]\nselection = \"{selection}\"");
        sweep.Finish(sweep.Runs[0], Some, [MadeUpSweep.Names("a", 4), MadeUpSweep.Names("b", 76), MadeUpSweep.Names("c", validation), MadeUpSweep.Names("c", 20)]);
        var tables = ResultTable.Of(sweep.Path, null, null);
        Assert.Equal(mark, tables[0].Rows[0].Selection);
        Assert.Equal(mark == "test", TableText.Of(tables, TableFormat.Text).Contains("the scores are optimistic", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_data_set_has_a_table_of_its_own_and_phantoms_no_numbers_of_the_paper()
    {
        using var sweep = new MadeUpSweep("recipes = [\"phantom-4\", \"cine-phantom-3\"]");
        sweep.Finish(sweep.Runs[0], Some, [["a"], ["b", "c"], [], ["d"]]);
        sweep.Finish(sweep.Runs[1], Some, [["a_slice_1", "a_slice_2"], ["b_slice_1", "c_slice_1"], [], ["d"]]);
        var tables = ResultTable.Of(sweep.Path, null, null);
        Assert.Equal([(1, 2), (1, 2)], tables.Select(table => (table.Rows.Count, table.Rows[0].Unlabelled!.Value)));
        string text = TableText.Of(tables, TableFormat.Text);
        Assert.DoesNotContain("[", text, StringComparison.Ordinal);
        Assert.StartsWith("phantom\n", text, StringComparison.Ordinal);
        Assert.Contains("\n\ncine-phantom\n", text, StringComparison.Ordinal);
        Assert.False(tables[0].Rows[0].IsFullSize);
    }

    [Fact]
    public void What_cannot_be_shown_says_what_to_do()
    {
        using var sweep = new MadeUpSweep("recipes = [\"la-4\", \"la-supervised-4\"]");
        AssertRefused("none of its 2 runs is finished and evaluated on test; go on with 'ssnet sweep', the same plan and the same folder.", null, null);
        var run = sweep.Finish(sweep.Runs[0], Some);
        AssertRefused("none of its 2 runs is finished and evaluated on val; the plan evaluates test; change its 'split', and run 'ssnet sweep' again.", "val", null);
        AssertRefused("--against: there is no row 'SSNet'. Did you mean 'SS-Net'? Rows: Supervised; SS-Net.", null, "SSNet");
        File.WriteAllText(Path.Combine(run.Path, "metrics", "complexity.json"), "{\"parameters\": \"many\"}");
        AssertRefused("complexity.json: cannot be read as the complexity of a network", null, null);
        File.Delete(Path.Combine(run.Path, "metrics", "complexity.json"));
        sweep.Finish(sweep.Runs[1], Some, unit: "mm");
        AssertRefused("have different units of the distances; evaluate both alike.", null, null);

        void AssertRefused(string part, string? split, string? against) =>
            Assert.Contains(part, Assert.Throws<ReportedException>(() => ResultTable.Of(sweep.Path, split, against)).Message, StringComparison.Ordinal);
    }
}
