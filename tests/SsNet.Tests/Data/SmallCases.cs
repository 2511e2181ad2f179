using SsNet.Data;
using SsNet.Imaging.Volumes;

namespace SsNet.Tests.Data;

/// <summary>Small cases whose voxels all differ from case to case, and labels that are a function of the image.</summary>
internal static class SmallCases
{
    public static Case Make(string id, int[] size, int number = 0, byte? label = 1, int channels = 1)
    {
        var geometry = Geometry.OfSize(size);
        return new Case(
            id,
            [.. Enumerable.Range(0, channels).Select(channel => new Volume<float>(
                geometry, [.. Enumerable.Range(0, (int)geometry.VoxelCount).Select(i => 1000f * number + 100000f * channel + i + 1)]))],
            label is null ? null : new Volume<byte>(geometry, [.. Enumerable.Range(0, (int)geometry.VoxelCount).Select(i => (byte)((i + number) % (label.Value + 1)))]));
    }

    public static Dataset Dataset(int labelled, int unlabelled, int[] size, byte? unlabelledLabel = null) => new(
        [.. Enumerable.Range(0, labelled).Select(i => new CaseSource($"labelled {i}", () => Make($"labelled {i}", size, i)))],
        [.. Enumerable.Range(0, unlabelled).Select(i => new CaseSource($"unlabelled {i}", () => Make($"unlabelled {i}", size, labelled + i, unlabelledLabel)))]);

    /// <summary>All a sample consists of, comparable.</summary>
    public static string Content(Sample sample) =>
        $"{sample.CaseId} {Geometry.Format(sample.Size)} {string.Join(' ', sample.Channels.SelectMany(c => c))} | {(sample.Label is null ? "none" : string.Join(' ', sample.Label))}";
}
