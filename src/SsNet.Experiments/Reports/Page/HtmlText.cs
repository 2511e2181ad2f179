using System.Text;
using System.Xml.Linq;

namespace SsNet.Experiments.Reports.Page;

/// <summary>
/// Writes elements as HTML that is well-formed XML too. Everything is escaped here and nowhere else, so that no name of a case or a folder can become markup.
/// </summary>
internal static class HtmlText
{
    private static readonly HashSet<string> Void = ["meta", "br", "col"];
    private static readonly HashSet<string> Drawn = ["path", "line", "rect", "circle", "use", "image"];
    private static readonly HashSet<string> Raw = ["style", "script"];
    private static readonly HashSet<string> EndLines = ["meta", "title", "style", "script", "head", "body", "section", "header", "nav", "footer", "div", "p", "ul", "li", "dl", "figure", "figcaption", "svg", "details", "summary", "table", "thead", "tbody", "tfoot", "tr", "h1", "h2", "h3", "h4"];

    /// <summary>The text of a page.</summary>
    /// <param name="page">Its root element.</param>
    public static string Of(XElement page)
    {
        var text = new StringBuilder("<!DOCTYPE html>\n");
        Append(text, page);
        return text.Append('\n').ToString();
    }

    private static void Append(StringBuilder text, XElement element)
    {
        string name = element.Name.LocalName;
        text.Append('<').Append(name);
        foreach (var attribute in element.Attributes())
        {
            text.Append(' ').Append(attribute.Name.LocalName).Append("=\"");
            AppendEscaped(text, attribute.Value);
            text.Append('"');
        }

        // Of the empty elements HTML lets only these close themselves.
        if (Void.Contains(name) || (Drawn.Contains(name) && element.IsEmpty))
        {
            text.Append(" />");
        }
        else
        {
            text.Append('>');
            if (Raw.Contains(name)) text.Append(element.Value);
            else AppendContent(text, element);
            text.Append("</").Append(name).Append('>');
        }

        if (EndLines.Contains(name)) text.Append('\n');
    }

    private static void AppendContent(StringBuilder text, XElement element)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XElement child) Append(text, child);
            else if (node is XText content) AppendEscaped(text, content.Value);
        }
    }

    private static void AppendEscaped(StringBuilder text, string value)
    {
        foreach (char character in value)
        {
            _ = character switch
            {
                '&' => text.Append("&amp;"),
                '<' => text.Append("&lt;"),
                '>' => text.Append("&gt;"),
                '"' => text.Append("&quot;"),
                '\n' or '\t' => text.Append(character),
                // Neither HTML nor XML has them; file names may.
                < ' ' or '\u007f' or '\ufffe' or '\uffff' => text.Append('\ufffd'),
                _ => text.Append(character),
            };
        }
    }
}
