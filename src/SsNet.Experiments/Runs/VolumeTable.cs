using System.Globalization;
using System.Text;
using System.Text.Json;
using SsNet.Experiments.Scans;
using SsNet.Experiments.Tables;
using SsNet.Imaging;

namespace SsNet.Experiments.Runs;

/// <summary>How large the classes are in segmented images, as CSV and JSON.</summary>
internal static class VolumeTable
{
    private const string Name = "volumes.json";

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>
    /// Writes <c>volumes.csv</c> and <c>volumes.json</c>: voxels per class, and ml where the size of a voxel is known. Images that were segmented into the folder earlier keep their rows as
    /// long as their label maps are there.
    /// </summary>
    /// <param name="folder">Where.</param>
    /// <param name="files">The images.</param>
    /// <param name="classNames">What the classes 1, 2, … are.</param>
    /// <param name="scheme">Which values they have in the label maps; null where they are the classes themselves.</param>
    public static void Save(string folder, IReadOnlyList<PredictedFile> files, IReadOnlyList<string> classNames, LabelScheme? scheme)
    {
        string path = Path.Combine(folder, Name);
        Row[] rows = [.. files.Select(file => new Row(
            file.Name, file.Input, file.Output, [.. file.ClassVoxels.Select((voxels, index) => new ClassRow(index + 1, LabelMapFile.ValueOf(index + 1, scheme), classNames[index], voxels, file.Millilitres(index)))]))];
        Row[] earlier = [.. Read(path).Where(old => File.Exists(old.Labels) && !rows.Any(row => row.Case == old.Case))];
        Row[] all = [.. earlier.Concat(rows).OrderBy(row => row.Case, StringComparer.Ordinal)];

        var csv = new StringBuilder("case,class,value,name,voxels,ml\n");
        foreach (var row in all)
        {
            foreach (var item in row.Classes) csv.Append(CultureInfo.InvariantCulture, $"{CsvField.Quoted(row.Case)},{item.Class},{item.Value},{CsvField.Quoted(item.Name)},{item.Voxels},{item.Ml}\n");
        }

        AtomicFile.Write(Path.Combine(folder, "volumes.csv"), stream => stream.Write(Encoding.UTF8.GetBytes(csv.ToString())));
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, all, Format));
    }

    /// <summary>The images that label maps in a folder are of, as far as its table says and the label maps are there.</summary>
    /// <param name="folder">Where.</param>
    public static Dictionary<string, string> ImagesOf(string folder) =>
        Read(Path.Combine(folder, Name)).Where(row => File.Exists(row.Labels)).GroupBy(row => row.Labels).ToDictionary(rows => rows.Key, rows => rows.Last().Image);

    /// <summary>What is there already; nothing where that is of another origin, and is replaced.</summary>
    private static Row[] Read(string path)
    {
        try
        {
            return File.Exists(path) ? [.. (JsonSerializer.Deserialize<Row?[]>(File.ReadAllText(path), Format) ?? []).OfType<Row>()] : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }

    private sealed record Row(string Case, string Image, string Labels, IReadOnlyList<ClassRow> Classes);

    private sealed record ClassRow(int Class, int Value, string Name, long Voxels, double? Ml);
}
