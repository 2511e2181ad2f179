using SsNet.Imaging.Formats.Dicom;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Formats.Nifti;
using SsNet.Imaging.Formats.Npy;
using SsNet.Imaging.Formats.Nrrd;
using SsNet.Imaging.Formats.Png;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Formats;

/// <summary>
/// Images in any of the formats. What a file holds decides how it is read, whatever its name; the name decides how one is written. World coordinates are DICOM's (LPS) in mm.
/// </summary>
public static class ImageFile
{
    private const string Known = "NRRD, NIfTI, HDF5, NPY, NPZ, PNG and DICOM series";

    /// <summary>The extensions of the formats that are written, in lower case and with their dot.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".nrrd", ".nhdr", ".nii", ".nii.gz", ".h5", ".npy", ".npz", ".png"];

    /// <summary>The extension of a path in lower case, such as .nii.gz; null when it is none of <see cref="Extensions"/>.</summary>
    /// <param name="path">The path.</param>
    public static string? ExtensionOf(string path) => Extensions.FirstOrDefault(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a file is of a format that holds arrays, which need not say where they lie: HDF5, NPY or NPZ, going by how it begins.</summary>
    /// <param name="path">The file, or a folder, which is none.</param>
    /// <exception cref="ImageFormatException">It is missing, empty, or cannot be opened.</exception>
    public static bool HoldsArrays(string path) => !Directory.Exists(path) && FileKinds.Of(path) is FileKind.Hdf5 or FileKind.Npy or FileKind.Npz;

    /// <summary>Reads an image of any format, with all its frames. Of the arrays of HDF5 and NPZ it is the one called "image", else the only one, else the one called "label".</summary>
    /// <param name="path">The file, a folder of slices in PNG, or one of a DICOM series.</param>
    /// <exception cref="ImageFormatException">The file is missing, damaged, of no known format, or holds no image of two or three axes.</exception>
    public static StoredImage Read(string path) => Read(path, ArrayChoice.Image, ArrayChoice.Label);

    /// <summary>Reads an image of one frame. Of the arrays of HDF5 and NPZ it is the one called "image", else the only one.</summary>
    /// <param name="path">The file, or the folder of slices or of a DICOM series.</param>
    /// <exception cref="ImageFormatException">As for <see cref="Read(string)"/>; there are several frames; or a voxel is not finite.</exception>
    public static Volume<float> ReadImage(string path) => Single(path, Read(path, ArrayChoice.Image, second: null)).ToImage();

    /// <summary>Reads a label map of one frame, classes 0 to 255. Of the arrays of HDF5 and NPZ it is the one called "label", else the only one.</summary>
    /// <param name="path">The file, or the folder of slices or of a DICOM series.</param>
    /// <exception cref="ImageFormatException">As for <see cref="Read(string)"/>; there are several frames; or a value is no class.</exception>
    public static Volume<byte> ReadLabels(string path) => Single(path, Read(path, ArrayChoice.Label, second: null)).ToLabels();

    /// <summary>Reads a label map of one frame whose values, any whole numbers, stand for classes. Of the arrays of HDF5 and NPZ it is the one called "label", else the only one.</summary>
    /// <param name="path">The file, or the folder of slices or of a DICOM series.</param>
    /// <exception cref="ImageFormatException">As for <see cref="Read(string)"/>; there are several frames; or a value is no whole number.</exception>
    public static Volume<int> ReadLabelValues(string path) => Single(path, Read(path, ArrayChoice.Label, second: null)).ToValues();

    /// <summary>
    /// Writes an image in the format of the path's extension; an existing file is replaced at once. HDF5 and NPZ call bytes "label" and all else "image". NPY, NPZ and
    /// PNG do not keep spacing and place; NIfTI makes a slice of two axes a volume of one slice.
    /// </summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="image">The image.</param>
    /// <exception cref="ImageFormatException">The extension is none of <see cref="Extensions"/>, or its format does not hold such an image.</exception>
    /// <exception cref="ReportedException">The file cannot be written.</exception>
    public static void Write<T>(string path, Volume<T> image)
        where T : unmanaged
    {
        switch (ExtensionOf(path))
        {
            case ".nrrd" or ".nhdr":
                NrrdFile.Write(path, image);
                break;
            case ".nii" or ".nii.gz":
                NiftiFile.Write(path, image);
                break;
            case ".h5":
                Hdf5File.WriteDataset(path, ArrayChoice.NameFor<T>(), image);
                break;
            case ".npy":
                NpyFile.Write(path, image);
                break;
            case ".npz":
                NpzFile.Write(path, image);
                break;
            case ".png":
                PngFile.Write(path, image);
                break;
            default:
                throw new ImageFormatException(path, $"has no extension of a format that is written; choose one of {string.Join(", ", Extensions)}.");
        }
    }

    private static StoredImage Read(string path, string first, string? second)
    {
        if (Directory.Exists(path)) return ReadFolder(path);
        string Choose(string[] names) => ArrayChoice.Of(path, names, first, second);
        return FileKinds.Of(path) switch
        {
            FileKind.Nrrd => NrrdFile.Read(path),
            FileKind.Nifti => NiftiFile.Read(path),
            FileKind.Hdf5 => Hdf5File.ReadStored(path, Choose),
            FileKind.Npy => NpyFile.Read(path),
            FileKind.Npz => NpzFile.Read(path, Choose),
            FileKind.Png => PngFile.Read(path),
            FileKind.Dicom => throw new ImageFormatException(path, "is a file of a DICOM series; name the folder that holds the series."),
            _ => throw new ImageFormatException(path, $"is of no known format; there are {Known}. Convert it, or decompress it first."),
        };
    }

    /// <summary>Pictures among the files of a series are copies that somebody exported.</summary>
    private static StoredImage ReadFolder(string path) => PngFolder.HasSlices(path) && !ImageFolder.IsDicom(path) ? PngFolder.Read(path) : DicomSeries.Read(path);

    private static StoredImage Single(string path, StoredImage image) => image.Frames == 1
        ? image
        : throw new ImageFormatException(path, $"holds {image.Frames} frames (time points or channels), and one is needed; save it as a file of its own.");
}
