using SsNet.Randomness;

namespace SsNet.Data;

/// <summary>How a slice is moved in training, as the original code does it for ACDC: turned and flipped, or rotated by a few degrees, or neither.</summary>
public readonly record struct TurnOrRotation
{
    /// <summary>Smallest angle that is drawn, in degrees.</summary>
    public const int LowestDegrees = -20;

    /// <summary>Largest angle that is drawn, in degrees. It is not +20: the original code draws below its upper bound.</summary>
    public const int HighestDegrees = 19;

    /// <summary>Neither.</summary>
    public static TurnOrRotation Neither => default;

    /// <summary>The turns and the flip; null when there are none.</summary>
    public RotateFlip? Turn { get; private init; }

    /// <summary>The angle of the rotation in degrees; null when there is none.</summary>
    public int? Degrees { get; private init; }

    /// <summary>Turned and flipped.</summary>
    /// <param name="turn">The turns and the flip.</param>
    public static TurnOrRotation Turned(RotateFlip turn) => new() { Turn = turn };

    /// <summary>Rotated.</summary>
    /// <param name="degrees">The angle, of the sign that <see cref="Imaging.Resampling.NearestRotation"/> gives it.</param>
    public static TurnOrRotation Rotated(int degrees) => new() { Degrees = degrees };

    /// <summary>Turned and flipped in one half of the draws, rotated in one quarter, with all integer angles equally likely, and neither in the last.</summary>
    /// <param name="random">Where the decisions come from.</param>
    public static TurnOrRotation Draw(ref RandomSequence random)
    {
        if (random.NextDouble() > 0.5) return Turned(RotateFlip.Draw(ref random));
        if (random.NextDouble() > 0.5) return Rotated(LowestDegrees + random.Below(HighestDegrees - LowestDegrees + 1));
        return Neither;
    }
}
