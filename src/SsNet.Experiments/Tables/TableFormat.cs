namespace SsNet.Experiments.Tables;

/// <summary>How a table is written.</summary>
public enum TableFormat
{
    /// <summary>Aligned columns for a terminal.</summary>
    Text,

    /// <summary>Markdown with pipes.</summary>
    Markdown,

    /// <summary>A LaTeX tabular with the rules of the package booktabs.</summary>
    Latex,

    /// <summary>Comma-separated values, each number in a column of its own.</summary>
    Csv,
}
