namespace SsNet.Imaging.Preparation;

/// <summary>What an image's values are brought to.</summary>
public enum IntensityKind
{
    /// <summary>They stay as they are.</summary>
    None,

    /// <summary>Mean 0 and standard deviation 1, as the published left atrium data have it.</summary>
    ZScore,

    /// <summary>The range from 0 to 1, from the least to the greatest value, as the published ACDC data have it.</summary>
    MinMax,

    /// <summary>The range from 0 to 1, from a low to a high value in the image's own unit, such as Hounsfield units in CT; what is beyond is clipped.</summary>
    Window,

    /// <summary>The range from 0 to 1, from a low to a high percentile of the image; what is beyond is clipped.</summary>
    Percentile,
}
