using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Imaging;
using SsNet.Imaging.Formats.Hdf5;

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
        // Phantoms of another seed or size are other scans under the same names.
        var recipe = run.Recipe;
        bool made = recipe.Layout is DataLayout.Phantom or DataLayout.CinePhantom;
        origin = $"{recipe.Layout} {recipe.SliceAxis} {(made ? $"{recipe.PhantomSeed} {string.Join('x', recipe.PhantomSize)}" : folder)}";
    }

    /// <summary>A slice of a case, and the classes that the run predicted in it, row by column.</summary>
    /// <param name="caseId">The case.</param>
    /// <exception cref="ReportedException">The case or what was predicted for it is not there, or cannot be read.</exception>
    public (ShownSlice Slice, byte[,] Predicted) Of(string caseId)
    {
        if (!cases.TryGetValue(caseId, out var source)) throw new ReportedException($"the data have no {split} case {caseId}.");
        var predicted = Hdf5File.ReadLabel(Path.Combine(run.Folder.Predictions(split), $"{caseId}.h5"));
        var slice = store.Of($"{origin} {caseId}", run.Recipe.SliceAxis, () =>
        {
            var loaded = source.Load();
            return (loaded.Channels[0], loaded.Label);
        });
        if (!predicted.Geometry.HasSameSize(slice.Grid))
        {
            throw new ReportedException($"case {caseId} is {slice.Grid.SizeText} in the data but {predicted.Geometry.SizeText} in what the run predicted; evaluate the run again.");
        }

        return (slice, slice.View.Of(predicted));
    }
}
