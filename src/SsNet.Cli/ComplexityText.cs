using System.Globalization;
using Spectre.Console;
using SsNet.Cli.Progress;
using SsNet.Experiments.Complexity;
using SsNet.Experiments.Tables;

namespace SsNet.Cli;

/// <summary>Complexities as a table: for the terminal with the notes below it, or as markdown or CSV with a column of notes.</summary>
internal static class ComplexityText
{
    private const string Grouped = "#,0";
    private const string Plain = "0";

    /// <summary>Writes a table.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="rows">The networks, at least one.</param>
    /// <param name="format">text, markdown or csv.</param>
    public static void Write(TextWriter output, IReadOnlyList<ComplexityRow> rows, string format)
    {
        string whole = format == "csv" ? Plain : Grouped;
        var columns = Columns(rows, whole).ToArray();
        if (format == "text") WriteText(output, rows, columns);
        else if (format == "markdown") WriteMarkdown(output, rows, [.. columns, new Column("note", row => row.Note, IsNumber: false)]);
        else WriteCsv(output, rows, [.. columns, new Column("note", row => row.Note, IsNumber: false)]);
    }

    private static void WriteText(TextWriter output, IReadOnlyList<ComplexityRow> rows, Column[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            var header = new TableColumn(Markup.Escape(column.Title)) { NoWrap = column.KeepsLine };
            table.AddColumn(column.IsNumber ? header.RightAligned() : header);
        }

        foreach (var row in rows) table.AddRow([.. columns.Select(column => Markup.Escape(column.Text(row)))]);
        Terminal.On(output).Write(table);
        foreach (var note in rows.Where(row => row.Note.Length > 0).GroupBy(row => (row.Note, Table: row.Printed is null ? "" : $"{row.Origin}: ")))
        {
            output.WriteLine($"{note.Key.Table}{string.Join(", ", note.Select(row => row.Method).Distinct())}: {note.Key.Note}");
        }
    }

    private static void WriteMarkdown(TextWriter output, IReadOnlyList<ComplexityRow> rows, Column[] columns)
    {
        WriteLine(columns.Select(column => column.Title));
        WriteLine(columns.Select(column => column.IsNumber ? "--:" : "---"));
        foreach (var row in rows) WriteLine(columns.Select(column => column.Text(row)));

        void WriteLine(IEnumerable<string> cells) => output.WriteLine($"| {string.Join(" | ", cells)} |");
    }

    private static void WriteCsv(TextWriter output, IReadOnlyList<ComplexityRow> rows, Column[] columns)
    {
        output.WriteLine(string.Join(',', columns.Select(column => column.Title)));
        foreach (var row in rows) output.WriteLine(string.Join(',', columns.Select(column => CsvField.Quoted(column.Text(row)))));
    }

    /// <summary>What the rows have: beside the counts either the paper's cells, or the network that predicts.</summary>
    private static IEnumerable<Column> Columns(IReadOnlyList<ComplexityRow> rows, string whole)
    {
        bool printed = rows.Any(row => row.Printed is not null), predicting = rows.Any(row => row.Predicting is not null);
        yield return new Column(printed ? "table" : "recipe", row => row.Origin, IsNumber: false, KeepsLine: false);
        yield return new Column("method", row => row.Method, IsNumber: false);
        yield return new Column("input", row => row.Input, IsNumber: false);
        yield return new Column("parameters", row => Number(row.Trained.Parameters, whole));
        yield return new Column("parameters (M)", row => Millions(row.Trained.Parameters));
        if (printed) yield return new Column("in the paper (M)", row => Number(row.Printed?.Parameters, "0.00"));
        yield return new Column("MACs", row => Number(row.Trained.Macs, whole));
        yield return new Column("MACs (G)", row => Billions(row.Trained.Macs));
        if (printed) yield return new Column("in the paper (G)", row => Number(row.Printed?.Macs, "0.00"));
        if (!predicting) yield break;
        yield return new Column("predicting: parameters", row => Number(row.Predicting?.Parameters, whole), KeepsLine: false);
        yield return new Column("predicting: MACs (G)", row => Billions(row.Predicting?.Macs), KeepsLine: false);
    }

    private static string Millions(decimal? value) => Number(value / 1_000_000, "0.00");

    private static string Billions(decimal? value) => Number(value / 1_000_000_000, "0.00");

    private static string Number(decimal? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    /// <summary>A column; a number broken over two lines could not be read, a title or a long path can.</summary>
    private sealed record Column(string Title, Func<ComplexityRow, string> Text, bool IsNumber = true, bool KeepsLine = true);
}
