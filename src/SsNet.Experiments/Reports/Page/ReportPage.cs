using System.Xml.Linq;
using SsNet.Experiments.Runs;

namespace SsNet.Experiments.Reports.Page;

/// <summary>A page that holds everything it shows: styles, script and pictures.</summary>
internal static class ReportPage
{
    // Whatever a name of a case might try: nothing is loaded from anywhere.
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    /// <summary>The page as text.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="header">What stands above the parts.</param>
    /// <param name="links">The parts that are linked at the top.</param>
    /// <param name="content">The parts.</param>
    /// <param name="images">Images that pictures refer to; null for none.</param>
    public static string Of(string title, XElement header, IEnumerable<Section> links, IEnumerable<XElement> content, XElement? images) => HtmlText.Of(Html.Tag(
        "html",
        Html.With("lang", "en"),
        Html.Tag(
            "head",
            Html.Tag("meta", Html.With("charset", "utf-8")),
            Html.Tag("meta", Html.With("http-equiv", "Content-Security-Policy"), Html.With("content", Policy)),
            Html.Tag("meta", Html.With("name", "viewport"), Html.With("content", "width=device-width, initial-scale=1")),
            Html.Tag("meta", Html.With("name", "color-scheme"), Html.With("content", "light dark")),
            Html.Tag("meta", Html.With("name", "generator"), Html.With("content", $"ssnet {RunRecord.Version}")),
            Html.Tag("title", title),
            Html.Tag("style", Resource("report.css"))),
        Html.Tag(
            "body",
            header,
            Html.Tag("nav", Html.With("aria-label", "Parts of the report"), Html.Tag("ul", links.Select(link => Html.Tag("li", Html.Tag("a", Html.With("href", $"#{link.Id}"), link.Title))))),
            Html.Tag("main", content),
            Html.Tag("footer", $"Written by ssnet {RunRecord.Version}, SS-Net for .NET. Research software: not for clinical use."),
            images,
            Html.Tag("script", Resource("report.js")))));

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream($"reports/{name}")!);
        return $"\n{reader.ReadToEnd()}";
    }
}
