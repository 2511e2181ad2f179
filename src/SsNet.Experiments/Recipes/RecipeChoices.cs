namespace SsNet.Experiments.Recipes;

/// <summary>How a data set lies on the disk.</summary>
public enum DataLayout
{
    /// <summary>The published left atrium data: train.list, test.list and one HDF5 file per scan.</summary>
    La,

    /// <summary>The published cine data: train_slices.list, val.list, test.list and one HDF5 file per slice or volume.</summary>
    Acdc,

    /// <summary>Anybody's data, prepared with <c>ssnet prepare</c>.</summary>
    Prepared,

    /// <summary>Phantom scans of the left atrium, which are made instead of read.</summary>
    Phantom,

    /// <summary>Phantom scans of the ventricles in thick slices, with four classes as in ACDC.</summary>
    CinePhantom,
}

/// <summary>Which network.</summary>
public enum Architecture
{
    /// <summary>The paper's network for volumes.</summary>
    VNet,

    /// <summary>The paper's network for slices.</summary>
    UNet,

    /// <summary>URPC's network for volumes.</summary>
    PyramidUNet,
}

/// <summary>Which way to learn.</summary>
public enum MethodName
{
    /// <summary>SS-Net.</summary>
    SsNet,

    /// <summary>The labelled cases alone.</summary>
    Supervised,

    /// <summary>UA-MT.</summary>
    UaMt,

    /// <summary>SASSNet.</summary>
    SassNet,

    /// <summary>DTC.</summary>
    Dtc,

    /// <summary>URPC.</summary>
    Urpc,

    /// <summary>MC-Net.</summary>
    McNet,
}

/// <summary>In which order weights and features of a network lie in memory.</summary>
public enum MemoryLayout
{
    /// <summary>Channels last on the processor, contiguous on a graphics card.</summary>
    Automatic,

    /// <summary>Channel after channel.</summary>
    Contiguous,

    /// <summary>Voxel after voxel, each with all its channels.</summary>
    ChannelsLast,
}
