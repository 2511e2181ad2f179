using System.Collections.Immutable;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Morphology;

/// <summary>The connected components of a mask.</summary>
/// <param name="Labels">0 for background, else the component's number from 1, in row-major order of the components' first voxels.</param>
/// <param name="Sizes">Voxels of each component; element k belongs to component k + 1.</param>
public sealed record ComponentMap(Volume<int> Labels, ImmutableArray<int> Sizes)
{
    /// <summary>Number of components.</summary>
    public int Count => Sizes.Length;
}
