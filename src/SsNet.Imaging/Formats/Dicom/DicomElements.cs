using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SsNet.Imaging.Formats.Dicom;

/// <summary>The elements of a data set, or of an item of a sequence, that matter here. An empty element counts as absent.</summary>
/// <param name="path">The file, for messages.</param>
internal sealed class DicomElements(string path)
{
    private readonly Dictionary<DicomTag, byte[]> values = [];
    private readonly Dictionary<DicomTag, List<DicomElements>> sequences = [];

    /// <summary>Adds an element; one that comes twice counts once, the last time.</summary>
    /// <param name="tag">The element.</param>
    /// <param name="value">Its bytes.</param>
    public void Add(DicomTag tag, byte[] value) => values[tag] = value;

    /// <summary>Adds an item to a sequence.</summary>
    /// <param name="tag">The sequence.</param>
    public DicomElements AddItem(DicomTag tag)
    {
        if (!sequences.TryGetValue(tag, out var items)) sequences[tag] = items = [];
        var item = new DicomElements(path);
        items.Add(item);
        return item;
    }

    /// <summary>The items of a sequence, none if it is absent.</summary>
    /// <param name="tag">The sequence.</param>
    public IReadOnlyList<DicomElements> Items(DicomTag tag) => sequences.TryGetValue(tag, out var items) ? items : [];

    /// <summary>Text, in one line and without padding; null when absent.</summary>
    /// <param name="tag">The element.</param>
    public string? Text(DicomTag tag)
    {
        if (!values.TryGetValue(tag, out byte[]? bytes)) return null;
        // Of the character sets, UTF-8 alone has a name that matters: all others agree on ASCII, and the texts read here steer nothing.
        bool isUtf8 = values.TryGetValue(DicomTag.CharacterSet, out byte[]? set) && Encoding.Latin1.GetString(set).Contains("ISO_IR 192", StringComparison.Ordinal);
        string text = (isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
        text = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return text.Length == 0 ? null : text;
    }

    /// <summary>A 16-bit whole number (VR US); null when absent.</summary>
    /// <param name="tag">The element.</param>
    /// <exception cref="ImageFormatException">It is none.</exception>
    public int? Short(DicomTag tag)
    {
        if (!values.TryGetValue(tag, out byte[]? bytes) || bytes.Length == 0) return null;
        return bytes.Length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : throw Bad(tag, $"of {bytes.Length} bytes where two belong");
    }

    /// <summary>A 32-bit whole number (VR UL); null when absent.</summary>
    /// <param name="tag">The element.</param>
    /// <exception cref="ImageFormatException">It is none.</exception>
    public double? Long(DicomTag tag)
    {
        if (!values.TryGetValue(tag, out byte[]? bytes) || bytes.Length == 0) return null;
        return bytes.Length == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : throw Bad(tag, $"of {bytes.Length} bytes where four belong");
    }

    /// <summary>A number written as text (VR DS or IS); null when absent.</summary>
    /// <param name="tag">The element.</param>
    /// <exception cref="ImageFormatException">It is none.</exception>
    public double? Number(DicomTag tag) => Numbers(tag, 1)?[0];

    /// <summary>Numbers written as text (VR DS or IS); null when absent.</summary>
    /// <param name="tag">The element.</param>
    /// <param name="count">How many there must be.</param>
    /// <exception cref="ImageFormatException">They are more, fewer, or not finite numbers.</exception>
    public double[]? Numbers(DicomTag tag, int count)
    {
        if (Text(tag) is not { } text) return null;
        string[] parts = text.Split('\\');
        var numbers = new double[count];
        bool isGood = parts.Length == count;
        for (int i = 0; isGood && i < count; i++)
        {
            isGood = double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) && double.IsFinite(numbers[i]);
        }

        return isGood ? numbers : throw Bad(tag, $"'{text}' where {(count == 1 ? "one number belongs" : $"{count} numbers belong")}");
    }

    private ImageFormatException Bad(DicomTag tag, string what) => new(path, $"has a {tag} {what}: it is damaged; correct it or export the series again.");
}
