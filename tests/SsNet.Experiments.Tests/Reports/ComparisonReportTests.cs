using System.Globalization;
using System.Xml.Linq;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Reports;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Tables;
using SsNet.Imaging;

namespace SsNet.Experiments.Tests.Reports;

public sealed class ComparisonReportTests : IDisposable
{
    private readonly ReportRuns runs = new();

    public void Dispose() => runs.Dispose();

    [Fact]
    public void Methods_have_the_means_of_the_comparison_and_the_best_is_bold()
    {
        string[] folders = Four();
        var compared = RunComparison.Of(folders, "test", null, runs.FileNamed("comparison")).Methods;
        var rows = Section(Write(folders), "comparison").Descendants("tbody").First().Elements("tr").ToList();
        Assert.Equal(compared.Select(method => method.Method), rows.Select(row => row.Element("th")!.Value));
        foreach (var (row, method) in rows.Zip(compared))
        {
            var cells = row.Elements("td").Skip(1).ToList();
            foreach (var (index, metric) in ScoreTable.Metrics.Index())
            {
                var (mean, deviation, _) = method.All.Summary(metric.Of);
                double factor = index < 2 ? 100 : 1;
                Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{factor * mean:0.00} ± {factor * deviation:0.00}"), cells[index].Value, StringComparison.Ordinal);
                Assert.Equal(mean, double.Parse(cells[index].Attribute("data-value")!.Value, CultureInfo.InvariantCulture));
            }
        }

        Assert.Equal(["number", "number best"], rows.Select(row => row.Elements("td").ElementAt(1).Attribute("class")!.Value));
    }

    [Fact]
    public void The_p_value_is_that_of_the_tables()
    {
        string[] folders = Four();
        var rows = Section(Write(folders), "comparison").Descendants("tbody").First().Elements("tr").ToList();
        (Recipe, ScoreTable) Scored(string folder) => (RecipeFile.Load(RunFolder.Open(folder).Recipe), ScoreTable.Load(RunFolder.Open(folder).Scores("test"), 1));
        var test = PairedCases.Test([Scored(folders[2]), Scored(folders[3])], [Scored(folders[0]), Scored(folders[1])])!;
        Assert.Equal("reference", rows[0].Elements("td").Last().Value);
        Assert.Equal(test.PValue.ToString("0.0000", CultureInfo.InvariantCulture), rows[1].Elements("td").Last().Value);
    }

    [Fact]
    public void Every_case_has_the_mean_of_the_seeds_of_every_method()
    {
        string[] folders = Four();
        var table = Section(Write(folders), "comparison-cases").Descendants("table").Single();
        Assert.Equal(["Case", "Supervised", "SS-Net"], table.Element("thead")!.Descendants("th").Select(title => title.Value));
        var scores = folders.Select(folder => ScoreTable.Load(RunFolder.Open(folder).Scores("test"), 1).Rows).ToList();
        foreach (var (index, row) in table.Element("tbody")!.Elements("tr").Index())
        {
            double[] expected = [(scores[0][index].Score.Dice + scores[1][index].Score.Dice) / 2, (scores[2][index].Score.Dice + scores[3][index].Score.Dice) / 2];
            Assert.Equal(expected.Select(dice => (100 * dice).ToString("0.00", CultureInfo.InvariantCulture)), row.Elements("td").Select(cell => cell.Value));
        }
    }

