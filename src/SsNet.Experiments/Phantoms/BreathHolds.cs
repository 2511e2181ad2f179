using System.Numerics;
using SsNet.Imaging.Volumes;
using SsNet.Randomness;

namespace SsNet.Experiments.Phantoms;

/// <summary>How far the heart has moved in each slice of a scan: slices are taken in separate breath-holds, no two of which are alike.</summary>
internal sealed class BreathHolds
{
    private readonly Vector3[] movements;
    private readonly float start;
    private readonly float thickness;

    /// <summary>Movements of every slice along axis 0 of a grid.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="largest">Largest movement along axis 1 and axis 2, in mm.</param>
    /// <param name="random">Where the movements come from.</param>
    public BreathHolds(Geometry grid, float largest, ref RandomSequence random)
    {
        Largest = largest;
        thickness = (float)grid.Spacing[0];
        start = (float)grid.Origin[0] - thickness / 2;
        movements = new Vector3[grid.Size[0]];
        for (int slice = 0; slice < movements.Length; slice++) movements[slice] = RandomMeasures.Jitter(ref random, largest) with { X = 0 };
    }

    /// <summary>Largest movement along an axis, in mm.</summary>
    public float Largest { get; }

    /// <summary>The movement of the slice that holds a coordinate along axis 0; outside the scan that of the outermost slice.</summary>
    /// <param name="x">The coordinate in mm.</param>
    public Vector3 At(float x) => movements[Math.Clamp((int)((x - start) / thickness), 0, movements.Length - 1)];
}
