using System.Collections.Immutable;
using System.Text.Json;
using SsNet.Imaging;

namespace SsNet.Experiments.Preparing;

/// <summary>
/// What has been decided about the split of a prepared folder. It has a file of its own, since <see cref="PreparationRecord"/> goes into files of weights, where names of patients have no place.
/// </summary>
internal sealed record SplitRecord
{
    /// <summary>The groups that were drawn for the test. Scans that come later do not change them, or what was trained on would be tested.</summary>
    public required ImmutableArray<string> DrawnTest { get; init; }

    /// <summary>Cases that have been in a list: one that is in none any more was taken out by the user and is not put back.</summary>
    public ImmutableArray<string> Listed { get; init; } = [];

    /// <summary>Reads a record.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReportedException">It is missing, or no such record.</exception>
    public static SplitRecord Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<SplitRecord>(File.ReadAllText(path), PreparationRecord.Format) ?? throw new JsonException("it is empty");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ReportedException($"{path}: cannot be read ({failure.Message.TrimEnd('.')}), and it says which cases were kept for the test; prepare the data into a new folder.", failure);
        }
    }

    /// <summary>Writes the record; an existing file is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReportedException">It cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, PreparationRecord.Format));
}
