using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Runs;
using SsNet.Imaging;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Reports.Pictures;

/// <summary>What a run made of the cases of a split, to be drawn on their images.</summary>
internal sealed class RunPictures
{
    private readonly ReportedRun run;
    private readonly string split;
    private readonly string origin;
    private readonly SliceStore store;
    private readonly Dictionary<string, CaseSource> cases;

    /// <summary>Finds the cases; none is read yet.</summary>
    /// <param name="run">The run.</param>
    /// <param name="split">The split: test, val or train.</param>
    /// <param name="dataFolder">Where the data lie now; null for where they lay when the run was started.</param>
    /// <param name="store">The images of the page.</param>
    /// <exception cref="ReportedException">The data are not there, or have no such cases.</exception>
    public RunPictures(ReportedRun run, string split, string? dataFolder, SliceStore store)
    {
        (this.run, this.split, this.store) = (run, split, store);
        string? folder = dataFolder ?? RunRecord.DataFolder(run.Folder);
        cases = ExperimentData.Open(run.Recipe, folder).CasesOf(split).ToDictionary(source => source.Id);
        origin = $"{run.Recipe.Layout} {run.Recipe.SliceAxis} {RecipeGroups.ScansOf(run.Recipe)} {folder}";
    }

    /// <summary>The slice of a case with most foreground.</summary>
    /// <param name="caseId">The case.</param>
    /// <exception cref="ReportedException">The case is not there, or cannot be read.</exception>
    public ShownSlice Slice(string caseId)
    {
        if (!cases.TryGetValue(caseId, out var source)) throw new ReportedException($"the data have no {split} case {caseId}.");
        return store.Of($"{origin} {caseId}", run.Recipe.SliceAxis, () =>
        {
            var loaded = source.Load();
            return (loaded.Channels[0], loaded.Label);
        });
    }

    /// <summary>What the run predicted for a case.</summary>
    /// <param name="caseId">The case.</param>
    /// <exception cref="ReportedException">It is not there, or cannot be read.</exception>
    public Volume<byte> LabelMap(string caseId) => Hdf5File.ReadLabel(Path.Combine(run.Folder.Predictions(split), $"{caseId}.h5"));

    /// <summary>The classes of a label map in a slice, row by column.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="labels">What was predicted for it.</param>
    /// <param name="slice">The slice.</param>
    /// <exception cref="ReportedException">The label map is not of the case's size.</exception>
    public static byte[,] In(string caseId, Volume<byte> labels, ShownSlice slice) => labels.Geometry.HasSameSize(slice.Grid)
        ? slice.View.Of(labels)
        : throw new ReportedException($"case {caseId} is {slice.Grid.SizeText} in the data but {labels.Geometry.SizeText} in what the run predicted; evaluate the run again.");
}
