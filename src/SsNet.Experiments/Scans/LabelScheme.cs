using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SsNet.Data;
using SsNet.Experiments.Figures;
using SsNet.Imaging;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Scans;

/// <summary>
/// What the values of label maps mean. Class k + 1 has the values of the k-th of <see cref="Classes"/>; the values of <see cref="Background"/> are background, and so is 0 unless a class or
/// <see cref="Ignored"/> has it.
/// </summary>
/// <param name="Classes">The classes besides the background; at most <see cref="MostClasses"/>, and no value twice.</param>
/// <param name="Ignored">Values of voxels of which nobody knows what they are.</param>
public sealed record LabelScheme(ImmutableArray<LabelClass> Classes, ImmutableArray<int> Ignored)
{
    /// <summary>What ignored voxels have instead of a class. Losses and metrics leave them out.</summary>
    public const byte Ignore = Case.Ignored;

    /// <summary>As many classes as there are numbers between the background and <see cref="Ignore"/>.</summary>
    public const int MostClasses = Ignore - 1;

    /// <summary>Whether a number of a mapped label map is a class besides the background.</summary>
    /// <param name="label">The number, as <see cref="Map"/> gives it.</param>
    internal static bool IsClass(byte label) => label is not (0 or Ignore);

    /// <summary>Values of what is known but not to be told apart, such as structures of no interest: they are learned and evaluated as background.</summary>
    public ImmutableArray<int> Background { get; init; } = [];

    /// <summary>Reads a scheme: <c>background = [..]</c> and <c>ignore = [..]</c>, each if there are such values, then a table <c>[[class]]</c> for every class with <c>name</c>, <c>values</c> (or <c>value</c>) and perhaps <c>colour</c>.</summary>
    /// <param name="tomlPath">The file.</param>
    /// <exception cref="ReportedException">It cannot be read, or something in it is not allowed; the message names file and line.</exception>
    public static LabelScheme Load(string tomlPath) => new LabelSchemeText(tomlPath, ScanFiles.Text(tomlPath)).Scheme;

    /// <summary>Each value a class of its own, in ascending order: "class 1" and so on. 0 is left to the background.</summary>
    /// <param name="values">The values; each may come several times.</param>
    /// <exception cref="ReportedException">They are more than <see cref="MostClasses"/>.</exception>
    public static LabelScheme OfValues(IEnumerable<int> values)
    {
        int[] distinct = [.. values.Where(value => value != 0).Distinct().Order()];
        return distinct.Length <= MostClasses
            ? Of(distinct.Select((value, i) => ($"class {i + 1}", ImmutableArray.Create(value))))
            : throw new ReportedException($"The label maps have {distinct.Length} values besides 0, and at most {MostClasses} classes can be learned: are they label maps? If they are, write a label scheme that puts several values into one class.");
    }

    /// <summary>Classes in their own colours.</summary>
    /// <param name="classes">Their names and values.</param>
    internal static LabelScheme Of(IEnumerable<(string Name, ImmutableArray<int> Values)> classes) =>
        new([.. classes.Select((named, i) => new LabelClass(named.Name, named.Values, ColourOf(i + 1)))], []);

    /// <summary>The colour of a class that has none of its own, as #RRGGBB.</summary>
    /// <param name="label">The class, from 1.</param>
    internal static string ColourOf(int label)
    {
        var colour = FigureColours.OfClass(label);
        return $"#{colour.Red:X2}{colour.Green:X2}{colour.Blue:X2}";
    }

    /// <summary>Turns the values of a label map into classes: 0 for the background, then the classes from 1, <see cref="Ignore"/> for what is ignored.</summary>
    /// <param name="values">The label map.</param>
    /// <param name="path">Its file, for messages.</param>
    /// <exception cref="ReportedException">A value belongs to no class.</exception>
    public Volume<byte> Map(Volume<int> values, string path)
    {
        var known = LabelsOfValues();
        var labels = new byte[values.Voxels.Length];
        // Most voxels are like the one before them.
        int previous = 0;
        byte label = known[0];
        for (int i = 0; i < labels.Length; i++)
        {
            int value = values.Voxels[i];
            if (value != previous && !known.TryGetValue(value, out label)) throw Unlisted(values, known, path);
            previous = value;
            labels[i] = label;
        }

        return new Volume<byte>(values.Geometry, labels);
    }