    [Fact]
    public void Each_run_has_a_part_of_its_own_and_each_image_is_in_the_page_once()
    {
        string[] folders = Four();
        var page = Write(folders);
        var parts = page.Descendants("details").Where(details => details.Attribute("class")?.Value == "run").ToList();
        Assert.Equal(["Supervised, seed 1", "Supervised, seed 2", "SS-Net, seed 1", "SS-Net, seed 2"], parts.Select(part => part.Element("summary")!.Nodes().OfType<XText>().First().Value));
        Assert.All(parts, part => Assert.Contains(part.Descendants("section"), section => section.Attribute("id")!.Value.EndsWith("-scores", StringComparison.Ordinal)));
        Assert.Equal(5, page.Descendants("image").Count());
        string[] ids = [.. page.Descendants().Select(element => element.Attribute("id")?.Value).OfType<string>()];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void The_settings_that_differ_stand_beside_each_other()
    {
        var rows = Section(Write(Four()), "differences").Descendants("tbody").Single().Elements("tr").ToDictionary(row => row.Element("th")!.Value, row => row.Elements("td").Select(cell => cell.Value).ToArray());
        Assert.Equal(["supervised", "ss-net"], rows["method"]);
        Assert.DoesNotContain("seed", rows.Keys);
        Assert.DoesNotContain("momentum", rows.Keys);
    }

    [Fact]
    public void A_run_that_is_not_evaluated_has_curves_but_no_row()
    {
        string[] folders = Four();
        File.Delete(RunFolder.Open(folders[1]).Scores("test"));
        string other = runs.Make("dtc", MethodName.Dtc).Path;
        File.Delete(RunFolder.Open(other).Scores("test"));
        var page = Write([.. folders, other]);
        var rows = Section(page, "comparison").Descendants("tbody").First().Elements("tr").ToList();
        Assert.Equal([("Supervised", "1 of 2"), ("SS-Net", "2 of 2")], rows.Select(row => (row.Element("th")!.Value, row.Element("td")!.Value)));
        var seg = Section(page, "comparison-curves").Descendants("svg").First();
        Assert.Equal(["Supervised, seed 1", "Supervised, seed 2", "DTC, seed 1", "SS-Net, seed 1", "SS-Net, seed 2"], seg.Descendants("title").Select(title => title.Value));
    }

    [Fact]
    public void Phantoms_of_another_seed_are_other_scans_and_have_no_pictures_beside()
    {
        string first = runs.Make("first", MethodName.Supervised).Path;
        string other = runs.Make("other", change: recipe => recipe.PhantomSeed = 2).Path;
        var page = Write([first, other]);
        Assert.Equal(["Case", "Supervised"], Section(page, "comparison-cases").Descendants("thead").Single().Descendants("th").Select(title => title.Value));
        Assert.Equal("–", Section(page, "comparison").Descendants("tbody").First().Elements("tr").Last().Elements("td").Last().Value);
    }

    [Fact]
    public void Runs_on_slices_across_other_axes_are_shown_on_the_same_slice()
    {
        // Both predict the truth: on one slice, all outlines are those of the truth.
        string first = runs.Make("first", MethodName.Supervised, classes: 4).Path;
        string other = runs.Make("other", classes: 4, change: recipe => recipe.SliceAxis = 0).Path;
        var figures = Section(Write([first, other]), "comparison-pictures").Descendants("figure").ToList();
        Assert.NotEmpty(figures);
        foreach (var figure in figures)
        {
            var outlines = figure.Descendants("svg").Select(panel => panel.Descendants("path").Select(path => path.Attribute("d")!.Value).ToList()).ToList();
            Assert.Equal(3, outlines.Count);
            Assert.NotEmpty(outlines[0]);
            Assert.All(outlines, panel => Assert.Equal(outlines[0], panel));
        }
    }

    [Fact]
    public void What_cannot_be_compared_is_refused_with_both_names()
    {
        string first = runs.Make("first").Path, again = runs.Make("again").Path;
        var error = Assert.Throws<ReportedException>(() => Write([first, again]));
        Assert.Contains("the same seed", error.Message, StringComparison.Ordinal);
        string inMillimetres = runs.Make("mm", MethodName.Supervised).Path;
        string scores = RunFolder.Open(inMillimetres).Scores("test");
        (ScoreTable.Load(scores, 1) with { Unit = "mm" }).Save(scores);
        error = Assert.Throws<ReportedException>(() => Write([first, inMillimetres]));
        Assert.Contains("different units of the distances", error.Message, StringComparison.Ordinal);
    }

    private string[] Four() =>
    [
        runs.Make("supervised-1", MethodName.Supervised, worse: 0.05).Path, runs.Make("supervised-2", MethodName.Supervised, seed: 2, worse: 0.07).Path,
        runs.Make("ss-1").Path, runs.Make("ss-2", seed: 2, worse: 0.02).Path,
    ];

    private XElement Write(string[] folders)
    {
        string path = runs.FileNamed("report.html");
        Report.Write(folders, path, new ReportOptions());
        return XElement.Parse(File.ReadAllText(path)["<!DOCTYPE html>\n".Length..]);
    }

    private static XElement Section(XElement page, string id) => page.Descendants("section").Single(section => section.Attribute("id")!.Value == id);
}
