using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SsNet.Imaging;
using SsNet.Imaging.Formats;

namespace SsNet.Experiments.Scans.Layouts;

/// <summary>A <c>dataset.json</c> of the Medical Segmentation Decathlon or of nnU-Net, taken apart so that every complaint names its field.</summary>
internal sealed class DatasetJson
{
    private readonly string path;
    private readonly JsonElement root;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReportedException">It cannot be read, or is no JSON object.</exception>
    public DatasetJson(string path)
    {
        this.path = path;
        string text = ScanFiles.Text(path);
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            root = document.RootElement.Clone();
        }
        // Escapes that make no character are no fault to the parser, but its own exception.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            string place = e is JsonException { LineNumber: { } line } ? $", line {line + 1}" : "";
            throw new ReportedException($"{path}{place}: is not valid JSON ({e.Message.Split(" LineNumber")[0].TrimEnd('.')}); correct it.", e);
        }

        if (root.ValueKind != JsonValueKind.Object) throw new ReportedException($"{path}: must hold an object in braces, not {Shown(root)}.");
    }

    /// <summary>Whether a field is there.</summary>
    /// <param name="field">Its name.</param>
    public bool Has(string field) => root.TryGetProperty(field, out _);

    /// <summary>An error about a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    public ReportedException Failure(string field, string message) => new($"{path}, field '{field}': {message}");

    /// <summary>A text.</summary>
    /// <param name="field">The field.</param>
    /// <param name="otherwise">What it is where there is no such field.</param>
    /// <exception cref="ReportedException">It is no text.</exception>
    public string Text(string field, string otherwise) => root.TryGetProperty(field, out var value) ? TextOf(field, value) : otherwise;

    /// <summary>The names of the channels: <c>channel_names</c>, or <c>modality</c> as it was called first.</summary>
    /// <exception cref="ReportedException">They are missing, or do not count from 0.</exception>
    public ImmutableArray<string> ChannelNames()
    {
        string field = Has("channel_names") ? "channel_names" : "modality";
        var names = new SortedDictionary<int, string>();
        foreach (var (key, value) in Entries(field))
        {
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int channel)) throw Failure(field, $"'{key}' is no number of a channel; write them as \"0\", \"1\" and so on.");
            names[channel] = TextOf($"{field}.{key}", value);
        }

        return names.Count > 0 && names.Keys.SequenceEqual(Enumerable.Range(0, names.Count))
            ? [.. names.Values]
            : throw Failure(field, $"the channels must count from 0 without a gap, not {(names.Count == 0 ? "be none" : string.Join(", ", names.Keys))}.");
    }

    /// <summary>The classes in the order of their values, be it value → name, name → value or name → values. "background" is 0, and "ignore" no class.</summary>
    /// <exception cref="ReportedException">A value is no whole number or has several names; or there are no classes, or too many.</exception>
    public LabelScheme Labels()
    {
        const string Field = "labels";
        var owners = new Dictionary<int, string>();
        foreach (var (key, value) in Entries(Field))
        {
            bool isNamed = value.ValueKind == JsonValueKind.String && int.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
            string name = isNamed ? TextOf($"{Field}.{key}", value) : key;
            if (string.IsNullOrWhiteSpace(name)) throw Failure($"{Field}.{key}", "the class has no name; give it one.");
            int[] values = isNamed
                ? [int.Parse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)]
                : [.. (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : (IEnumerable<JsonElement>)[value]).Select(element => WholeNumber($"{Field}.{key}", element))];
            if (values.Length == 0) throw Failure($"{Field}.{key}", "has no value; list those that belong to it.");
            foreach (int claimed in values)
            {
                if (!owners.TryAdd(claimed, name))
                {
                    throw Failure($"{Field}.{key}", $"the value {claimed} belongs to '{owners[claimed]}' already; regions that overlap cannot be learned, since a voxel has one class: list classes that share no value.");
                }
            }
        }

        var named = owners.OrderBy(entry => entry.Key).GroupBy(entry => entry.Value, entry => entry.Key).ToList();
        // The background is what has the value 0 and no other, whatever it is called.
        LabelScheme scheme = LabelScheme.Of(named.Where(group => group.Key != "ignore" && !group.SequenceEqual([0])).Select(group => (group.Key, group.ToImmutableArray())));
        return scheme.Classes.Length switch
        {
            0 => throw Failure(Field, "names no class besides the background; add those of the label maps."),
            > LabelScheme.MostClasses => throw Failure(Field, $"names {scheme.Classes.Length} classes, and at most {LabelScheme.MostClasses} can be learned."),
            _ => scheme with { Ignored = [.. named.Where(group => group.Key == "ignore").SelectMany(group => group)] },
        };
    }

    /// <summary>The cases of a list: paths, or objects with <c>image</c> and perhaps <c>label</c>. Entries of hidden files are passed over.</summary>
    /// <param name="field">The list; without it there are none.</param>
    /// <exception cref="ReportedException">It is no such list.</exception>
    public IReadOnlyList<(string Field, string Image, string? Label)> Cases(string field)
    {
        if (!root.TryGetProperty(field, out var list)) return [];
        if (list.ValueKind != JsonValueKind.Array) throw Failure(field, $"must be a list in brackets, not {Shown(list)}.");
        var cases = new List<(string Field, string Image, string? Label)>();
        foreach (var (index, element) in list.EnumerateArray().Index())
        {
            string place = $"{field}[{index}]";
            bool isObject = element.ValueKind == JsonValueKind.Object;
            if (isObject && !element.TryGetProperty("image", out _)) throw Failure(place, "has no 'image'; add its path.");
            string image = isObject ? TextOf($"{place}.image", element.GetProperty("image")) : TextOf(place, element);
            string? label = isObject && element.TryGetProperty("label", out var path) ? TextOf($"{place}.label", path) : null;
            if (!ImageFolder.IsHidden(image)) cases.Add((place, PathOf(image), label is null ? null : PathOf(label)));
        }

        return cases;

        string PathOf(string relative) => Path.Combine(Path.GetDirectoryName(path)!, relative.StartsWith("./", StringComparison.Ordinal) ? relative[2..] : relative);
    }

    private IEnumerable<(string Key, JsonElement Value)> Entries(string field)
    {
        if (!root.TryGetProperty(field, out var value)) throw Failure(field, "is missing; add it.");
        return value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().Select(property => (property.Name, property.Value)),
            _ => throw Failure(field, $"must be an object in braces, not {Shown(value)}."),
        };
    }

    private string TextOf(string field, JsonElement value)
    {
        var failure = Failure(field, $"must be a text in quotes, not {Shown(value)}.");
        try
        {
            return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : throw failure;
        }
        catch (InvalidOperationException)
        {
            throw failure;
        }
    }

    private int WholeNumber(string field, JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
        ? number
        : throw Failure(field, $"must be a whole number or a list of them, not {Shown(value)}.");

    private static string Shown(JsonElement value)
    {
        const int Most = 40;
        string text = value.GetRawText().ReplaceLineEndings(" ");
        return text.Length <= Most ? text : $"{text[..Most]}…";
    }
}
