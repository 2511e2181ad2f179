using SsNet.Data;
using SsNet.Imaging.Resampling;

namespace SsNet.Experiments.Benchmarks;

/// <summary>Cases at a lower resolution, shrunk when they are loaded.</summary>
public static class DownsampledCases
{
    /// <summary>The same cases with images averaged, and labels put to the vote, over blocks.</summary>
    /// <param name="dataset">The cases.</param>
    /// <param name="factor">Voxels along each side of a block; 1 leaves the cases as they are.</param>
    public static Dataset Downsampled(this Dataset dataset, int factor) => factor == 1
        ? dataset
        : new Dataset([.. dataset.Labelled.Select(source => Downsampled(source, factor))], [.. dataset.Unlabelled.Select(source => Downsampled(source, factor))]);

    private static CaseSource Downsampled(CaseSource source, int factor) => source with
    {
        Load = () =>
        {
            var full = source.Load();
            return new Case(
                full.Id,
                [.. full.Channels.Select(channel => BlockMean.Downsample(channel, factor))],
                full.Label is null ? null : BlockMajority.Downsample(full.Label, factor));
        },
        // Blocks of a volume reach over several slices, so that its slices on the disk are none of the smaller volume's.
        Slices = null,
    };
}
