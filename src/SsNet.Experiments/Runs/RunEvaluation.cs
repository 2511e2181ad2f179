using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Figures;
using SsNet.Imaging;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Metrics;

namespace SsNet.Experiments.Runs;

/// <summary>Segments the cases of a split with a run's model and scores them against their labels.</summary>
public static class RunEvaluation
{
    /// <summary>Scores a split; label maps, the table and a picture of some cases go into the run's folder.</summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="dataFolder">Where the data lie now; null for where they lay when the run was started.</param>
    /// <param name="split">test, val (the validation list, or the held-out cases) or train (the labelled training cases).</param>
    /// <param name="inMillimetres">Distances in mm by the images' spacing, instead of voxels.</param>
    /// <param name="emptyIsZero">
    /// Whether an empty prediction scores 0 in every metric, distances included, as in the paper's evaluation: it flatters the distances, but
    /// keeps tables comparable.
    /// </param>
    /// <param name="adjust">Changes how the network is applied; null for as the recipe says.</param>
    /// <param name="progress">Told which case of how many is under way, and the share of it that is done.</param>
    /// <param name="cancellation">Stops between two windows.</param>
    /// <exception cref="ReportedException">The run has no weights, or a case cannot be read or has no label.</exception>
    public static ScoreTable Run(
        string runFolder,
        string? dataFolder,
        string split,
        bool inMillimetres = false,
        bool emptyIsZero = false,
        Action<Recipes.Recipe>? adjust = null,
        Action<int, int, string, double>? progress = null,
        CancellationToken cancellation = default)
    {
        var folder = RunFolder.Open(runFolder);
        using var model = RunModel.OfRun(runFolder, adjust);
        var data = ExperimentData.Open(model.Recipe, dataFolder ?? RunRecord.DataFolder(folder));
        RunRecord.RequireSamePreparation(folder, data);
        var cases = data.CasesOf(split);
        var check = model.Recipe.ToPredictionRequirements(data.AllowsIgnored);
        string labelMaps = folder.Predictions(split);
        Directory.CreateDirectory(labelMaps);

        var rows = new List<ScoreRow>();
        var pictures = new List<OverlayRow>();
        foreach (var (index, source) in cases.Index())
        {
            progress?.Invoke(index, cases.Count, source.Id, 0);
            var truth = source.Load();
            source.Check(truth, check.Check);
            if (truth.Label is null) throw new ReportedException($"Case {source.Id} has no label to score against.");
            var share = progress is null ? null : new DirectProgress(done => progress(index, cases.Count, source.Id, done));
            var labels = model.Predictor.Predict(truth.Channels, share, cancellation).Labels;
            Hdf5File.Write(Path.Combine(labelMaps, $"{source.Id}.h5"), null, labels);

            var (compared, known) = data.AllowsIgnored ? IgnoredVoxels.LeftOut(labels, truth.Label, Case.Ignored) : (labels, truth.Label);
            var scores = SegmentationMetrics.ComputeForeground(
                compared, known, model.Recipe.Classes, inMillimetres ? truth.Geometry.Spacing.AsSpan() : default);
            if (emptyIsZero) scores = [.. scores.Select((score, c) => compared.Voxels.Contains((byte)(c + 1)) ? score : default)];
            rows.AddRange(scores.Select((score, c) => new ScoreRow(source.Id, c + 1, score)));
            if (pictures.Count < MostPictures)
            {
                pictures.Add(new OverlayRow(source.Id, truth.Channels[0], truth.Label, [new OverlayPrediction(labels, RunOverlay.CaptionOf(scores, inMillimetres ? "mm" : "voxel"))]));
            }
        }

        var table = new ScoreTable(rows, inMillimetres ? "mm" : "voxel", data.ClassNames) { EmptyIsZero = emptyIsZero };
        table.Save(folder.Scores(split));
        OverlayFigure.Save(folder.Figure($"{split}.png"), pictures, [model.Recipe.MethodText], data.ClassNames, new OverlayOptions { Axis = model.Recipe.SliceAxis, Colours = data.ClassColours });
        return table;
    }

    private const int MostPictures = 4;
}
