namespace SsNet.Losses;

/// <summary>Which of the two Dice losses of the published code is used.</summary>
public enum DiceForm
{
    /// <summary>First powers in the denominator; supervised on the foreground, as a distance over all channels pooled. The published code's 3D choice.</summary>
    Linear,

    /// <summary>Squares in the denominator, the mean over all classes. The published code's 2D choice.</summary>
    Squared,
}
