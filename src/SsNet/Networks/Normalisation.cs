namespace SsNet.Networks;

/// <summary>What follows every convolution of a network.</summary>
public enum Normalisation
{
    /// <summary>Batch normalisation, as in the paper (Ioffe and Szegedy 2015).</summary>
    Batch,

    /// <summary>Instance normalisation without learned scale (Ulyanov et al. 2016).</summary>
    Instance,

    /// <summary>Group normalisation, 16 groups, or the largest number of them that divides the channels (Wu and He 2018).</summary>
    Group,

    /// <summary>Nothing.</summary>
    None,
}
