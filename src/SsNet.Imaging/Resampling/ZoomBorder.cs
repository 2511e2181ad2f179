namespace SsNet.Imaging.Resampling;

/// <summary>
/// What a <see cref="NearestZoom"/> does where rounding carries the last position beyond the image. The last of n new voxels
/// lies on the last of m old ones, but (n − 1) · ((m − 1) / (n − 1)) can exceed m − 1 by the last bit of a double; so it
/// does from 256 to 200 and from 256 to 216 voxels. The published code takes such a position to lie outside and thereby
/// loses the last row or column; there is no other difference between the two.
/// </summary>
public enum ZoomBorder
{
    /// <summary>Outside is zero, as in the published code.</summary>
    Published,

    /// <summary>The last old voxel, as meant: no row or column is lost.</summary>
    Nearest,
}
