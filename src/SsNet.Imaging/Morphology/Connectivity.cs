namespace SsNet.Imaging.Morphology;

/// <summary>Which of the voxels around a voxel are its neighbours.</summary>
public enum Connectivity
{
    /// <summary>Voxels that share a face: 4 in two dimensions, 6 in three.</summary>
    Face = 1,

    /// <summary>Voxels that share a face or an edge: 8 in two dimensions (where it is the same as <see cref="Full"/>), 18 in three.</summary>
    FaceAndEdge = 2,

    /// <summary>Voxels that share a face, an edge or a corner: 8 in two dimensions, 26 in three.</summary>
    Full = 3,
}
