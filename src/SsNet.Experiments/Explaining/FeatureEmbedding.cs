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
    /// <summary>The mean cosine between a voxel's feature and a prototype of its class, which eq. 4 brings to 1; null where no class has both.</summary>
    public double? OwnCosine { get; private init; }

    /// <summary>The mean cosine between a voxel's feature and a prototype of another class than its own, such as of a voxel of the background; not a number where there is no such pair.</summary>
    public double OtherCosine { get; private init; }

    /// <summary>Embeds features.</summary>
    /// <param name="features">One row per voxel.</param>
    /// <param name="classes">The voxels' classes.</param>
    /// <param name="prototypes">One row per prototype, as long as those of the voxels.</param>
    /// <param name="prototypeClasses">The prototypes' classes.</param>
    /// <param name="options">How they are laid out.</param>
    /// <param name="cancellation">Stops the search for places.</param>
    internal static FeatureEmbedding Of(double[,] features, ImmutableArray<int> classes, double[,] prototypes, ImmutableArray<int> prototypeClasses, TSneOptions options, CancellationToken cancellation)
    {
        int count = features.GetLength(0), width = features.GetLength(1);
        var all = new double[count + prototypes.GetLength(0), width];
        Array.Copy(features, all, features.Length);
        Array.Copy(prototypes, 0, all, features.Length, prototypes.Length);
        var (own, other) = Cosines(features, classes, prototypes, prototypeClasses);
        return new FeatureEmbedding(classes, prototypeClasses, TSne.Embed(all, options, cancellation).Positions, Statistics.Silhouette.Of(features, classes.AsSpan()))
        {
            OwnCosine = double.IsNaN(own) ? null : own,
            OtherCosine = other,
        };
    }

    /// <summary>Mean cosines over the pairs of a class, and over those of two.</summary>
    private static (double Own, double Other) Cosines(double[,] features, ImmutableArray<int> classes, double[,] prototypes, ImmutableArray<int> prototypeClasses)
    {
        double own = 0, other = 0;
        long ownPairs = 0, otherPairs = 0;
        foreach (var (row, c) in classes.Index())
        {
            foreach (var (place, prototypeClass) in prototypeClasses.Index())
            {
                double product = 0, square = 0, prototypeSquare = 0;
                for (int k = 0; k < features.GetLength(1); k++)
                {
                    product += features[row, k] * prototypes[place, k];
                    square += features[row, k] * features[row, k];
                    prototypeSquare += prototypes[place, k] * prototypes[place, k];
                }

                double cosine = product / Math.Max(double.Epsilon, Math.Sqrt(square * prototypeSquare));
                if (c == prototypeClass) (own, ownPairs) = (own + cosine, ownPairs + 1);
                else (other, otherPairs) = (other + cosine, otherPairs + 1);
            }
        }

        return (own / ownPairs, other / otherPairs);
    }
}
