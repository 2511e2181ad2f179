using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SsNet.Experiments.Preparing;
using SsNet.Experiments.Tables;
using SsNet.Imaging;

namespace SsNet.Experiments.Runs;

/// <summary>How large the classes are in segmented images, as CSV and JSON.</summary>
internal static class VolumeTable
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    /// <summary>Writes <c>volumes.csv</c> and <c>volumes.json</c>: voxels per class, and ml; of slices, which have no third dimension, voxels alone.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="files">The images.</param>
    /// <param name="classNames">What the classes 1, 2, … are.</param>
    public static void Save(string folder, IReadOnlyList<PredictedFile> files, IReadOnlyList<string> classNames)
    {
        var csv = new StringBuilder("case,class,name,voxels,ml\n");
        var json = new JsonArray();
        foreach (var file in files)
        {
            var classes = new JsonArray();
            foreach (var (index, voxels) in file.ClassVoxels.Index())
            {
                double? ml = ClassVolumes.Millilitres(voxels, file.Grid);
                csv.AppendLine(CultureInfo.InvariantCulture, $"{CsvField.Quoted(file.Name)},{index + 1},{CsvField.Quoted(classNames[index])},{voxels},{ml}");
                classes.Add(new JsonObject { ["class"] = index + 1, ["name"] = classNames[index], ["voxels"] = voxels, ["ml"] = ml });
            }

            json.Add(new JsonObject { ["case"] = file.Name, ["image"] = file.Input, ["labels"] = file.Output, ["classes"] = classes });
        }

        AtomicFile.Write(Path.Combine(folder, "volumes.csv"), stream => stream.Write(Encoding.UTF8.GetBytes(csv.ToString().ReplaceLineEndings("\n"))));
        AtomicFile.Write(Path.Combine(folder, "volumes.json"), stream => JsonSerializer.Serialize(stream, json, Format));
    }
}
