using SsNet.Experiments.Recipes;
using SsNet.Imaging.Preparation;

namespace SsNet.Experiments.Preparing;

/// <summary>How the images of the published data sets were prepared, for images from elsewhere that their networks are applied to.</summary>
public static class PublishedPreparation
{
    /// <summary>
    /// The settings of a published layout: the left atrium data have their axes in the order x, y, z and z-scores over the scan, ACDC slices first and intensities from 0 to 1. Spacing and
    /// crop are left as they are. Null for phantoms, and for prepared folders, which say themselves.
    /// </summary>
    /// <param name="layout">The layout.</param>
    public static PreparationSettings? Of(DataLayout layout) => layout switch
    {
        DataLayout.La => new PreparationSettings { Axes = AxisOrder.Reversed, Intensity = new IntensityScale(IntensityKind.ZScore) },
        DataLayout.Acdc => new PreparationSettings { Axes = AxisOrder.Stored, Intensity = new IntensityScale(IntensityKind.MinMax) },
        _ => null,
    };
}
