using System.Collections.Immutable;
using SsNet.Experiments.Statistics;

namespace SsNet.Experiments.Explaining;

/// <summary>Features of voxels by class, brought into the plane by t-SNE (van der Maaten and Hinton 2008), with prototypes among them where they have any.</summary>
/// <param name="Classes">The true class of each voxel.</param>
/// <param name="Prototypes">The class of each prototype.</param>
/// <param name="Places">Where they lie in the plane, in no unit, [voxels + prototypes, 2]: first the voxels, then the prototypes.</param>
/// <param name="Silhouette">How well the classes of the voxels are apart before they are brought into the plane, from −1 to 1 (<see cref="Statistics.Silhouette"/>).</param>
public sealed record FeatureEmbedding(ImmutableArray<int> Classes, ImmutableArray<int> Prototypes, double[,] Places, double Silhouette)
{
    /// <summary>Embeds features.</summary>
    /// <param name="features">One row per voxel.</param>
    /// <param name="classes">The voxels' classes.</param>
    /// <param name="prototypes">One row per prototype, as long as those of the voxels.</param>
    /// <param name="prototypeClasses">The prototypes' classes.</param>
    /// <param name="cancellation">Stops the search for places.</param>
    internal static FeatureEmbedding Of(double[,] features, ImmutableArray<int> classes, double[,] prototypes, ImmutableArray<int> prototypeClasses, CancellationToken cancellation)
    {
        int count = features.GetLength(0), width = features.GetLength(1);
        var all = new double[count + prototypes.GetLength(0), width];
        Array.Copy(features, all, features.Length);
        Array.Copy(prototypes, 0, all, features.Length, prototypes.Length);
        return new FeatureEmbedding(classes, prototypeClasses, TSne.Embed(all, null, cancellation).Positions, Statistics.Silhouette.Of(features, classes.AsSpan()));
    }
}
