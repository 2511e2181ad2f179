using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Reports;
using SsNet.Experiments.Runs;
using SsNet.Imaging;

namespace SsNet.Experiments.Tests.Reports;

public sealed class ReportTests : IDisposable
{
    private readonly ReportRuns runs = new();
    private IReadOnlyList<string> notes = [];

    public void Dispose() => runs.Dispose();

    [Fact]
    public void Every_score_of_every_case_stands_in_the_table_and_can_be_sorted_by()
    {
        var run = runs.Make("run");
        var page = Write(new ReportOptions(), run.Path);
        var rows = page.Descendants("table").First(table => ClassOf(table) == "sortable").Element("tbody")!.Elements("tr").ToList();
        var scores = ScoreTable.Load(run.Scores("test"), 1).Rows;
        Assert.Equal(scores.Select(row => row.CaseId), rows.Select(row => row.Element("th")!.Value));
        foreach (var (row, score) in rows.Zip(scores))
        {
            var cells = row.Elements("td").ToList();
            foreach (var (index, metric) in ScoreTable.Metrics.Index())
            {
                double value = metric.Of(score.Score);
                string sorted = cells[index].Attribute("data-value")!.Value;
                if (double.IsNaN(value)) Assert.Equal(("–", ""), (cells[index].Value, sorted));
                else Assert.Equal(value, double.Parse(sorted, CultureInfo.InvariantCulture));
            }

            Assert.Equal((100 * score.Score.Dice).ToString("0.00", CultureInfo.InvariantCulture), cells[0].Value);
        }

        Assert.Contains("A distance is undefined", page.Value, StringComparison.Ordinal);
        Assert.Contains("(4 of 5)", page.Value, StringComparison.Ordinal);
        Assert.Empty(notes);
    }

    [Fact]
    public void Several_classes_have_a_row_each_and_means_of_their_own()
    {
        var page = Write(new ReportOptions(), runs.Make("run", classes: 4).Path);
        var table = page.Descendants("table").First(table => ClassOf(table) == "sortable");
        Assert.Equal(15, table.Element("tbody")!.Elements("tr").Count());
        Assert.Equal(
            ["right ventricle, mean ± sd", "myocardium, mean ± sd", "left ventricle, mean ± sd", "mean of classes ± sd"],
            table.Element("tfoot")!.Elements("tr").Select(row => row.Element("th")!.Value));
    }

