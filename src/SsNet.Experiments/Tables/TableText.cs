using System.Text;

namespace SsNet.Experiments.Tables;

/// <summary>Writes tables.</summary>
public static class TableText
{
    /// <summary>Tables as a text that ends with a line break.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="format">The format.</param>
    public static string Of(IReadOnlyList<ResultTable> tables, TableFormat format) => format switch
    {
        TableFormat.Csv => TableCsv.Of(tables),
        TableFormat.Markdown => string.Join('\n', tables.Select(table => Markdown(ResultColumns.Of(table)))),
        TableFormat.Latex => string.Join('\n', tables.Select(table => Latex(ResultColumns.Of(table)))),
        _ => string.Join('\n', tables.Select(table => Plain(ResultColumns.Of(table)))),
    };

    private static string Plain(ResultColumns table)
    {
        int[] widths = [.. table.Header.Select((title, column) => Math.Max(title.Length, table.Rows.Max(row => row[column].Length)))];
        string Line(IReadOnlyList<string> cells) => string.Join("  ", cells.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))).TrimEnd();
        var text = new StringBuilder();
        text.Append(table.Title).Append('\n');
        text.Append(Line(table.Header)).Append('\n');
        text.Append(string.Join("  ", widths.Select(width => new string('─', width)))).Append('\n');
        foreach (var row in table.Rows) text.Append(Line(row)).Append('\n');
        foreach (string note in table.Notes) text.Append(note).Append('\n');
        return text.ToString();
    }

    private static string Markdown(ResultColumns table)
    {
        static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |";
        var text = new StringBuilder();
        text.Append("**").Append(table.Title).Append("**\n\n");
        text.Append(Line(table.Header)).Append('\n');
        text.Append("|---|").Append(string.Concat(Enumerable.Repeat("---:|", table.Header.Count - 1))).Append('\n');
        foreach (var row in table.Rows) text.Append(Line(row)).Append('\n');
        foreach (string note in table.Notes) text.Append('\n').Append(note).Append('\n');
        return text.ToString();
    }

    private static string Latex(ResultColumns table)
    {
        static string Line(IEnumerable<string> cells) => $"{string.Join(" & ", cells.Select(LatexText.Escape))} \\\\";
        var text = new StringBuilder();
        text.Append("% ").Append(table.Title).Append("; needs \\usepackage{booktabs}\n");
        foreach (string note in table.Notes) text.Append("% ").Append(note).Append('\n');
        text.Append("\\begin{tabular}{l").Append('r', table.Header.Count - 1).Append("}\n\\toprule\n");
        text.Append(Line(table.Header)).Append("\n\\midrule\n");
        foreach (var row in table.Rows) text.Append(Line(row)).Append('\n');
        return text.Append("\\bottomrule\n\\end{tabular}\n").ToString();
    }
}
