using System.Xml.Linq;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Reports.Page;

namespace SsNet.Experiments.Reports.Sections;

/// <summary>Every setting of a run, with those marked that differ from the shipped recipe that is most like it.</summary>
internal static class ConfigurationSection
{
    private static readonly string[] Titles = ["Setting", "Value", "Meaning"];

    public static Section Of(string prefix, Recipe recipe)
    {
        var (name, shipped) = Nearest(recipe);
        var differing = RecipeKeys.All.Where(key => key.ToToml(recipe) != key.ToToml(shipped)).ToList();
        string count = differing.Count switch { 0 => "No setting differs.", 1 => "One setting differs and is marked.", _ => $"{differing.Count} settings differ and are marked." };
        return new Section(
            $"{prefix}configuration", "Configuration",
            [
                Html.Tag("p", "The shipped recipe that is most like this one is ", Html.Command(name), $". {count}"),
                differing.Count == 0 ? null : Table("Settings that differ", differing, recipe, shipped),
                Html.Tag(
                    "details",
                    Html.Tag("summary", "All settings", Html.Styled("span", "count", $"{RecipeKeys.All.Length}")),
                    RecipeKeys.All.GroupBy(key => key.Section).Select(keys => new[] { Html.Styled("p", "group", keys.Key), Table($"Settings of {keys.Key}", keys, recipe, shipped) })),
            ]);
    }

    private static XElement Table(string name, IEnumerable<RecipeKey> keys, Recipe recipe, Recipe shipped)
    {
        XElement Row(RecipeKey key)
        {
            string value = Value(key, recipe), usual = Value(key, shipped);
            return Html.Tag(
                "tr",
                value == usual ? null : Html.With("class", "differs"),
                Html.Tag("th", Html.With("scope", "row"), Html.Command(key.Name)),
                Html.Tag("td", Html.Command(value), value == usual ? null : Html.Styled("span", "instead", " instead of ", Html.Command(usual))),
                Html.Styled("td", "meaning", key.Description));
        }

        return Html.Scrolling(name, Html.Styled(
            "table", "settings",
            Html.Tag("thead", Html.Tag("tr", Titles.Select(title => Html.Tag("th", Html.With("scope", "col"), title)))),
            Html.Tag("tbody", keys.Select(Row))));
    }

    /// <summary>A setting's value as it is typed on the command line: without quotes.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="recipe">The recipe.</param>
    public static string Value(RecipeKey key, Recipe recipe) => key.ToToml(recipe).Trim('"');

    // What changes speed alone says nothing of where a recipe comes from.
    private static (string Name, Recipe Recipe) Nearest(Recipe recipe) => RecipeFile.Names
        .Select(name => (Name: name, Recipe: RecipeFile.Load(name)))
        .MinBy(shipped => ResolvedConfiguration.Keys.Count(key => key.ToToml(recipe) != key.ToToml(shipped.Recipe)));
}
