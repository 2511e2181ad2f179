using System.Collections.Immutable;
using SsNet.Imaging.Resampling;

namespace SsNet.Imaging.Preparation;

/// <summary>
/// How an image is brought to what a network is trained on: axes in one order, intensities scaled, a part cut out, one spacing, in this sequence. The
/// same settings prepare the training images and any image that is segmented later.
/// </summary>
public sealed record PreparationSettings
{
    /// <summary>The order of the axes; everything else speaks of axes in this order.</summary>
    public AxisOrder Axes { get; init; } = AxisOrder.Canonical;

    /// <summary>How intensities are scaled, from those of the whole image.</summary>
    public IntensityScale Intensity { get; init; } = new(IntensityKind.ZScore);

    /// <summary>Which part is cut out.</summary>
    public CropKind Crop { get; init; }

    /// <summary>How far the box reaches beyond the body, in mm.</summary>
    public double BodyMargin { get; init; } = 5;

    /// <summary>The part that is cut out with <see cref="CropKind.Region"/>.</summary>
    public RegionBox? Region { get; init; }

    /// <summary>Distance of voxels along each axis in mm; 0 keeps what the image has along that axis, and an empty list along all.</summary>
    public ImmutableArray<double> Spacing { get; init; } = [];

    /// <summary>How intensities are interpolated where the spacing changes; labels take the nearest voxel's class.</summary>
    public Interpolation Interpolation { get; init; } = Interpolation.Linear;
}
