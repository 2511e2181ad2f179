using System.Collections.Immutable;
using SsNet.Experiments.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Runs;

/// <summary>Two label maps of one case, voxel for voxel.</summary>
/// <param name="Prediction">The predicted one.</param>
/// <param name="Truth">The true one, of the same size.</param>
/// <param name="Spacing">Distance between voxels per axis in mm; null where neither file has one.</param>
/// <param name="InStoredOrder">Whether only one of the two has a place in the world, so that nothing tells if their voxels are stored in the same order.</param>
internal sealed record AlignedLabelMaps(Volume<byte> Prediction, Volume<byte> Truth, ImmutableArray<double>? Spacing, bool InStoredOrder)
{
    /// <summary>Reads both; where both have a place in the world, whatever the order of their axes, the same voxels come to lie over each other.</summary>
    /// <param name="predictionPath">The predicted label map.</param>
    /// <param name="truthPath">The true one.</param>
    /// <param name="scheme">What the values of both stand for; null where they are classes.</param>
    /// <exception cref="ReportedException">One cannot be read, holds a value that the scheme does not know, or they differ in size or place.</exception>
    public static AlignedLabelMaps Read(string predictionPath, string truthPath, LabelScheme? scheme)
    {
        Volume<byte> prediction = Labels(predictionPath, scheme), truth = Labels(truthPath, scheme);
        bool bothPlaced = prediction.Geometry.HasPlace && truth.Geometry.HasPlace;
        // The same grid needs no turning, which could tell two oblique ones apart by a rounding error.
        if (bothPlaced && !prediction.Geometry.IsLike(truth.Geometry)) (prediction, truth) = (ToCanonical(prediction), ToCanonical(truth));
        if (!prediction.Geometry.HasSameSize(truth.Geometry))
        {
            throw new ReportedException(
                $"{predictionPath} has {prediction.Geometry.SizeText} voxels and its truth {truthPath} {truth.Geometry.SizeText}{(bothPlaced ? " in the same order of axes" : "")}; resample the prediction to the grid of the truth.");
        }

        if (bothPlaced && !prediction.Geometry.IsLike(truth.Geometry))
        {
            throw new ReportedException(FormattableString.Invariant(
                $"{predictionPath} lies up to {prediction.Geometry.LargestOffset(truth.Geometry):0.###} mm from its truth {truthPath}; resample the prediction to the grid of the truth, or correct the header that is wrong."));
        }

        var geometry = truth.Geometry.HasPlace ? truth.Geometry : prediction.Geometry;
        return new AlignedLabelMaps(prediction, truth, geometry.HasPlace ? geometry.Spacing : null, prediction.Geometry.HasPlace != truth.Geometry.HasPlace);
    }

    private static Volume<byte> Labels(string path, LabelScheme? scheme) => scheme is null ? ImageFile.ReadLabels(path) : scheme.Map(ImageFile.ReadLabelValues(path), path);

    private static Volume<byte> ToCanonical(Volume<byte> labels) => Reorientation.ToCanonical(labels.Geometry).Apply(labels);
}
