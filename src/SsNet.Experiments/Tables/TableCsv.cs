using System.Globalization;
using System.Text;

namespace SsNet.Experiments.Tables;

/// <summary>Tables for programs: every number in a column of its own, overlaps in %, empty where there is none.</summary>
internal static class TableCsv
{
    public static string Of(IReadOnlyList<ResultTable> tables)
    {
        string[] header =
        [
            "data", "method", "labelled", "unlabelled", "runs_finished", "runs_planned", "selection", "size", "distance_unit", "empty_is_zero",
            .. ResultColumns.Metrics.Select(metric => metric.Name.ToLowerInvariant()).SelectMany(name => (string[])[name, $"{name}_sd", $"{name}_values", $"{name}_values_of", $"{name}_paper"]),
            "parameters_millions", "parameters_millions_paper", "macs_billions", "macs_billions_paper",
            "against", "pairs", "p", "direction",
        ];
        var text = new StringBuilder();
        foreach (var line in tables.SelectMany(table => table.Rows.Select(row => Cells(table, row))).Prepend(header))
        {
            text.AppendJoin(',', line.Select(CsvField.Quoted)).Append('\n');
        }

        return text.ToString();
    }

    private static string[] Cells(ResultTable table, ResultRow row) =>
    [
        ResultColumns.NameOf(table.Layout), row.Name, Number(row.Labelled), Number(row.Unlabelled), Number(row.Finished), Number(row.Planned),
        row.Selection ?? "", row.IsFullSize switch { true => "full", false => "reduced", null => "" }, table.Unit, table.EmptyIsZero ? "true" : "false",
        .. ResultColumns.Metrics.SelectMany((metric, index) => Metric(row, index, metric.IsShare ? 100 : 1, metric.OfPaper)),
        Number(row.Parameters), Number(row.Paper?.Parameters), Number(row.Macs), Number(row.Paper?.Macs),
        row.Test is null ? "" : table.Against!, Number(row.Test?.Pairs), Number(row.Test?.PValue), ResultColumns.Direction(row),
    ];

    private static string[] Metric(ResultRow row, int index, double factor, Func<PaperRow, double> ofPaper)
    {
        string paper = Number(row.Paper is null ? null : ofPaper(row.Paper));
        if (row.Metrics.Count == 0) return ["", "", "", "", paper];
        var cell = row.Metrics[index];
        return [Number(factor * cell.Mean), Number(factor * cell.Deviation), Number(cell.Values), Number(cell.Of), paper];
    }

    // Fifteen digits: all that a double is sure to hold, and none of the rounding beyond.
    private static string Number(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("G15", CultureInfo.InvariantCulture) : "";
}
