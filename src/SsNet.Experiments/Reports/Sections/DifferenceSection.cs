using SsNet.Experiments.Recipes;
using SsNet.Experiments.Reports.Page;

namespace SsNet.Experiments.Reports.Sections;

/// <summary>The settings in which methods differ.</summary>
internal static class DifferenceSection
{
    public static Section Of(IReadOnlyList<ReportedMethod> methods)
    {
        var keys = RecipeKeys.All.Where(key => methods.Any(method => key.ToToml(method.Recipe) != key.ToToml(methods[0].Recipe))).ToList();
        return new Section(
            "differences", "Settings that differ",
            [
                keys.Count == 0
                    ? Html.Tag("p", "The runs differ in their seeds alone.")
                    : Html.Scrolling("Settings that differ by method", Html.Tag(
                        "table",
                        Html.Tag("thead", Html.Tag("tr", Html.Tag("th", Html.With("scope", "col"), "Setting"), methods.Select(method => Html.Tag("th", Html.With("scope", "col"), method.Name)))),
                        Html.Tag("tbody", keys.Select(key => Html.Tag("tr", Html.Tag("th", Html.With("scope", "row"), Html.Command(key.Name)), methods.Select(method => Html.Tag("td", Html.Command(ConfigurationSection.Value(key, method.Recipe))))))))),
            ]);
    }
}
