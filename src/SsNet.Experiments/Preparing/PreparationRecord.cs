using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SsNet.Experiments.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Preparation;

namespace SsNet.Experiments.Preparing;

/// <summary>What was done to a data set, so that the same can be done to a new image: part of a prepared folder and of every run on it.</summary>
public sealed record PreparationRecord
{
    /// <summary>How records of preparations are written: strictly, with the words of the command line.</summary>
    internal static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>What the data set is called in tables: the name of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>How it was laid out, such as nnU-Net.</summary>
    public required string Kind { get; init; }

    /// <summary>How its images were prepared, and how others have to be.</summary>
    public required PreparationSettings Settings { get; init; }

    /// <summary>What was asked for, before medians and defaults were put in.</summary>
    public required PrepareOptions Asked { get; init; }

    /// <summary>What the channels of an image are; one for a plain image.</summary>
    public required ImmutableArray<string> Channels { get; init; }

    /// <summary>What the classes are, and which values of the label maps stand for them.</summary>
    public required LabelScheme Labels { get; init; }

    /// <summary>Whether labelled scans were cut around their own labels; others, and new images, are cut by the settings.</summary>
    [JsonIgnore]
    public bool CutsAroundLabels => (Asked.Crop ?? PreparationResolution.Published(Kind).Crop) == ScanCrop.Label;

    /// <summary>Reads a record.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReportedException">It is missing, or no such record.</exception>
    public static PreparationRecord Load(string path)
    {
        try
        {
            return Parse(path, File.ReadAllText(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReportedException($"{path}: cannot be read ({failure.Message.TrimEnd('.')}); check the file and its permissions.", failure);
        }
    }

    /// <summary>Reads a record from its text.</summary>
    /// <param name="origin">Where it is from, for messages.</param>
    /// <param name="json">The text.</param>
    /// <exception cref="ReportedException">It is no such record.</exception>
    public static PreparationRecord Parse(string origin, string json)
    {
        try
        {
            var record = JsonSerializer.Deserialize<PreparationRecord>(json, Format) ?? throw new JsonException("it is empty");
            return record.Settings.Crop != CropKind.Region || record.Settings.Region is not null ? record : throw new JsonException("it names no region");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw new ReportedException($"{origin}: cannot be read as a record of how images were prepared ({failure.Message.TrimEnd('.')}); prepare the data again into a new folder.", failure);
        }
    }

    /// <summary>Whether images are prepared alike: the settings, channels and classes are the same, whatever data set it is and in whatever colours its classes are drawn.</summary>
    /// <param name="other">The other record.</param>
    public bool IsLike(PreparationRecord other) => Plain().ToJson() == (other.Plain() with { Name = Name, Kind = Kind, Asked = Asked }).ToJson();

    /// <summary>The record as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>Writes the record; an existing file is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReportedException">It cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(ToJson() + "\n")));

    private PreparationRecord Plain() => this with { Labels = Labels with { Classes = [.. Labels.Classes.Select(item => item with { Colour = "" })] } };
}
