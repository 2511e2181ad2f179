namespace SsNet.Imaging.Surfaces;

/// <summary>A triangle of a mesh. Seen from outside, its corners go round counter-clockwise.</summary>
/// <param name="A">Number of the vertex at the first corner.</param>
/// <param name="B">Number of the vertex at the second corner.</param>
/// <param name="C">Number of the vertex at the third corner.</param>
public readonly record struct MeshTriangle(int A, int B, int C);
