using System.Diagnostics;
using System.Net;
using System.Text.Json;
using SsNet.Experiments.Reports;
using SsNet.Experiments.Runs;

namespace SsNet.Experiments.Tests.Reports;

/// <summary>Reports in a real browser: on a desktop and a phone, with a hand on the titles of the tables.</summary>
public sealed class ReportInBrowserTests : IDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly ReportRuns runs = new();

    public void Dispose() => runs.Dispose();

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public void A_page_is_no_wider_than_its_window_and_its_tables_can_be_sorted(int width)
    {
        var run = runs.Make("a-run-with-a-name-that-is-rather-long-and-has-no-spaces-to-break-it-at", classes: 4);
        string report = runs.FileNamed("report.html");
        Report.Write([run.Path], report, new ReportOptions());
        // The page in a frame of the given width, since a browser's own window has a least width.
        string frame = runs.FileNamed("frame.html");
        File.WriteAllText(frame, $$"""
            <!DOCTYPE html>
            <html><body><iframe id="page" style="width:{{width}}px;height:844px;border:0" srcdoc="{{WebUtility.HtmlEncode(File.ReadAllText(report))}}"></iframe><pre id="seen"></pre>
            <script>
              addEventListener("load", function () {
                const page = document.getElementById("page").contentDocument;
                page.querySelectorAll("details").forEach(function (part) { part.open = true; });
                const table = page.querySelector("table.sortable");
                const titles = Array.from(table.tHead.rows[0].cells);
                function sorted(column) {
                  titles[column].querySelector("button").click();
                  return { direction: titles[column].getAttribute("aria-sort"), cells: Array.from(table.tBodies[0].rows, function (row) { return row.cells[column].textContent; }) };
                }
                const seen = { width: page.documentElement.scrollWidth, dice: sorted(2), diceAgain: sorted(2), distance: sorted(4), distanceAgain: sorted(4), names: sorted(0) };
                document.getElementById("seen").textContent = JSON.stringify(seen);
              });
            </script></body></html>
            """);
        using var seen = JsonDocument.Parse(Seen(frame));
        Assert.Equal(width, seen.RootElement.GetProperty("width").GetInt32());

        var scores = ScoreTable.Load(run.Scores("test"), 3).Rows;
        string[] dice = [.. scores.Select(row => row.Score.Dice).Order().Select(value => FormattableString.Invariant($"{100 * value:0.00}"))];
        string[] distances = [.. scores.Select(row => row.Score.Hd95).Where(double.IsFinite).Order().Select(value => FormattableString.Invariant($"{value:0.00}"))];
        string[] undefined = [.. Enumerable.Repeat("–", scores.Count - distances.Length)];
        AssertSorted(seen, "dice", "ascending", dice);
        AssertSorted(seen, "diceAgain", "descending", [.. dice.Reverse()]);
        AssertSorted(seen, "distance", "ascending", [.. distances, .. undefined]);
        AssertSorted(seen, "distanceAgain", "descending", [.. distances.Reverse(), .. undefined]);
        AssertSorted(seen, "names", "ascending", [.. scores.Select(row => row.CaseId).Order(StringComparer.Ordinal)]);
    }

    private static void AssertSorted(JsonDocument seen, string name, string direction, string[] cells)
    {
        var sorted = seen.RootElement.GetProperty(name);
        Assert.Equal(direction, sorted.GetProperty("direction").GetString());
        Assert.Equal(cells, sorted.GetProperty("cells").EnumerateArray().Select(cell => cell.GetString()));
    }

    /// <summary>What a page wrote into its element "seen".</summary>
    private string Seen(string page)
    {
        string? browser = Names.SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (browser is null) Assert.Skip($"There is no browser on this machine, neither of {string.Join(", ", Names)}.");
        var start = new ProcessStartInfo(browser) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["--headless", "--hide-scrollbars", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1400,900", $"--user-data-dir={runs.FileNamed("browser")}", "--dump-dom", new Uri(page).AbsoluteUri])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        const string Start = "<pre id=\"seen\">";
        int from = text.IndexOf(Start, StringComparison.Ordinal);
        Assert.True(from >= 0, "the browser showed nothing");
        from += Start.Length;
        return WebUtility.HtmlDecode(text[from..text.IndexOf("</pre>", from, StringComparison.Ordinal)]);
    }
}
