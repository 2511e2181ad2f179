using System.Globalization;
using System.Text;
using SsNet.Imaging;
using SsNet.Imaging.Metrics;

namespace SsNet.Experiments.Runs;

/// <summary>Scores per case and class, and their mean and standard deviation.</summary>
/// <param name="Rows">One row per case and class.</param>
/// <param name="Unit">Unit of the distances: voxel or mm.</param>
/// <param name="ClassNames">What the classes 1, 2, … are.</param>
public sealed record ScoreTable(IReadOnlyList<ScoreRow> Rows, string Unit, IReadOnlyList<string> ClassNames)
{
    /// <summary>The metrics in the order of the paper's tables, and ASSD.</summary>
    public static IReadOnlyList<(string Name, Func<SegmentationScore, double> Of)> Metrics { get; } =
    [
        ("Dice", score => score.Dice),
        ("Jaccard", score => score.Jaccard),
        ("95HD", score => score.Hd95),
        ("ASD", score => score.Asd),
        ("ASSD", score => score.Assd),
    ];

    /// <summary>Whether an empty prediction scores 0 in every metric, distances included.</summary>
    public bool EmptyIsZero { get; init; }

    /// <summary>The cases of several tables in one, as of several seeds; a case that is in two of them counts twice.</summary>
    /// <param name="tables">The tables, at least one, all with the same classes and unit.</param>
    public static ScoreTable Pool(IReadOnlyList<ScoreTable> tables) => tables[0] with
    {
        Rows = [.. tables.SelectMany((table, index) => table.Rows.Select(row => row with { CaseId = $"{row.CaseId} ({index + 1})" }))],
    };

    /// <summary>The rows of one class.</summary>
    /// <param name="classIndex">The class, from 1.</param>
    public ScoreTable OfClass(int classIndex) => this with { Rows = [.. Rows.Where(row => row.ClassIndex == classIndex)] };

    /// <summary>
    /// Mean and standard deviation (of the sample) of a metric over the cases. The value of a case is the mean of its classes, of those
    /// for which the metric is defined; a case without any is left out.
    /// </summary>
    /// <param name="metric">The metric.</param>
    /// <returns>Mean, standard deviation (0 for one case), and of how many rows: fewer than there are where the metric is undefined for some.</returns>
    public (double Mean, double Deviation, int Rows) Summary(Func<SegmentationScore, double> metric)
    {
        double[] values = [.. PerCase(metric).Where(double.IsFinite)];
        if (values.Length == 0) return (double.NaN, double.NaN, 0);
        double mean = values.Average();
        double squares = values.Sum(value => (value - mean) * (value - mean));
        return (mean, values.Length > 1 ? Math.Sqrt(squares / (values.Length - 1)) : 0, Rows.Count(row => double.IsFinite(metric(row.Score))));
    }

    /// <summary>A metric of every case: the mean of its classes, of those for which the metric is defined; NaN for a case without any.</summary>
    /// <param name="metric">The metric.</param>
    public IReadOnlyList<double> PerCase(Func<SegmentationScore, double> metric) => [.. ByCase(metric).Values];

    /// <summary>What <see cref="PerCase"/> gives, by the names of the cases in the order of the rows.</summary>
    /// <param name="metric">The metric.</param>
    internal Dictionary<string, double> ByCase(Func<SegmentationScore, double> metric) =>
        Rows.GroupBy(row => row.CaseId).ToDictionary(rows => rows.Key, rows => rows.Select(row => metric(row.Score)).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average());

    /// <summary>Writes the rows as CSV; undefined distances are left empty. The header says when distances are in mm, and when empty predictions score 0.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <exception cref="ReportedException">The file cannot be written.</exception>
    public void Save(string path)
    {
        var text = new StringBuilder(Header(Unit, EmptyIsZero)).Append('\n');
        foreach (var row in Rows)
        {
            text.Append(row.CaseId).Append(',').Append(row.ClassIndex.ToString(CultureInfo.InvariantCulture));
            foreach (var (_, of) in Metrics)
            {
                double value = of(row.Score);
                text.Append(',');
                if (double.IsFinite(value)) text.Append(value.ToString("R", CultureInfo.InvariantCulture));
            }

            text.Append('\n');
        }

        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="classNames">What the classes 1, 2, … are.</param>
    /// <exception cref="ReportedException">The file cannot be read or is no such table.</exception>
    public static ScoreTable Load(string path, IReadOnlyList<string> classNames)
    {
        try
        {
            string[] lines = File.ReadAllLines(path);
            foreach (string unit in Units)
            {
                foreach (bool emptyIsZero in (bool[])[false, true])
                {
                    if (lines.Length < 2 || lines[0] != Header(unit, emptyIsZero)) continue;
                    return new ScoreTable([.. lines.Skip(1).Select(line => Row(line, classNames.Count))], unit, classNames) { EmptyIsZero = emptyIsZero };
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            throw new ReportedException($"{path}: cannot be read as a table of scores ({failure.Message}); evaluate the run again.", failure);
        }

        throw new ReportedException($"{path}: is not a table of scores; evaluate the run again.");
    }

    /// <summary>Reads what <see cref="Save"/> wrote, without knowing what the classes are.</summary>
    /// <param name="path">The file.</param>
    /// <param name="classes">How many there are, without the background.</param>
    /// <exception cref="ReportedException">The file cannot be read or is no such table.</exception>
    public static ScoreTable Load(string path, int classes) => Load(path, NumberedClasses(classes));

    /// <summary>Names for classes of which only the number is known.</summary>
    /// <param name="classes">How many there are, without the background.</param>
    internal static IReadOnlyList<string> NumberedClasses(int classes) => [.. Enumerable.Range(1, classes).Select(c => $"class {c}")];

    private const string Voxel = "voxel";
    private static readonly string[] Units = [Voxel, "mm"];

    private static string Header(string unit, bool emptyIsZero)
    {
        var distances = Metrics.Skip(2).Select(metric => metric.Name.ToLowerInvariant() + (unit == Voxel ? "" : $"_{unit}") + (emptyIsZero ? "_empty_is_zero" : ""));
        return $"case,class,dice,jaccard,{string.Join(',', distances)}";
    }

    private static ScoreRow Row(string line, int classes)
    {
        // A name may hold commas: the numbers are counted from the end.
        string[] fields = line.Split(',');
        if (fields.Length < Metrics.Count + 2) throw new FormatException("a row has too few fields");
        double[] values = [.. fields[^Metrics.Count..].Select(field => field.Length == 0 ? double.NaN : double.Parse(field, CultureInfo.InvariantCulture))];
        int classField = fields.Length - Metrics.Count - 1;
        int classIndex = int.Parse(fields[classField], CultureInfo.InvariantCulture);
        if (classIndex < 1 || classIndex > classes) throw new FormatException($"there is no class {classIndex}");
        return new ScoreRow(
            string.Join(',', fields[..classField]), classIndex, new SegmentationScore(values[0], values[1], values[2], values[3], values[4]));
    }
}
