using System.Collections.Immutable;
using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Recipes;
using SsNet.Imaging;
using SsNet.Imaging.Resampling;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Explaining;

/// <summary>Finds the cases of a run and makes samples of them as training does, but where most is to be seen instead of at random.</summary>
/// <param name="recipe">The run's recipe.</param>
/// <param name="data">Its cases.</param>
/// <param name="segment">Segments a case that has no label, to tell where to look.</param>
internal sealed class ExplainedCases(Recipe recipe, ExperimentData data, Func<Case, Volume<byte>> segment)
{
    private const int MostNamed = 8;

    /// <summary>The batch in which a case is explained, labelled samples first; the case is the first of them where the run learns from its label, else the last sample.</summary>
    /// <param name="id">The case.</param>
    /// <param name="labelled">The labelled cases; empty for the first ones of the run.</param>
    /// <exception cref="ReportedException">There is no such case, it cannot be read, or a labelled one is none.</exception>
    public (IReadOnlyList<ExplainedSample> Samples, int Index) Batch(string id, IReadOnlyList<string> labelled)
    {
        var (source, isLabelled) = Find(id);
        var explained = SampleOf(source, isLabelled);
        CaseSource[] others = labelled.Count > 0 ? [.. labelled.Distinct().Select(FindLabelled)] : FirstLabelled(id, isLabelled);
        IEnumerable<ExplainedSample> samples = others.Where(other => other.Id != source.Id).Select(other => SampleOf(other, isLabelled: true));
        return isLabelled ? ([explained, .. samples], 0) : ([.. samples, explained], others.Length);
    }

    /// <summary>As many as a batch of training can have beside the case, so that the batch takes no more memory than one.</summary>
    private CaseSource[] FirstLabelled(string id, bool isLabelled)
    {
        int besideIt = recipe.LabelledPerBatch + recipe.UnlabelledPerBatch - 1;
        int count = isLabelled ? recipe.LabelledPerBatch - 1 : Math.Max(1, Math.Min(recipe.LabelledPerBatch, besideIt));
        return [.. data.Labelled.Where(source => !IsOf(id, source)).Take(count)];
    }

    private (CaseSource Source, bool IsLabelled) Find(string id)
    {
        if (data.All.FirstOrDefault(source => source.Id == id) is { } whole) return (whole, data.Labelled.Contains(whole));
        if (FindSlice(id, data.Training.Labelled) is { } slice) return (slice, true);
        if (FindSlice(id, data.Training.Unlabelled) is { } unlabelled) return (unlabelled, false);
        throw new ReportedException(
            $"case: the run has no case {id} to learn from, validate by or test on.{NearestName.Hint(id, data.All.Select(source => source.Id))} Its split.json names them all.");
    }

    private CaseSource FindLabelled(string id) => data.Labelled.FirstOrDefault(source => source.Id == id) ?? FindSlice(id, data.Training.Labelled)
        ?? throw new ReportedException(
            $"labelled: {id} is none of the labelled training cases of the run.{NearestName.Hint(id, data.Labelled.Select(source => source.Id))} There are {Names()}.");

    /// <summary>A slice by its name. Volumes may have to be read to know their slices, which is in vain for a name that is none's.</summary>
    private CaseSource? FindSlice(string id, IReadOnlyList<CaseSource> slices) =>
        recipe.Patch.Length == 2 && data.All.Any(source => IsOf(id, source)) ? slices.FirstOrDefault(source => source.Id == id) : null;

    private static bool IsOf(string id, CaseSource whole) => id == whole.Id || id.StartsWith($"{whole.Id}_slice_", StringComparison.Ordinal);

    private string Names()
    {
        string[] ids = [.. data.Labelled.Select(source => source.Id)];
        return ids.Length <= MostNamed ? string.Join(", ", ids) : $"{string.Join(", ", ids[..MostNamed])} and {ids.Length - MostNamed} more";
    }

    private ExplainedSample SampleOf(CaseSource source, bool isLabelled)
    {
        var loaded = source.Load();
        source.Check(loaded, recipe.ToPredictionRequirements(data.AllowsIgnored).Check);
        var shown = loaded.Label ?? segment(loaded);
        int? slice = null;
        if (recipe.Patch.Length < loaded.Geometry.Rank)
        {
            int index = SliceView.OfMostForeground(shown, recipe.SliceAxis).Index;
            Volume<T> Cut<T>(Volume<T> volume)
                where T : unmanaged
                => VolumeSlices.Cut(volume, recipe.SliceAxis, index);
            (loaded, shown, slice) = (new Case(loaded.Id, [.. loaded.Channels.Select(Cut)], loaded.Label is null ? null : Cut(loaded.Label)), Cut(shown), index + 1);
        }

        if (recipe.Downsampling > 1)
        {
            Volume<byte> Vote(Volume<byte> label) => BlockMajority.Downsample(label, recipe.Downsampling);
            (loaded, shown) = (
                new Case(loaded.Id, [.. loaded.Channels.Select(channel => BlockMean.Downsample(channel, recipe.Downsampling))], loaded.Label is null ? null : Vote(loaded.Label)), Vote(shown));
        }

        var (channels, truth) = recipe.Fit == ImageFit.Zoom ? Zoomed(loaded) : Cropped(loaded, shown);
        return new ExplainedSample(loaded.Id, slice, isLabelled, channels, truth);
    }

    private (ImmutableArray<Volume<float>> Channels, Volume<byte>? Truth) Zoomed(Case loaded)
    {
        var sample = new ZoomAugmentation(recipe.Patch.AsSpan(), recipe.SliceAxis).Apply(loaded, TurnOrRotation.Neither);
        double[] spacing = [.. loaded.Geometry.Spacing.Select((spacing, axis) => spacing * loaded.Geometry.Size[axis] / recipe.Patch[axis])];
        var grid = new Geometry(recipe.Patch.AsSpan(), spacing);
        return ([.. sample.Channels.Select(voxels => new Volume<float>(grid, voxels))], sample.Label is null ? null : new Volume<byte>(grid, sample.Label));
    }

    private (ImmutableArray<Volume<float>> Channels, Volume<byte>? Truth) Cropped(Case loaded, Volume<byte> shown)
    {
        var crop = new RandomCrop(PatchPlacement.OfMostForeground(shown, recipe.Patch.AsSpan()), recipe.Patch.AsSpan());
        var view = GridView.Of(loaded.Geometry.Size.AsSpan());
        var grid = new Geometry(recipe.Patch.AsSpan(), loaded.Geometry.Spacing.AsSpan());
        Volume<T> Cut<T>(Volume<T> volume)
            where T : unmanaged
            => new(grid, crop.Apply<T>(view, volume.Voxels));
        return ([.. loaded.Channels.Select(Cut)], loaded.Label is null ? null : Cut(loaded.Label));
    }
}