    /// <summary>The scheme as a file with comments; <see cref="Load"/> reads it back.</summary>
    public string ToToml()
    {
        var text = new StringBuilder(
            """
            # What the values of the label maps mean. 0 is background unless it stands below; any other value that stands nowhere below is refused.

            # Values of what is not to be told apart: it is background. Move a class's values here to drop it.

            """);
        text.Append(CultureInfo.InvariantCulture, $"background = [{string.Join(", ", Background)}]\n");
        text.Append(
            """

            # Values of voxels of which nobody knows what they are: they are neither learned from nor evaluated.

            """);
        text.Append(CultureInfo.InvariantCulture, $"ignore = [{string.Join(", ", Ignored)}]\n");
        text.Append(
            """

            # One [[class]] for everything that is to be told apart, in the order in which it is numbered:
            #   name    what tables and figures call it
            #   values  the values that belong to it; several are learned as one
            #   colour  its red, green and blue in figures

            """);
        foreach (var (name, values, colour) in Classes)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n[[class]]\nname = {TomlString(name)}\nvalues = [{string.Join(", ", values)}]\ncolour = {TomlString(colour)}\n");
        }

        return text.ToString();
    }

    /// <summary>Whether the classes, the values of the background and the ignored values are the same.</summary>
    /// <param name="other">The other scheme.</param>
    public bool Equals(LabelScheme? other) => other is not null && Classes.SequenceEqual(other.Classes) && Background.SequenceEqual(other.Background) && Ignored.SequenceEqual(other.Ignored);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Classes.Length, Classes.FirstOrDefault(), Background.Length, Ignored.Length);

    private Dictionary<int, byte> LabelsOfValues()
    {
        var labels = new Dictionary<int, byte>();
        foreach (var (index, known) in Classes.Index())
        {
            foreach (int value in known.Values) labels.Add(value, checked((byte)(index + 1)));
        }

        foreach (int value in Ignored) labels.Add(value, Ignore);
        foreach (int value in Background) labels.Add(value, 0);
        labels.TryAdd(0, 0);
        return labels;
    }

    private static ReportedException Unlisted(Volume<int> values, Dictionary<int, byte> known, string path)
    {
        const int Most = 5;
        KeyValuePair<int, int>[] counts = [.. values.Voxels.Where(value => !known.ContainsKey(value)).CountBy(value => value).OrderBy(entry => entry.Key)];
        var shown = counts.Take(Most).Select(entry => $"{entry.Key} ({(entry.Value == 1 ? "1 voxel" : $"{entry.Value} voxels, the first")} at {IndexText(values, entry.Key)})");
        string more = counts.Length > Most ? $" and {counts.Length - Most} more" : "";
        return new ReportedException(
            $"{path}: no class has the value {string.Join(", ", shown)}{more}; the label scheme knows {string.Join(", ", known.Keys.Order())}. Add it to a class, to 'background' or to 'ignore', or correct the label map.");
    }

    private static string IndexText(Volume<int> values, int value)
    {
        int rest = Array.IndexOf(values.Voxels, value);
        var index = new List<int>();
        foreach (int stride in Geometry.Strides(values.Geometry.Size.AsSpan()))
        {
            index.Add(rest / stride);
            rest %= stride;
        }

        return $"[{string.Join(", ", index)}]";
    }

    private static string TomlString(string text) =>
        $"\"{string.Concat(text.Select(letter => letter is '"' or '\\' ? $"\\{letter}" : char.IsControl(letter) ? $"\\u{(int)letter:X4}" : $"{letter}"))}\"";
}
