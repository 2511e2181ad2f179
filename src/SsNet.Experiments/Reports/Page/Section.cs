using System.Xml.Linq;

namespace SsNet.Experiments.Reports.Page;

/// <summary>A part of a report with a title of its own.</summary>
/// <param name="Id">By what it is linked; unique in the page.</param>
/// <param name="Title">The title.</param>
/// <param name="Content">What is in it.</param>
internal sealed record Section(string Id, string Title, IReadOnlyList<XElement?> Content)
{
    /// <summary>The part as an element.</summary>
    /// <param name="level">Level of its title: 2 for a part of the page.</param>
    public XElement ToHtml(int level) =>
        Html.Tag("section", Html.With("id", Id), Html.With("aria-labelledby", $"{Id}-title"), Html.Tag($"h{level}", Html.With("id", $"{Id}-title"), Title), Content);
}
