using System.Numerics;

namespace SsNet.Imaging.Surfaces;

/// <summary>Where smoothing may move a vertex, in voxels.</summary>
/// <param name="Low">The lowest place along each axis.</param>
/// <param name="High">The highest place along each axis.</param>
internal readonly record struct VertexRange(Vector3 Low, Vector3 High);
