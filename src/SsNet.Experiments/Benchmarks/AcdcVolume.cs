using SsNet.Data;
using SsNet.Imaging;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Benchmarks;

/// <summary>A training volume of ACDC, which lies on the disk in slices.</summary>
/// <param name="id">Its name, such as patient099_frame01.</param>
/// <param name="slices">Its slices in the order of the training list, which is not the order in which they lie.</param>
/// <param name="files">Where they are.</param>
internal sealed class AcdcVolume(string id, IReadOnlyList<AcdcSliceName> slices, AcdcFiles files)
{
    /// <summary>The patient it shows.</summary>
    public string Patient { get; } = AcdcSliceName.PatientOf(id);

    /// <summary>The volume as a case, put together when it is loaded, with its slices as cases of their own.</summary>
    /// <param name="labelled">Whether labels are read.</param>
    public CaseSource ToSource(bool labelled) => new(id, () => Load(labelled), files.SlicePath($"{id}_slice_*"))
    {
        Group = Patient,
        Slices = [.. slices.Select(slice => files.Slice(slice.Id, labelled))],
    };

    private Case Load(bool labelled)
    {
        Case[] inOrder = [.. slices.OrderBy(slice => slice.Number).Select(slice => files.ReadSlice(slice.Id, labelled))];
        var first = inOrder[0];
        if (inOrder.FirstOrDefault(slice => !slice.Geometry.HasSameSize(first.Geometry)) is { } other)
        {
            throw new ReportedException(
                $"{files.SlicePath(other.Id)}: the slice is {other.Geometry.SizeText}, but {files.SlicePath(first.Id)} of the same volume is {first.Geometry.SizeText}; export the slices of a volume in one size.");
        }

        return new Case(
            id,
            VolumeSlices.Stack([.. inOrder.Select(slice => slice.Channels[0])]),
            labelled ? VolumeSlices.Stack([.. inOrder.Select(slice => slice.Label!)]) : null);
    }
}
