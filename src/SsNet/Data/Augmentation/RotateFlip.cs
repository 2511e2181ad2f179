using SsNet.Imaging.Volumes;
using SsNet.Randomness;

namespace SsNet.Data;

/// <summary>Quarter turns in the plane of the slices, then a flip of one of the plane's axes, as the original code does for training.</summary>
/// <param name="QuarterTurns">Number of quarter turns, 0 to 3.</param>
/// <param name="FlipAxis">The axis of the plane that is reversed after turning, 0 for its first and 1 for its second; there is always a flip.</param>
public readonly record struct RotateFlip(int QuarterTurns, int FlipAxis)
{
    /// <summary>One of the eight possibilities, all equally likely.</summary>
    /// <param name="random">Where the decisions come from.</param>
    public static RotateFlip Draw(ref RandomSequence random)
    {
        int turns = random.Below(4);
        int axis = random.Below(2);
        return new RotateFlip(turns, axis);
    }

    /// <summary>The image turned and flipped.</summary>
    /// <param name="view">The image as it is.</param>
    /// <param name="plane">The plane of its slices.</param>
    public GridView Apply(GridView view, SlicePlane plane)
    {
        for (int turn = 0; turn < QuarterTurns; turn++) view = view.QuarterTurn(plane);
        return view.Flip(FlipAxis == 0 ? plane.First : plane.Second);
    }
}
