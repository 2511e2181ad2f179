using SsNet.Data;
using SsNet.Imaging;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Benchmarks;

/// <summary>Volumes taken apart into slices, each of them a case of its own.</summary>
public static class SlicedCases
{
    /// <summary>
    /// The slices of the same cases, in the order of the cases. Where a volume's slices can be read on their own, they are taken in the
    /// order in which it lists them, and nothing is read yet. Other volumes are read here, since only then it is known how many slices
    /// they have; their slices stay in memory and are called <c>&lt;volume&gt;_slice_&lt;number&gt;</c>, counted from 1. A case of two axes
    /// stays as it is.
    /// </summary>
    /// <param name="dataset">The cases.</param>
    /// <param name="sliceAxis">The axis along which the slices follow each other, 0 to 2.</param>
    /// <exception cref="ReportedException">A volume has its slices along another axis or cannot be read.</exception>
    public static Dataset Sliced(this Dataset dataset, int sliceAxis) => new(
        [.. dataset.Labelled.SelectMany(source => SlicesOf(source, sliceAxis))],
        [.. dataset.Unlabelled.SelectMany(source => SlicesOf(source, sliceAxis))]);

    private static IReadOnlyList<CaseSource> SlicesOf(CaseSource source, int sliceAxis)
    {
        if (source.Slices is not null)
        {
            return sliceAxis == 0
                ? source.Slices
                : throw new ReportedException($"slice-axis: the data hold the slices of {source.Id} one by one, along axis 0, not {sliceAxis}; set slice-axis = 0.");
        }

        var volume = source.Load();
        if (volume.Geometry.Rank == 2) return [source];
        source.Check(volume, loaded => RequireAxis(loaded, sliceAxis));
        return [.. Enumerable.Range(0, volume.Geometry.Size[sliceAxis]).Select(index =>
        {
            var slice = new Case(
                $"{source.Id}_slice_{index + 1}",
                [.. volume.Channels.Select(channel => VolumeSlices.Cut(channel, sliceAxis, index))],
                volume.Label is null ? null : VolumeSlices.Cut(volume.Label, sliceAxis, index));
            return new CaseSource(slice.Id, () => slice, source.File) { Group = source.Group };
        })];
    }

    private static void RequireAxis(Case volume, int sliceAxis)
    {
        if (sliceAxis >= 0 && sliceAxis < volume.Geometry.Rank) return;
        throw new ReportedException($"slice-axis: case {volume.Id} has the axes 0 to {volume.Geometry.Rank - 1} ({volume.Geometry.SizeText}) and no axis {sliceAxis}; name one of them.");
    }
}
