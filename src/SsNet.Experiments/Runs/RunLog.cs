using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SsNet.Imaging;
using SsNet.Training;

namespace SsNet.Experiments.Runs;

/// <summary>
/// Writes every iteration and validation as JSON Lines, and every iteration as a row of a CSV table. When a run goes on from a
/// checkpoint, what was logged after that checkpoint is dropped, so that the log is the one of an uninterrupted run. Every entry goes
/// to the file at once: a process that is killed must not leave a checkpoint that its log lags behind.
/// </summary>
public sealed class RunLog : ITrainingObserver, IDisposable
{
    private readonly StreamWriter lines;
    private readonly StreamWriter table;
    private bool needsHeader;

    /// <summary>Opens the log of a run.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="firstIteration">The last iteration that is done already; later entries are dropped.</param>
    /// <exception cref="ReportedException">The log cannot be written.</exception>
    public RunLog(RunFolder folder, long firstIteration)
    {
        lines = Reopen(folder.TrainingLog, line => IterationOf(line) <= firstIteration);
        table = Reopen(folder.TrainingTable, line => !long.TryParse(line.Split(',')[0], CultureInfo.InvariantCulture, out long iteration) || iteration <= firstIteration);
        needsHeader = table.BaseStream.Length == 0;
    }

    /// <inheritdoc/>
    public void IterationDone(IterationReport report)
    {
        var terms = new JsonObject();
        foreach (var (name, value, _) in report.Terms) terms[name] = value;
        var weights = new JsonObject();
        foreach (var (name, _, weight) in report.Terms) weights[name] = weight;
        Write(new JsonObject
        {
            ["iteration"] = report.Iteration,
            ["loss"] = report.Total,
            ["terms"] = terms,
            ["weights"] = weights,
            ["learning_rate"] = report.LearningRate,
            ["seconds"] = Math.Round(report.Seconds, 4),
        });

        if (needsHeader)
        {
            table.WriteLine($"iteration,loss,{string.Join(',', report.Terms.Select(term => $"{term.Name},{term.Name}_weight"))},learning_rate,seconds");
            needsHeader = false;
        }

        string values = string.Join(',', report.Terms.Select(term => string.Create(CultureInfo.InvariantCulture, $"{term.Value:R},{term.Weight:R}")));
        table.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{report.Iteration},{report.Total:R},{values},{report.LearningRate:R},{report.Seconds:F4}"));
    }

    /// <inheritdoc/>
    public void Validated(ValidationReport report) =>
        Write(new JsonObject { ["iteration"] = report.Iteration, ["validation_dice"] = report.Dice, ["best"] = report.IsBest });

    /// <inheritdoc/>
    public void CheckpointSaved(long iteration)
    {
        // Nothing waits to be written.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lines.Dispose();
        table.Dispose();
    }

    private void Write(JsonObject entry) => lines.WriteLine(entry.ToJsonString());

    private static long IterationOf(string line)
    {
        try
        {
            return JsonNode.Parse(line)?["iteration"]?.GetValue<long>() ?? long.MaxValue;
        }
        catch (JsonException)
        {
            // Not of this program.
            return long.MaxValue;
        }
    }

    private static StreamWriter Reopen(string path, Func<string, bool> isKept)
    {
        try
        {
            if (File.Exists(path))
            {
                // What follows the last line end is half a line: the process was killed while it wrote.
                string[] kept = [.. File.ReadAllText(path).Split('\n')[..^1].Select(line => line.TrimEnd('\r')).Where(isKept)];
                AtomicFile.Write(path, stream =>
                {
                    using var writer = new StreamWriter(stream, leaveOpen: true);
                    foreach (string line in kept) writer.WriteLine(line);
                });
            }

            return new StreamWriter(path, append: true) { AutoFlush = true };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReportedException($"Cannot write {path}: {failure.Message}", failure);
        }
    }
}
