using System.Globalization;
using System.Text;
using SsNet.Experiments.Tables;
using SsNet.Imaging;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Preparing;

/// <summary>The report on all prepared cases as a table.</summary>
internal static class PreparationReport
{
    /// <summary>Writes the table as CSV.</summary>
    /// <param name="folder">The prepared folder.</param>
    /// <param name="cases">Its cases.</param>
    public static void Save(PreparedFolder folder, IReadOnlyList<PreparedCase> cases)
    {
        var classes = folder.Record.Labels.Classes;
        var text = new StringBuilder("case,group,part,labelled,own size,own spacing (mm),size,spacing (mm),lowest,highest,labelled voxels kept (%)");
        string unit = cases.All(item => item.OwnSize.Length == 3) ? "ml" : "voxels";
        foreach (var item in classes) text.Append(',').Append(CsvField.Quoted($"{item.Name} ({unit})"));
        text.Append('\n');
        foreach (var item in cases)
        {
            var grid = new Geometry(item.OwnSize.AsSpan(), item.OwnSpacing.AsSpan());
            string[] fields =
            [
                item.Id, item.Group, item.Part.ToString().ToLowerInvariant(), item.Labelled ? "yes" : "no",
                Joined(item.OwnSize), Joined(item.OwnSpacing.Select(Rounded)), Joined(item.Size), Joined(item.Spacing.Select(Rounded)),
                item.Lowest.ToString(CultureInfo.InvariantCulture), item.Highest.ToString(CultureInfo.InvariantCulture), item.Labelled ? Rounded(100 * item.Kept) : "",
                .. item.Labelled ? item.ClassVoxels.Select(voxels => Rounded(ClassVolumes.Millilitres(voxels, grid) ?? voxels)) : classes.Select(_ => ""),
            ];
            text.AppendJoin(',', fields.Select(CsvField.Quoted)).Append('\n');
        }

        AtomicFile.Write(folder.Report, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Joined<T>(IEnumerable<T> values) => string.Join('×', values);

    private static string Rounded(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