    [Fact]
    public void The_page_needs_nothing_but_itself()
    {
        string text = WriteText(new ReportOptions(), runs.Make("run").Path);
        Assert.DoesNotContain("http:", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("https:", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("default-src 'none'", text, StringComparison.Ordinal);
        var page = Parse(text);
        string[] ids = [.. page.Descendants().Select(element => element.Attribute("id")?.Value).OfType<string>()];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        foreach (var link in page.Descendants().Attributes("href").Where(link => !link.Value.StartsWith("data:", StringComparison.Ordinal)))
        {
            Assert.StartsWith("#", link.Value, StringComparison.Ordinal);
            Assert.Contains(link.Value[1..], ids);
        }
    }

    [Fact]
    public void Pictures_show_the_best_and_the_worst_cases_once_each()
    {
        var run = runs.Make("run");
        var page = Write(new ReportOptions(), run.Path);
        string[] order = [.. ScoreTable.Load(run.Scores("test"), 1).Rows.OrderByDescending(row => row.Score.Dice).Select(row => row.CaseId)];
        string[] shown = [.. page.Descendants("figure").Where(figure => ClassOf(figure) == "case").Select(figure => figure.Descendants("strong").First().Value)];
        Assert.Equal([order[0], order[1], order[2], order[4], order[3]], shown);
        // Image, truth and prediction of each; with one class the prediction lies over the truth.
        Assert.Equal(15, page.Descendants("use").Count());
        Assert.Equal(15, page.Descendants("path").Count(path => ClassOf(path) == "outline"));

        var images = page.Descendants("image").ToList();
        Assert.Equal(5, images.Count);
        foreach (var image in images)
        {
            using var picture = SKBitmap.Decode(Convert.FromBase64String(image.Attribute("href")!.Value.Split("base64,")[1]));
            Assert.Equal((16, 16), (picture.Width, picture.Height));
            Assert.True(picture.Pixels.Select(pixel => pixel.Red).Distinct().Count() > 16);
        }
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 1, 1)]
    [InlineData(3, 2, 1)]
    public void Few_cases_are_not_shown_twice(int cases, int best, int worst)
    {
        var page = Write(new ReportOptions(), runs.Make("run", change: recipe => recipe.TestCases = cases).Path);
        var groups = page.Descendants("div").Where(group => ClassOf(group) == "cases").Select(group => group.Elements("figure").Count());
        Assert.Equal(worst == 0 ? [best] : [best, worst], groups);
    }

    [Fact]
    public void Names_are_text_whatever_they_hold()
    {
        const string Hostile = "</td><script>alert('1')</script>&\"\u0001";
        var run = runs.Make("run", rename: id => $"{Hostile}{id}");
        string text = WriteText(new ReportOptions { Title = Hostile }, run.Path);
        Assert.DoesNotContain("<script>alert", text, StringComparison.Ordinal);
        var page = Parse(text);
        string shown = Hostile.Replace('\u0001', '\ufffd');
        Assert.Equal(shown, page.Descendants("h1").Single().Value);
        Assert.Contains(page.Descendants("th"), cell => cell.Value.StartsWith(shown, StringComparison.Ordinal));
        Assert.Single(page.Descendants("script"));
    }

    [Fact]
    public void A_report_is_the_same_each_time_and_also_beside_its_earlier_self()
    {
        var run = runs.Make("run");
        string inside = Path.Combine(run.Path, "report.html");
        Report.Write([run.Path], inside, new ReportOptions());
        byte[] first = File.ReadAllBytes(inside);
        Report.Write([run.Path], inside, new ReportOptions());
        Assert.Equal(first, File.ReadAllBytes(inside));
    }

    [Fact]
    public void What_is_missing_is_told_in_its_place()
    {
        var run = runs.Make("run");
        File.Delete(run.Scores("test"));
        File.Delete(run.Weights);
        File.Delete(run.Split);
        var page = Write(new ReportOptions(), run.Path);
        string[] warnings = [.. page.Descendants("p").Where(paragraph => ClassOf(paragraph) == "warning").Select(paragraph => paragraph.Value)];
        Assert.Contains(warnings, warning => warning.Contains($"2 of 2 iterations are done. Go on with: ssnet train --resume {run.Path}", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Contains($"ssnet evaluate --run {run.Path} --split test", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Contains("split.json", StringComparison.Ordinal));
        Assert.Equal(warnings, notes);
        Assert.Equal(["curves", "configuration", "environment"], page.Descendants("section").Select(section => section.Attribute("id")!.Value));
    }

    [Fact]
    public void Without_the_data_the_scores_are_there_and_the_pictures_say_what_to_do()
    {
        var run = runs.Make("run");
        // A recipe for data in a folder that is not there any more.
        var recipe = RecipeFile.Load(run.Recipe);
        recipe.Layout = DataLayout.La;
        File.WriteAllText(run.Recipe, recipe.ToToml());
        File.WriteAllText(run.Environment, """{"data":"/no/such/folder"}""");
        var page = Write(new ReportOptions(), run.Path);
        Assert.Contains("/no/such/folder", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Contains("--data DIR", notes[0], StringComparison.Ordinal);
        Assert.Contains(notes[0], page.Descendants("section").Single(section => section.Attribute("id")!.Value == "cases").Value, StringComparison.Ordinal);
        Assert.Contains(page.Descendants("td"), cell => cell.Value == "90.23");
    }

    [Fact]
    public void A_missing_label_map_costs_one_picture()
    {
        var run = runs.Make("run");
        string first = ScoreTable.Load(run.Scores("test"), 1).Rows[0].CaseId;
        File.Delete(Path.Combine(run.Predictions("test"), $"{first}.h5"));
        var page = Write(new ReportOptions(), run.Path);
        Assert.StartsWith($"No picture of case {first}: ", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Equal(4, page.Descendants("image").Count());
    }

    [Fact]
    public void Settings_that_are_not_the_shipped_ones_are_marked()
    {
        var run = runs.Make("run", change: recipe => recipe.Momentum = 0.77);
        var page = Write(new ReportOptions(), run.Path);
        var row = page.Descendants("tr").First(row => row.Element("th")?.Value == "momentum");
        Assert.Equal("differs", ClassOf(row));
        Assert.Equal("0.77 instead of 0.9", row.Element("td")!.Value);
        Assert.All(RecipeKeys.All, key => Assert.Contains(page.Descendants("th"), cell => cell.Value == key.Name));
    }

    [Fact]
    public void The_course_of_training_is_drawn()
    {
        var page = Write(new ReportOptions(), runs.Make("run").Path);
        var charts = page.Descendants("section").Single(section => section.Attribute("id")!.Value == "curves").Descendants("figure").ToList();
        Assert.Equal(["segmentation loss (seg)", "learning rate", "validation"], charts.Select(chart => chart.Descendants("strong").Single().Value));
        Assert.All(charts, chart => Assert.NotEmpty(chart.Descendants("path").Single().Attribute("d")!.Value));
        Assert.Contains("from 1 at 1 to 0.5 at 2", charts[0].Element("svg")!.Attribute("aria-label")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_log_costs_the_curves()
    {
        var run = runs.Make("run");
        File.WriteAllText(run.TrainingLog, "{\"iteration\":1,\n");
        var page = Write(new ReportOptions(), run.Path);
        Assert.Contains(page.Descendants("p"), note => note.Value.StartsWith($"The curves are left out: {run.TrainingLog}", StringComparison.Ordinal));
        Assert.NotEmpty(page.Descendants("image"));
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_the_earlier_one()
    {
        var run = runs.Make("run");
        string file = runs.FileNamed("file");
        File.WriteAllText(file, "");
        var error = Assert.Throws<ReportedException>(() => Report.Write([run.Path], Path.Combine(file, "report.html"), new ReportOptions()));
        Assert.Contains("Cannot make the folder", error.Message, StringComparison.Ordinal);
    }

    private XElement Write(ReportOptions options, params string[] folders) => Parse(WriteText(options, folders));

    private string WriteText(ReportOptions options, params string[] folders)
    {
        string path = runs.FileNamed("out/report.html");
        notes = Report.Write(folders, path, options);
        return File.ReadAllText(path);
    }

    private static XElement Parse(string text)
    {
        const string Doctype = "<!DOCTYPE html>\n";
        Assert.StartsWith(Doctype, text, StringComparison.Ordinal);
        return XElement.Parse(text[Doctype.Length..]);
    }

    private static string? ClassOf(XElement element) => element.Attribute("class")?.Value;
}
