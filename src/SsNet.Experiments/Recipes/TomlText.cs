using SsNet.Imaging;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace SsNet.Experiments.Recipes;

/// <summary>A TOML text whose parts know their lines, so that every complaint names one.</summary>
internal sealed class TomlText
{
    private readonly string origin;

    /// <summary>Parses a text.</summary>
    /// <param name="origin">Where the text comes from, for messages.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ReportedException">It is not TOML.</exception>
    public TomlText(string origin, string text)
    {
        this.origin = origin;
        Document = SyntaxParser.Parse(text, origin, validate: true);
        if (Document.Diagnostics.FirstOrDefault(message => message.Kind == DiagnosticMessageKind.Error) is { } error)
        {
            throw Failure(error.Span, $"{error.Message.ReplaceLineEndings(" ").TrimEnd('.')}; correct the TOML.");
        }
    }

    /// <summary>What was parsed.</summary>
    public DocumentSyntax Document { get; }

    /// <summary>An error about a part of the text.</summary>
    /// <param name="span">The part.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    public ReportedException Failure(SourceSpan span, string message) => new($"{origin}, line {span.Start.Line + 1}: {message}");

    /// <summary>A key's name without quotes.</summary>
    /// <param name="key">The key.</param>
    public static string NameOf(KeySyntax key) => Unquoted(key.ToString());

    /// <summary>The names of a dotted key, each without quotes.</summary>
    /// <param name="key">The key.</param>
    public static string[] PartsOf(KeySyntax key) => [Unquoted(key.Key!.ToString()), .. key.DotKeys.Select(part => Unquoted(part.Key!.ToString()))];

    /// <summary>long, double, bool, string or object[]; null for what no setting can be.</summary>
    /// <param name="value">The value.</param>
    public static object? ValueOf(ValueSyntax value) => value switch
    {
        IntegerValueSyntax integer => integer.Value,
        FloatValueSyntax number => number.Value,
        BooleanValueSyntax boolean => boolean.Value,
        StringValueSyntax text => text.Value,
        ArraySyntax array => array.Items.Select(item => ValueOf(item.Value!) ?? "").ToArray(),
        _ => null,
    };

    /// <summary>The value of an entry, if a setting may have it.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="key">The setting.</param>
    /// <param name="recipe">The recipe that takes the value.</param>
    /// <exception cref="ReportedException">The value is not allowed.</exception>
    public object Set(KeyValueSyntax entry, RecipeKey key, Recipe recipe)
    {
        if (ValueOf(entry.Value!) is { } value && key.TrySet(recipe, value)) return value;
        throw Failure(entry.Span, $"'{key.Name}' must be {key.Allowed}, not {entry.Value!.ToString().Trim()}.");
    }

    private static string Unquoted(string name) => name.Trim().Trim('"', '\'');
}
