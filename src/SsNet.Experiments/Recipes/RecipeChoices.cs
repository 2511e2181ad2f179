namespace SsNet.Experiments.Recipes;

/// <summary>How a data set lies on the disk.</summary>
public enum DataLayout
{
    /// <summary>The published left atrium data: train.list, test.list and one HDF5 file per scan.</summary>
    La,

    /// <summary>Phantom scans, which are made instead of read.</summary>
    Phantom,
}

/// <summary>Which network.</summary>
public enum Architecture
{
    /// <summary>The paper's network for volumes.</summary>
    VNet,
}

/// <summary>Which way to learn.</summary>
public enum MethodName
{
    /// <summary>SS-Net.</summary>
    SsNet,

    /// <summary>The labelled cases alone.</summary>
    Supervised,
}

/// <summary>Where tensors live.</summary>
public enum DeviceName
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>The first CUDA graphics card.</summary>
    Cuda,
}
