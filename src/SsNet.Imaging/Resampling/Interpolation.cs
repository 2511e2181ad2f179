namespace SsNet.Imaging.Resampling;

/// <summary>How values between voxel centres are made from the voxels around them, axis by axis.</summary>
public enum Interpolation
{
    /// <summary>Straight lines between neighbours: never beyond the values that the image has.</summary>
    Linear,

    /// <summary>
    /// Cubic convolution with a = −1/2 (Keys, "Cubic convolution interpolation for digital image processing", IEEE Transactions on Acoustics, Speech, and Signal Processing
    /// 29, 1981, eq. 15): sharper, exact for polynomials of second degree, and at edges a little beyond the values that the image has.
    /// </summary>
    Cubic,
}
