namespace SsNet.Imaging.Volumes;

/// <summary>
/// The two axes of an image within which its slices lie. Voxels are often much longer across slices than within them, so
/// what turns an image turns it in this plane.
/// </summary>
/// <param name="First">The plane's first axis: the rows of a slice.</param>
/// <param name="Second">The plane's second axis, another one: the columns of a slice.</param>
public readonly record struct SlicePlane(int First, int Second)
{
    /// <summary>The plane of an image's slices: of two axes both, of three the two along which slices do not follow each other, in ascending order.</summary>
    /// <param name="rank">Number of axes of the image, 2 or 3.</param>
    /// <param name="sliceAxis">Axis along which the slices follow each other, 0 to 2; an image of two axes is itself a slice, whatever it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rank is not 2 or 3, or the axis is not 0, 1 or 2.</exception>
    public static SlicePlane Of(int rank, int sliceAxis)
    {
        if (rank is not (2 or 3)) throw new ArgumentOutOfRangeException(nameof(rank), rank, "An image has two or three axes.");
        if (sliceAxis is < 0 or > 2) throw new ArgumentOutOfRangeException(nameof(sliceAxis), sliceAxis, "Slices follow each other along axis 0, 1 or 2.");
        return rank == 2 ? new SlicePlane(0, 1) : new SlicePlane(sliceAxis == 0 ? 1 : 0, sliceAxis == 2 ? 1 : 2);
    }
}
