using System.Globalization;
using System.Xml.Linq;
using SsNet.Experiments.Reports.Page;
using SsNet.Experiments.Runs;

namespace SsNet.Experiments.Reports.Sections;

/// <summary>Which cases a run learned from, chose its weights by and is tested on.</summary>
internal static class SplitSection
{
    public static Section Of(string prefix, RunSplit split) => new(
        $"{prefix}split", "Split",
        [
            Html.Tag("p", split.Selection.Length == 0 ? null : $"{char.ToUpperInvariant(split.Selection[0])}{split.Selection[1..]}."),
            Part("Labelled", split.Labelled),
            Part("Unlabelled", split.Unlabelled),
            Part(split.HoldsOut == true ? "Validation, held out of the labelled cases" : "Validation", split.Validation),
            Part("Test", split.Test),
        ]);

    private static XElement Part(string name, IReadOnlyList<string> ids) => ids.Count == 0
        ? Html.Styled("p", "none", $"{name}: none")
        : Html.Tag(
            "details",
            Html.Tag("summary", name, Html.Styled("span", "count", ids.Count.ToString(CultureInfo.InvariantCulture))),
            Html.Styled("ul", "names", ids.Select(id => Html.Tag("li", id))));
}
