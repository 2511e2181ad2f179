using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Formats.Npy;

/// <summary>
/// Images as arrays of NumPy (.npy, versions 1 to 3): integers and floating-point numbers of any width, Booleans as 0 and 1, both byte orders, either order of axes in
/// memory. An array has no place in the world: the spacing is 1.
/// </summary>
public static class NpyFile
{
    /// <summary>Reads an image.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ImageFormatException">The file is missing, damaged, or holds no image of two or three axes.</exception>
    public static StoredImage Read(string path)
    {
        using var stream = FileContent.Open(path, "a NumPy array");
        return NpyArray.Read(path, stream, stream.Length, isCompressed: false);
    }

    /// <summary>Writes an image; an existing file is replaced at once. Its spacing and place are not kept.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="image">The image.</param>
    /// <exception cref="ReportedException">The file cannot be written.</exception>
    public static void Write<T>(string path, Volume<T> image)
        where T : unmanaged => AtomicFile.Write(path, stream => NpyArray.Write(stream, image));
}
