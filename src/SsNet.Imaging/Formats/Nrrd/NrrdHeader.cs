using System.Globalization;
using System.Text;

namespace SsNet.Imaging.Formats.Nrrd;

/// <summary>The text header of an NRRD file: fields and where the numbers are (http://teem.sourceforge.net/nrrd/format.html).</summary>
internal sealed class NrrdHeader
{
    /// <summary>Longest header that is read; real ones have a few hundred bytes.</summary>
    private const int LongestHeader = 1 << 20;

    private static readonly Dictionary<string, string> Types = new (string Name, string[] Words)[]
    {
        ("int8", ["signed char", "int8", "int8_t"]),
        ("uint8", ["uchar", "unsigned char", "uint8", "uint8_t"]),
        ("int16", ["short", "short int", "signed short", "signed short int", "int16", "int16_t"]),
        ("uint16", ["ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t"]),
        ("int32", ["int", "signed int", "int32", "int32_t"]),
        ("uint32", ["uint", "unsigned int", "uint32", "uint32_t"]),
        ("int64", ["longlong", "long long", "long long int", "signed long long", "signed long long int", "int64", "int64_t"]),
        ("uint64", ["ulonglong", "unsigned long long", "unsigned long long int", "uint64", "uint64_t"]),
        ("float32", ["float"]),
        ("float64", ["double"]),
    }.SelectMany(type => type.Words, (type, word) => (type.Name, word)).ToDictionary(pair => pair.word, pair => pair.Name);

    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["datafile"] = "data file",
        ["lineskip"] = "line skip",
        ["byteskip"] = "byte skip",
    };

    private readonly string path;
    private readonly Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);

    private NrrdHeader(string path)
    {
        this.path = path;
    }

    /// <summary>Lines after "data file: LIST"; empty without.</summary>
    public List<string> ListedFiles { get; } = [];

    /// <summary>Reads a header; the stream then stands at the first byte after it.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="stream">The file from its start.</param>
    /// <exception cref="ImageFormatException">It is no NRRD header.</exception>
    public static NrrdHeader Read(string path, Stream stream)
    {
        var header = new NrrdHeader(path);
        if (Line(stream, path) is not { } magic || !magic.StartsWith("NRRD000", StringComparison.Ordinal))
        {
            throw new ImageFormatException(path, "is not an NRRD file (it does not begin with NRRD000); choose the format by the right extension or export it again.");
        }

        // A blank line or, in a header of its own, the end of the file ends the header.
        while (Line(stream, path) is { Length: > 0 } line) header.Add(line);
        return header;
    }

    /// <summary>A field as it is written; null without.</summary>
    /// <param name="name">Its name.</param>
    public string? Text(string name) => fields.GetValueOrDefault(name);

    /// <summary>A field that there must be.</summary>
    /// <param name="name">Its name.</param>
    public string Required(string name) => Text(name) ?? throw Failure($"has no field '{name}'; export it again.");

    /// <summary>A whole number; a default without the field.</summary>
    /// <param name="name">The field.</param>
    /// <param name="missing">What it is without.</param>
    public long Whole(string name, long missing)
    {
        if (Text(name) is not { } text) return missing;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw Failure($"has '{name}: {text}', which is not a whole number; correct it.");
    }

    /// <summary>The numbers along every axis, fastest first.</summary>
    public int[] Sizes()
    {
        long dimension = Whole("dimension", 0);
        string[] words = Words(Required("sizes"));
        int[] sizes = [.. words.Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 0)];
        if (dimension is < 1 or > 16 || sizes.Length != dimension || sizes.Contains(0))
        {
            throw Failure($"has 'dimension: {Text("dimension")}' and 'sizes: {Text("sizes")}', which do not belong together or are not above 0; correct them.");
        }

        return sizes;
    }

    /// <summary>The type of the numbers.</summary>
    public NumberType Type()
    {
        string text = Required("type");
        return Types.TryGetValue(text.ToLowerInvariant(), out string? name)
            ? NumberType.Named(name)
            : throw Failure($"holds numbers of the type '{text}', which cannot be read; save it as integers or floating-point numbers.");
    }

    /// <summary>A number for every axis; null without the field. What is not a number is NaN.</summary>
    /// <param name="name">The field.</param>
    /// <param name="count">How many there must be.</param>
    public double[]? Numbers(string name, int count)
    {
        if (Text(name) is not { } text) return null;
        double[] values = [.. Words(text).Select(Number)];
        return values.Length == count ? values : throw Failure($"has '{name}: {text}', which are not {count} numbers; correct it.");
    }

    /// <summary>A vector for every axis, null where it says none; null without the field.</summary>
    /// <param name="name">The field.</param>
    /// <param name="count">How many there must be.</param>
    /// <param name="length">Numbers of each.</param>
    public double[]?[]? Vectors(string name, int count, int length)
    {
        if (Text(name) is not { } text) return null;
        var vectors = new List<double[]?>();
        for (int at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (text[at] == '(' && text.IndexOf(')', at) is > 0 and var end)
            {
                double[] vector = [.. text[(at + 1)..end].Split(',').Select(Number)];
                if (vector.Length != length || !vector.All(double.IsFinite)) throw Wrong();
                vectors.Add(vector);
                at = end + 1;
            }
            else if (text.AsSpan(at).StartsWith("none", StringComparison.OrdinalIgnoreCase))
            {
                vectors.Add(null);
                at += 4;
            }
            else
            {
                throw Wrong();
            }
        }

        return vectors.Count == count ? [.. vectors] : throw Wrong();
        ImageFormatException Wrong() => Failure($"has '{name}: {text}', which are not {count} vectors of {length} numbers such as (0,0,1), or none; correct it.");
    }

    /// <summary>A list of words, some perhaps in quotes.</summary>
    /// <param name="text">The list.</param>
    public static string[] Words(string text) => text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>An error about this file.</summary>
    /// <param name="cause">What is wrong with it, and what to do.</param>
    public ImageFormatException Failure(string cause) => new(path, cause);

    private void Add(string line)
    {
        if (line[0] == '#') return;
        if (Text("data file") is { } list && (list == "LIST" || list.StartsWith("LIST ", StringComparison.Ordinal)))
        {
            ListedFiles.Add(line.Trim());
            return;
        }

        int colon = line.IndexOf(':');
        if (colon < 0) throw Failure($"has a header line that is no field: '{Shortened(line)}'; it is damaged, export it again.");
        // "key:=value" is the user's own.
        if (colon + 1 < line.Length && line[colon + 1] == '=') return;
        string name = line[..colon].Trim();
        fields[Synonyms.GetValueOrDefault(name, name)] = line[(colon + 1)..].Trim();
    }

    private static string Shortened(string line) => line.Length > 40 ? $"{line[..40]}…" : line;

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;

    /// <summary>The next line without its end; null at the end of the file.</summary>
    private static string? Line(Stream stream, string path)
    {
        var text = new StringBuilder();
        for (int b = stream.ReadByte(); b >= 0; b = stream.ReadByte())
        {
            if (b == '\n') return text.ToString().TrimEnd('\r');
            text.Append((char)b);
            if (text.Length > LongestHeader || stream.Position > LongestHeader) throw new ImageFormatException(path, "has a header without an end; it is damaged, export it again.");
        }

        return text.Length > 0 ? text.ToString() : null;
    }
}
