using System.Globalization;
using System.Text;
using System.Xml.Linq;
using SsNet.Experiments.Reports.Charts;
using SsNet.Experiments.Reports.Page;
using SsNet.Experiments.Reports.Pictures;
using SsNet.Experiments.Reports.Sections;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Sweeps;
using SsNet.Experiments.Tables;
using SsNet.Imaging;

namespace SsNet.Experiments.Reports;

/// <summary>
/// Everything about a run, or about several and how they compare, as one HTML file that needs nothing else: neither a network nor the run's folder.
/// It is made of the files of the runs; the data are opened for pictures alone, and what is missing is told in its place.
/// </summary>
public static class Report
{
    /// <summary>Writes a report.</summary>
    /// <param name="runFolders">Folders of runs or of sweeps, at least one.</param>
    /// <param name="path">The file to write or replace; its folder is made when it is missing.</param>
    /// <param name="options">What to show.</param>
    /// <returns>What is missing in it, and how to get it; empty where nothing is.</returns>
    /// <exception cref="ReportedException">A folder is not a run's, two runs cannot be compared, or the file cannot be written.</exception>
    public static IReadOnlyList<string> Write(IReadOnlyList<string> runFolders, string path, ReportOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfZero(runFolders.Count);
        var notes = new List<string>();
        // Methods in the order of the paper's tables, as in figures.
        ReportedRun[] runs = [.. SweepFolder.RunsIn(runFolders).Select(folder => ReportedRun.Open(folder, options.Split)).OrderBy(run => PaperTables.PlaceOf(run.Recipe.MethodText))];
        string full = Path.GetFullPath(path);
        string text = runs.Length == 1 ? OfOne(runs[0], options, full, notes) : OfSeveral(runs, options, full, notes);
        WritableFolder.Make(Path.GetDirectoryName(full)!);
        AtomicFile.Write(full, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        return notes;
    }

    private static string OfOne(ReportedRun run, ReportOptions options, string path, List<string> notes)
    {
        notes.AddRange(run.Notes);
        var store = new SliceStore();
        var sections = Sections("", run, options, store, path, notes).ToList();
        var header = HeaderSection.Of("Training run", options.Title ?? run.Name, HeaderSection.Summary(run));
        return ReportPage.Of(options.Title ?? run.Name, header, sections, sections.Select(section => section.ToHtml(2)), store.Definitions);
    }

    private static string OfSeveral(ReportedRun[] runs, ReportOptions options, string path, List<string> notes)
    {
        var methods = ReportedMethod.Group(runs);
        var store = new SliceStore();
        string title = options.Title ?? (methods.Count > 1 ? $"{methods.Count} methods on {HeaderSection.DataSet(runs[0])}" : $"{methods[0].Name} on {HeaderSection.DataSet(runs[0])}");
        ReportedMethod[] evaluated = [.. methods.Where(method => method.Evaluated is not null)];
        List<Section> compared =
        [
            .. evaluated.Length == 0 ? [] : (Section[])[ComparisonSection.Scores(options.Split, evaluated), ComparisonSection.Cases(evaluated)],
            .. evaluated.Length < 2 ? [] : (Section[])[ComparedCaseSection.Of(evaluated, run => new RunPictures(run, options.Split, options.DataFolder, store), notes)],
            new Section("comparison-curves", "Training", [Legend(methods), CurveSection.Charts([.. methods.SelectMany(method => method.Runs.Select(run => (run.Folder, method.NameOf(run), method.Colour)))]), Html.Note("One line for each run; seeds of a method share its colour. Of lines that are the same the last is seen.")]),
            DifferenceSection.Of(methods),
        ];

        var each = methods.SelectMany(method => method.Runs.Select(run => (Name: method.NameOf(run), Run: run))).ToList();
        foreach (var (name, run) in each) notes.AddRange(run.Notes.Select(note => $"{name}: {note}"));
        long[] seeds = [.. runs.Select(run => run.Recipe.Seed).Distinct().Order()];
        XElement[] details =
        [
            .. each.Select((item, index) => Html.Tag(
                "details",
                Html.With("id", $"run-{index + 1}"),
                Html.With("class", "run"),
                Html.Tag("summary", item.Name, Html.Styled("span", "count", Path.GetFileName(item.Run.Folder.Path))),
                HeaderSection.Summary(item.Run),
                Sections(string.Create(CultureInfo.InvariantCulture, $"run-{index + 1}-"), item.Run, options, store, path, notes).Select(section => section.ToHtml(3)))),
        ];
        var single = new Section("runs", "Runs", details);
        string kind = $"Comparison of {runs.Length} runs";
        var unfinished = runs.Count(run => run.Notes.Count > 0);
        var header = HeaderSection.Of(
            kind, title,
            Html.Styled("ul", "chips", new[] { HeaderSection.DataSet(runs[0]), $"{options.Split} cases", $"{runs.Length} runs", $"{(seeds.Length == 1 ? "seed" : "seeds")} {string.Join(", ", seeds)}" }.Select(fact => Html.Tag("li", fact))),
            unfinished == 0 ? null : Html.Styled("p", "warning", Html.With("role", "note"), $"Something is missing of {unfinished} of {runs.Length} runs; each says below what and how to get it."));
        return ReportPage.Of(title, header, [.. compared, single], [.. compared.Select(section => section.ToHtml(2)), single.ToHtml(2)], store.Definitions);
    }

    private static XElement Legend(IReadOnlyList<ReportedMethod> methods) => Html.Styled(
        "ul", "legend", methods.Select(method => Html.Tag("li", Html.Styled("span", $"swatch {ChartParts.ColourClass(method.Colour)}"), method.Name)));

    private static IEnumerable<Section> Sections(string prefix, ReportedRun run, ReportOptions options, SliceStore store, string path, List<string> notes)
    {
        if (run.Scores is { } scores)
        {
            yield return ScoreSection.Of(prefix, options.Split, scores, run.ClassColours, MethodSeries.Of([run.Recipe])[0]);
            yield return CaseSection.Of(prefix, run, scores, () => new RunPictures(run, options.Split, options.DataFolder, store), notes);
        }

        yield return CurveSection.Of(prefix, run);
        if (run.Split is { } split) yield return SplitSection.Of(prefix, split);
        yield return ConfigurationSection.Of(prefix, run.Recipe);
        yield return OriginSection.Of(prefix, run, path);
    }
}
