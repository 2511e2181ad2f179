using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Metrics;

/// <summary>Leaves voxels out of a comparison that nobody knows the class of.</summary>
public static class IgnoredVoxels
{
    /// <summary>
    /// Both label maps with background wherever the truth is ignored, so that such a voxel counts for no class and against none. A surface that borders
    /// on ignored voxels is measured as if these were background, in both maps alike.
    /// </summary>
    /// <param name="prediction">Predicted label map.</param>
    /// <param name="truth">True label map of the same size.</param>
    /// <param name="ignored">The value of the truth that marks ignored voxels.</param>
    /// <returns>Copies; the maps themselves where the truth holds no such voxel.</returns>
    /// <exception cref="ReportedException">The two label maps differ in size.</exception>
    public static (Volume<byte> Prediction, Volume<byte> Truth) LeftOut(Volume<byte> prediction, Volume<byte> truth, byte ignored)
    {
        SegmentationMetrics.RequireSameSize(prediction, truth);
        if (!truth.Voxels.Contains(ignored)) return (prediction, truth);
        byte[] predicted = [.. prediction.Voxels], actual = [.. truth.Voxels];
        for (int i = 0; i < actual.Length; i++)
        {
            if (actual[i] == ignored) predicted[i] = actual[i] = 0;
        }

        return (new Volume<byte>(prediction.Geometry, predicted), new Volume<byte>(truth.Geometry, actual));
    }
}
