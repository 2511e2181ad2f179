namespace SsNet.Experiments.Tables;

/// <summary>A field of a CSV file.</summary>
public static class CsvField
{
    /// <summary>The field as it is written: in quotes where it holds a comma, a quote or a line's end (RFC 4180).</summary>
    /// <param name="text">The text.</param>
    public static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
