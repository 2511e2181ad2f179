using SsNet.Randomness;

namespace SsNet.Data;

/// <summary>Quarter turns in the plane of the first two axes, then a flip of one of these axes, as the original code does for training.</summary>
/// <param name="QuarterTurns">Number of quarter turns, 0 to 3.</param>
/// <param name="FlipAxis">The axis that is reversed after turning, 0 or 1; there is always a flip.</param>
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
    public GridView Apply(GridView view)
    {
        for (int turn = 0; turn < QuarterTurns; turn++) view = view.QuarterTurn();
        return view.Flip(FlipAxis);
    }
}
