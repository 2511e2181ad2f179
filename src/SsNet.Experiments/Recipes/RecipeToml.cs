using SsNet.Imaging;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace SsNet.Experiments.Recipes;

/// <summary>The TOML text of one recipe, taken apart so that every complaint names its line.</summary>
internal sealed class RecipeToml
{
    private const string BaseKey = "base";

    private readonly string origin;
    private readonly DocumentSyntax document;

    /// <summary>Parses a text.</summary>
    /// <param name="origin">Where the text comes from, for messages.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ReportedException">It is not TOML, or there is something other than <c>base</c> before the first section.</exception>
    public RecipeToml(string origin, string text)
    {
        this.origin = origin;
        document = SyntaxParser.Parse(text, origin, validate: true);
        if (document.Diagnostics.FirstOrDefault(message => message.Kind == DiagnosticMessageKind.Error) is { } error)
        {
            throw Failure(error.Span, $"{error.Message.ReplaceLineEndings(" ").TrimEnd('.')}; correct the TOML.");
        }

        foreach (var entry in document.KeyValues)
        {
            string name = NameOf(entry.Key!);
            if (name != BaseKey) throw Unknown(entry, name, section: null);
            Base = ValueOf(entry.Value!) as string ?? throw Failure(entry.Span, $"'{BaseKey}' must be the name or the file of a recipe in quotes.");
        }
    }

    /// <summary>The recipe that this one changes; null for the defaults.</summary>
    public string? Base { get; }

    /// <summary>Changes what the text states.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <exception cref="ReportedException">A section or key is unknown, or a value not allowed.</exception>
    public void ApplyTo(Recipe recipe)
    {
        foreach (var table in document.Tables)
        {
            string section = NameOf(table.Name!);
            var sections = RecipeKeys.All.Select(key => key.Section).Distinct();
            if (table is TableArraySyntax || !sections.Contains(section))
            {
                throw Failure(table.Span, $"there is no section [{section}].{NearestName.Hint(section, sections)} Sections: {string.Join(", ", sections)}.");
            }

            foreach (var entry in table.Items) Set(recipe, section, entry);
        }
    }

    private void Set(Recipe recipe, string section, KeyValueSyntax entry)
    {
        string name = NameOf(entry.Key!);
        var key = RecipeKeys.All.FirstOrDefault(key => key.Section == section && key.Name == name) ?? throw Unknown(entry, name, section);
        if (ValueOf(entry.Value!) is not { } value || !key.TrySet(recipe, value))
        {
            throw Failure(entry.Span, $"'{name}' must be {key.Allowed}, not {entry.Value!.ToString().Trim()}.");
        }
    }

    private ReportedException Unknown(KeyValueSyntax entry, string name, string? section)
    {
        string place = section is null ? "before the first section" : $"in [{section}]";
        string advice = RecipeKeys.All.FirstOrDefault(key => key.Name == name) is { } elsewhere
            ? $" It belongs to [{elsewhere.Section}]."
            : NearestName.Hint(name, RecipeKeys.All.Where(key => section is null || key.Section == section).Select(key => key.Name));
        return Failure(entry.Span, $"there is no key '{name}' {place}.{advice}");
    }

    private ReportedException Failure(SourceSpan span, string message) => new($"{origin}, line {span.Start.Line + 1}: {message}");

    private static string NameOf(KeySyntax key) => key.ToString().Trim().Trim('"', '\'');

    /// <summary>long, double, bool, string or object[]; null for what no setting can be.</summary>
    private static object? ValueOf(ValueSyntax value) => value switch
    {
        IntegerValueSyntax integer => integer.Value,
        FloatValueSyntax number => number.Value,
        BooleanValueSyntax boolean => boolean.Value,
        StringValueSyntax text => text.Value,
        ArraySyntax array => array.Items.Select(item => ValueOf(item.Value!) ?? "").ToArray(),
        _ => null,
    };
}
