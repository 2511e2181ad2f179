using SsNet.Imaging.Volumes;

namespace SsNet.Tests.Inference;

/// <summary>Images without any regularity that a mistake could hide behind.</summary>
internal static class NoiseVolume
{
    /// <summary>Values from 0 up to a bound, with a spacing of its own along every axis.</summary>
    public static Volume<float> Of(float bound, params int[] size)
    {
        var random = new Random(1);
        var geometry = new Geometry(size, [.. Enumerable.Range(1, size.Length).Select(axis => 0.5 * axis)]);
        return new Volume<float>(geometry, [.. Enumerable.Range(0, (int)geometry.VoxelCount).Select(_ => bound * random.NextSingle())]);
    }
}
