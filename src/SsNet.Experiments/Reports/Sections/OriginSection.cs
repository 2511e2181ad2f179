using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using SsNet.Experiments.Reports.Page;

namespace SsNet.Experiments.Reports.Sections;

/// <summary>What a run was made on and of: versions and machine, the size of the network, preparation of the data, time, and the files of its folder.</summary>
internal static class OriginSection
{
    private const int MostNamedFiles = 6;

    public static Section Of(string prefix, ReportedRun run, string? reportPath) => new(
        $"{prefix}environment", "Environment and files",
        [
            Facts(run),
            run.Preparation is { } preparation ? Details("Preparation of the data", Pairs(Leaves(JsonNode.Parse(preparation.ToJson()), ""))) : null,
            File.Exists(run.Folder.Profile) ? Details("Time of a step", Readable(() => Profile(run.Folder.Profile))) : null,
            Details("Files of the run", Readable(() => Files(run, reportPath))),
        ]);

    private static XElement Facts(ReportedRun run)
    {
        IEnumerable<(string, string)> facts = run.Environment;
        if (run.Complexity is { } complexity)
        {
            string input = complexity.Input is { Length: > 0 } size ? $" for an input of {size}" : "";
            facts = facts
                .Append(("parameters", string.Create(CultureInfo.InvariantCulture, $"{complexity.Parameters:0.00} million")))
                .Append(("multiply-accumulate operations", string.Create(CultureInfo.InvariantCulture, $"{complexity.Macs:0.00} · 10⁹{input}")));
        }

        return Pairs(facts);
    }

    private static XElement Pairs(IEnumerable<(string Name, string Value)> pairs) =>
        Html.Styled("dl", "facts", pairs.Select(pair => Html.Tag("div", Html.Tag("dt", pair.Name), Html.Tag("dd", pair.Value))));

    private static XElement Details(string title, XElement content) => Html.Tag("details", Html.Tag("summary", title), content);

    /// <summary>The values of a JSON text by the ways to them.</summary>
    private static IEnumerable<(string Name, string Value)> Leaves(JsonNode? node, string way) => node switch
    {
        JsonObject children => children.SelectMany(child => Leaves(child.Value, way.Length == 0 ? child.Key : $"{way}.{child.Key}")),
        JsonArray items when items.Any(item => item is JsonObject) => items.SelectMany((item, index) => Leaves(item, $"{way} {index + 1}")),
        JsonArray items => [(way, string.Join(", ", items.Select(item => item?.ToString() ?? Numbers.Undefined)))],
        null => [],
        _ => [(way, node.ToString())],
    };

    // A training that goes on replaces its files, and somebody may have locked one away.
    private static XElement Readable(Func<XElement> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Html.Note($"This cannot be read: {failure.Message}");
        }
    }

    private static XElement Profile(string path)
    {
        string[][] lines = [.. File.ReadAllLines(path).Select(line => line.Split(','))];
        XElement Cells(string[] line, string tag) => Html.Tag("tr", line.Select((cell, index) => Html.Tag(index == 0 ? "th" : tag, tag == "th" ? Html.With("scope", "col") : index == 0 ? Html.With("scope", "row") : null, index == 0 ? null : Html.With("class", "number"), cell.Replace('_', ' '))));
        return Html.Scrolling("Time of a step by phases", Html.Tag("table", Html.Tag("thead", lines.Take(1).Select(line => Cells(line, "th"))), Html.Tag("tbody", lines.Skip(1).Select(line => Cells(line, "td")))));
    }

    private static XElement Files(ReportedRun run, string? reportPath)
    {
        // Neither this report, which would otherwise change itself, nor what another process is writing.
        var groups = Directory.EnumerateFiles(run.Folder.Path, "*", SearchOption.AllDirectories)
            .Where(file => file != reportPath && !file.EndsWith(".tmp", StringComparison.Ordinal) && !file.EndsWith(".lock", StringComparison.Ordinal))
            .Select(file => (Name: Path.GetRelativePath(run.Folder.Path, file).Replace('\\', '/'), new FileInfo(file).Length))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .GroupBy(file => Path.GetDirectoryName(file.Name)!)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        var rows = groups.SelectMany(group => group.Count() > MostNamedFiles ? [($"{group.Key}/ ({group.Count()} files)", group.Sum(file => file.Length))] : group.ToArray());
        return Html.Scrolling("Files of the run", Html.Tag(
            "table",
            Html.Tag("caption", run.Folder.Path),
            Html.Tag("tbody", rows.Select(row => Html.Tag("tr", Html.Tag("th", Html.With("scope", "row"), Html.Command(row.Item1)), Html.Styled("td", "number", Size(row.Item2)))))));
    }

    private static string Size(long bytes)
    {
        var (number, unit) = bytes < 1000 ? (bytes, "B") : bytes < 1_000_000 ? (bytes / 1e3, "kB") : (bytes / 1e6, "MB");
        return string.Create(CultureInfo.InvariantCulture, $"{number:0.#} {unit}");
    }
}
