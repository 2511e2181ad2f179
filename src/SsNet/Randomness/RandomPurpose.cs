namespace SsNet.Randomness;

/// <summary>What random numbers are for; every purpose has sequences of its own. The values are part of what a seed means: never renumber.</summary>
public enum RandomPurpose
{
    /// <summary>Initial weights.</summary>
    Weights = 1,

    /// <summary>Order of the labelled samples in an epoch.</summary>
    LabelledOrder = 2,

    /// <summary>Order of the unlabelled samples in a pass.</summary>
    UnlabelledOrder = 3,

    /// <summary>Augmentation of one sample.</summary>
    Augmentation = 4,

    /// <summary>Dropout in a training step.</summary>
    Dropout = 5,

    /// <summary>Perturbations that a method draws in a training step.</summary>
    Perturbation = 6,

    /// <summary>Which labelled cases are held out for validation.</summary>
    Split = 7,

    /// <summary>Phantom images.</summary>
    Phantom = 8,

    /// <summary>Initial weights of a teacher.</summary>
    TeacherWeights = 9,

    /// <summary>Dropout of a teacher in a training step.</summary>
    TeacherDropout = 10,

    /// <summary>Initial weights of a discriminator.</summary>
    DiscriminatorWeights = 11,

    /// <summary>Dropout of a discriminator in a training step.</summary>
    DiscriminatorDropout = 12,

    /// <summary>Seeds of the large tensors that a graphics card draws.</summary>
    CardTensors = 13,

    /// <summary>Points of toy data.</summary>
    Toy = 14,

    /// <summary>Noise and voxels that are drawn to show what a trained network does.</summary>
    Explanation = 15,
}
