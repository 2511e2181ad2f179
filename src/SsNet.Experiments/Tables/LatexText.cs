namespace SsNet.Experiments.Tables;

/// <summary>Text for LaTeX.</summary>
public static class LatexText
{
    /// <summary>Text in which nothing is a command: characters that mean something to LaTeX are written so that they print.</summary>
    /// <param name="text">The text.</param>
    public static string Escape(string text) => string.Concat(text.Select(letter => letter switch
    {
        '\\' => "\\textbackslash{}",
        '~' => "\\textasciitilde{}",
        '^' => "\\textasciicircum{}",
        '<' => "\\textless{}",
        '>' => "\\textgreater{}",
        '"' => "''",
        '&' or '%' or '$' or '#' or '_' or '{' or '}' => $"\\{letter}",
        // Braces, since brackets at the head of a row would be taken for an option of the line break before.
        '[' => "{[}",
        ']' => "{]}",
        '±' => "$\\pm$",
        '–' => "--",
        _ => letter.ToString(),
    }));
}
