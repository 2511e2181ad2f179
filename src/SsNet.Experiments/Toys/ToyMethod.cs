namespace SsNet.Experiments.Toys;

/// <summary>Which way to learn from points.</summary>
public enum ToyMethod
{
    /// <summary>From the labelled points alone.</summary>
    Supervised,

    /// <summary>With SS-Net's two losses on all points.</summary>
    SsNet,
}
