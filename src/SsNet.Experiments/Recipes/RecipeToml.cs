using SsNet.Imaging;
using Tomlyn.Syntax;

namespace SsNet.Experiments.Recipes;

/// <summary>The TOML text of one recipe, taken apart so that every complaint names its line.</summary>
internal sealed class RecipeToml
{
    private const string BaseKey = "base";

    private readonly TomlText toml;

    /// <summary>Parses a text.</summary>
    /// <param name="origin">Where the text comes from, for messages.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ReportedException">It is not TOML, or there is something other than <c>base</c> before the first section.</exception>
    public RecipeToml(string origin, string text)
    {
        toml = new TomlText(origin, text);
        foreach (var entry in toml.Document.KeyValues)
        {
            string name = TomlText.NameOf(entry.Key!);
            if (name != BaseKey) throw Unknown(entry, name, section: null);
            Base = TomlText.ValueOf(entry.Value!) as string ?? throw toml.Failure(entry.Span, $"'{BaseKey}' must be the name or the file of a recipe in quotes.");
        }
    }

    /// <summary>The recipe that this one changes; null for the defaults.</summary>
    public string? Base { get; }

    /// <summary>Changes what the text states.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <exception cref="ReportedException">A section or key is unknown, or a value not allowed.</exception>
    public void ApplyTo(Recipe recipe)
    {
        foreach (var table in toml.Document.Tables)
        {
            string section = TomlText.NameOf(table.Name!);
            var sections = RecipeKeys.All.Select(key => key.Section).Distinct();
            if (table is TableArraySyntax || !sections.Contains(section))
            {
                throw toml.Failure(table.Span, $"there is no section [{section}].{NearestName.Hint(section, sections)} Sections: {string.Join(", ", sections)}.");
            }

            foreach (var entry in table.Items) Set(recipe, section, entry);
        }
    }

    private void Set(Recipe recipe, string section, KeyValueSyntax entry)
    {
        string name = TomlText.NameOf(entry.Key!);
        var key = RecipeKeys.All.FirstOrDefault(key => key.Section == section && key.Name == name) ?? throw Unknown(entry, name, section);
        toml.Set(entry, key, recipe);
    }

    private ReportedException Unknown(KeyValueSyntax entry, string name, string? section)
    {
        string place = section is null ? "before the first section" : $"in [{section}]";
        string advice = RecipeKeys.All.FirstOrDefault(key => key.Name == name) is { } elsewhere
            ? $" It belongs to [{elsewhere.Section}]."
            : NearestName.Hint(name, RecipeKeys.All.Where(key => section is null || key.Section == section).Select(key => key.Name));
        return toml.Failure(entry.Span, $"there is no key '{name}' {place}.{advice}");
    }
}
