using System.Collections.Immutable;
using System.Text.RegularExpressions;
using SsNet.Experiments.Recipes;
using SsNet.Imaging;
using Tomlyn.Syntax;

namespace SsNet.Experiments.Scans;

/// <summary>The TOML text of a label scheme, taken apart so that every complaint names its line.</summary>
internal sealed partial class LabelSchemeText
{
    private const string BackgroundKey = "background";
    private const string IgnoreKey = "ignore";
    private const string ClassTable = "class";
    private static readonly string[] ListKeys = [BackgroundKey, IgnoreKey];
    private static readonly string[] ClassKeys = ["name", "values", "value", "colour"];

    private readonly TomlText toml;
    private readonly Dictionary<int, string> owners = [];
    private readonly List<LabelClass> classes = [];

    /// <summary>Parses a text.</summary>
    /// <param name="origin">Where the text comes from, for messages.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ReportedException">Something in it is not allowed.</exception>
    public LabelSchemeText(string origin, string text)
    {
        toml = new TomlText(origin, text);
        ImmutableArray<int> background = [], ignored = [];
        foreach (var entry in toml.Document.KeyValues)
        {
            string name = TomlText.NameOf(entry.Key!);
            if (!ListKeys.Contains(name)) throw UnknownKey(entry, name);
            var values = Claimed(entry, $"'{name}'", mayBeEmpty: true);
            if (name == BackgroundKey) background = values;
            else ignored = values;
        }

        foreach (var table in toml.Document.Tables) classes.Add(ClassOf(table));
        if (classes.Count == 0) throw new ReportedException($"{origin}: has no class; add one: [[{ClassTable}]], and below it name = \"…\" and values = [1].");
        Scheme = new LabelScheme([.. classes], ignored) { Background = background };
    }

    /// <summary>What the text says.</summary>
    public LabelScheme Scheme { get; }

    private LabelClass ClassOf(TableSyntaxBase table)
    {
        string section = string.Join('.', TomlText.PartsOf(table.Name!));
        if (table is not TableArraySyntax || section != ClassTable)
        {
            string advice = section == ClassTable ? $"Write it with two brackets: [[{ClassTable}]]." : $"There are only [[{ClassTable}]] tables.";
            throw toml.Failure(table.Span, $"there is no section [{section}]. {advice}");
        }

        if (classes.Count == LabelScheme.MostClasses) throw toml.Failure(table.Span, $"at most {LabelScheme.MostClasses} classes can be learned; put several values into one class.");
        var entries = table.Items.ToDictionary(entry => KnownKey(entry));
        string name = NameOf(table, entries.GetValueOrDefault("name"));
        var values = Claimed(ValuesOf(table, name, entries), $"class '{name}'", mayBeEmpty: false);
        string colour = entries.GetValueOrDefault("colour") is { } own ? ColourOf(own) : LabelScheme.ColourOf(classes.Count + 1);
        return new LabelClass(name, values, colour);
    }

    private string KnownKey(KeyValueSyntax entry)
    {
        string name = TomlText.NameOf(entry.Key!);
        return ClassKeys.Contains(name)
            ? name
            : throw toml.Failure(entry.Span, $"there is no key '{name}' in [[{ClassTable}]].{NearestName.Hint(name, ClassKeys)}{(ListKeys.Contains(name) ? $" It belongs before the first [[{ClassTable}]]." : "")}");
    }

    private ReportedException UnknownKey(KeyValueSyntax entry, string name) => toml.Failure(
        entry.Span,
        $"there is no key '{name}' before the first [[{ClassTable}]].{(ClassKeys.Contains(name) ? $" It belongs into a [[{ClassTable}]]." : NearestName.Hint(name, ListKeys))}");

    private string NameOf(TableSyntaxBase table, KeyValueSyntax? entry)
    {
        if (entry is null) throw toml.Failure(table.Span, "the class has no 'name'; give it one in quotes.");
        if (TomlText.ValueOf(entry.Value!) is not string name || string.IsNullOrWhiteSpace(name)) throw Refused(entry, "a name in quotes");
        return classes.Exists(known => known.Name == name) ? throw toml.Failure(entry.Span, $"two classes are called '{name}'; rename one, or put the values of both into one class.") : name;
    }

    private KeyValueSyntax ValuesOf(TableSyntaxBase table, string name, Dictionary<string, KeyValueSyntax> entries) => (entries.GetValueOrDefault("values"), entries.GetValueOrDefault("value")) switch
    {
        ({ } several, null) => several,
        (null, { } one) => one,
        (null, null) => throw toml.Failure(table.Span, $"class '{name}' has no 'values'; list those of the label maps that belong to it, as in values = [1]."),
        (_, { } second) => throw toml.Failure(second.Span, $"class '{name}' has both 'values' and 'value'; remove one of the two."),
    };

    /// <summary>The values of an entry, each of which must be nobody else's.</summary>
    private ImmutableArray<int> Claimed(KeyValueSyntax entry, string owner, bool mayBeEmpty)
    {
        object[] list = TomlText.ValueOf(entry.Value!) is { } value ? value as object[] ?? [value] : [""];
        if ((list.Length == 0 && !mayBeEmpty) || !list.All(value => value is long and >= int.MinValue and <= int.MaxValue)) throw Refused(entry, "a whole number, or a list of them in brackets");
        int[] values = [.. list.Select(value => (int)(long)value)];
        foreach (int claimed in values)
        {
            if (!owners.TryAdd(claimed, owner)) throw toml.Failure(entry.Span, $"the value {claimed} belongs to {owners[claimed]} already; a value has one meaning: remove it from one of the two.");
        }

        return [.. values];
    }

    private string ColourOf(KeyValueSyntax entry) =>
        TomlText.ValueOf(entry.Value!) is string colour && ColourForm().IsMatch(colour) ? colour : throw Refused(entry, "red, green and blue in quotes, two hexadecimal digits each, as in \"#E69F00\"");

    private ReportedException Refused(KeyValueSyntax entry, string allowed) =>
        toml.Failure(entry.Span, $"'{TomlText.NameOf(entry.Key!)}' must be {allowed}, not {entry.Value!.ToString().Trim()}.");

    [GeneratedRegex("^#[0-9A-Fa-f]{6}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex ColourForm();
}
