using SsNet.Experiments.Preparing;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Tables;
using SsNet.Imaging;

namespace SsNet.Experiments.Reports;

/// <summary>A run as its folder tells it. What is missing or damaged is null and told in the notes: a report of the rest is better than none.</summary>
internal sealed record ReportedRun
{
    public required RunFolder Folder { get; init; }

    public required Recipe Recipe { get; init; }

    /// <summary>What the classes 1, 2, … are.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    public required RunSplit? Split { get; init; }

    /// <summary>The scores of the split that the report is about; null where the run is not evaluated on it.</summary>
    public required ScoreTable? Scores { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Environment { get; init; }

    public required RunComplexity? Complexity { get; init; }

    /// <summary>How the data were prepared; null where nobody prepared them.</summary>
    public required PreparationRecord? Preparation { get; init; }

    /// <summary>Iterations that are done.</summary>
    public required long Iterations { get; init; }

    /// <summary>What the reader has to know: what is missing, and how to get it.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The colours of the classes as #RRGGBB; null where nobody chose any.</summary>
    public IReadOnlyList<string>? ClassColours => Preparation is { } record && record.Labels.Classes.Length == ClassNames.Count ? [.. record.Labels.Classes.Select(item => item.Colour)] : null;

    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Folder.Path));

    /// <summary>Whether the result is there.</summary>
    public bool IsFinished => File.Exists(Folder.Weights);

    /// <summary>Reads a run.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="split">Whose scores: test, val or train.</param>
    /// <exception cref="ReportedException">It is no run's folder, or its recipe cannot be read.</exception>
    public static ReportedRun Open(string path, string split)
    {
        var folder = RunFolder.Open(path);
        var recipe = RecipeFile.Load(folder.Recipe);
        var notes = new List<string>();
        T? Read<T>(Func<T> read)
        {
            try
            {
                return read();
            }
            catch (ReportedException failure)
            {
                notes.Add(failure.Message);
                return default;
            }
        }

        long iterations = LoggedIterations.Last(folder.TrainingTable);
        if (!File.Exists(folder.Weights)) notes.Add($"The run is not finished: {iterations} of {recipe.Iterations} iterations are done. Go on with: ssnet train --resume {path}");
        if (!File.Exists(folder.Scores(split))) notes.Add($"The run is not evaluated on {split}, so there are neither scores nor pictures of cases. Evaluate it with: ssnet evaluate --run {path} --split {split}");
        var preparation = File.Exists(folder.Preparation) ? Read(() => PreparationRecord.Load(folder.Preparation)) : null;
        var classNames = ClassNaming.Of(recipe, preparation);
        return new ReportedRun
        {
            Folder = folder,
            Recipe = recipe,
            ClassNames = classNames,
            Split = Read(() => RunRecord.ReadSplit(folder)),
            Scores = File.Exists(folder.Scores(split)) ? Read(() => ScoreTable.Load(folder.Scores(split), classNames)) : null,
            Environment = Read(() => RunRecord.ReadEnvironment(folder)) ?? [],
            Complexity = Read(() => RunComplexity.Load(folder.Complexity)),
            Preparation = preparation,
            Iterations = iterations,
            Notes = notes,
        };
    }
}
