namespace SsNet.Losses;

/// <summary>Which of the Dice losses of published code is used. They differ in the powers of the denominator, the classes, and what keeps it from 0.</summary>
public enum DiceForm
{
    /// <summary>First powers, ε = 1e-8; supervised on the foreground, as a distance over all channels pooled. SS-Net and MC-Net in 3D.</summary>
    Linear,

    /// <summary>Squares, ε = 1e-10, the mean over all classes. SS-Net in 2D.</summary>
    Squared,

    /// <summary>Squares, ε = 1e-5, the mean over all classes. UA-MT, SASSNet, DTC and URPC in 2D, URPC in 3D.</summary>
    SquaredSmooth,

    /// <summary>Squares, ε = 1e-5, the mean over the foreground classes. UA-MT, SASSNet and DTC in 3D.</summary>
    SquaredForeground,

    /// <summary>
    /// As <see cref="Squared"/> but without the factor 2 of the Dice coefficient, so that every class costs at least 1/2 and gradients are
    /// halved: a slip in MC-Net's published 2D code, kept to reproduce it.
    /// </summary>
    SquaredHalf,
}
