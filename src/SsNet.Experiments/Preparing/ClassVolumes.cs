using System.Collections.Immutable;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Preparing;

/// <summary>How much room the classes of a label map take.</summary>
public static class ClassVolumes
{
    private const double CubicMillimetresPerMillilitre = 1000;

    /// <summary>The voxels of every class but the background: element k is class k + 1.</summary>
    /// <param name="labels">The label map.</param>
    /// <param name="classes">How many classes there are, without the background.</param>
    public static ImmutableArray<long> Voxels(Volume<byte> labels, int classes)
    {
        var counts = new long[byte.MaxValue + 1];
        foreach (byte value in labels.Voxels) counts[value]++;
        return [.. counts[1..(classes + 1)]];
    }

    /// <summary>The volume of voxels in ml; null on a slice, which has no thickness.</summary>
    /// <param name="voxels">How many.</param>
    /// <param name="grid">Their grid, with a spacing in mm.</param>
    public static double? Millilitres(long voxels, Geometry grid) =>
        grid.Rank == 3 ? voxels * grid.VoxelSize / CubicMillimetresPerMillilitre : null;
}
