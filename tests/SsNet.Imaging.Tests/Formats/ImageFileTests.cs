using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Dicom;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Formats;

public sealed class ImageFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Extensions { get; } = [.. ImageFile.Extensions];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_folder_of_a_DICOM_series_is_an_image_and_one_of_its_files_is_not()
    {
        string series = Fixture.PathOf(Path.Combine("dicom", "explicit"));

        Assert.Equal(DicomSeries.Read(series).ToImage().Voxels, ImageFile.ReadImage(series).Voxels);
        Assert.Contains("name the folder that holds the series", Assert.Throws<ImageFormatException>(() => ImageFile.Read(Directory.GetFiles(series)[0])).Message);
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public void The_content_decides_how_a_file_is_read_and_not_its_name(string extension)
    {
        var slice = new Volume<byte>(Geometry.OfSize(2, 3), [0, 1, 2, 3, 4, 250]);
        string written = folder.FileNamed("image" + extension);
        string renamed = folder.FileNamed("renamed.png.nrrd.dat");
        ImageFile.Write(written, slice);
        File.Move(written, renamed);

        Assert.Equal(slice.Voxels, ImageFile.Read(renamed).ToLabels().Voxels);
        Assert.Equal(slice.Voxels, ImageFile.ReadLabels(renamed).Voxels);
        Assert.Equal(slice.Voxels.Select(value => (float)value), ImageFile.ReadImage(renamed).Voxels);
    }

    [Fact]
    public void The_series_is_read_of_a_folder_that_holds_pictures_too()
    {
        string series = folder.FileNamed("series");
        Fixture.Copy(Path.Combine("dicom", "explicit"), series);
        ImageFile.Write(Path.Combine(series, "0-preview.png"), new Volume<byte>(Geometry.OfSize(2, 3)));
        Assert.Equal(ImageFile.ReadImage(Fixture.PathOf(Path.Combine("dicom", "explicit"))).Voxels, ImageFile.ReadImage(series).Voxels);
    }

    [Theory]
    [InlineData(".h5", true)]
    [InlineData(".npy", true)]
    [InlineData(".npz", true)]
    [InlineData(".nii.gz", false)]
    [InlineData(".nrrd", false)]
    public void Formats_of_arrays_are_told_by_content(string extension, bool holdsArrays)
    {
        string written = folder.FileNamed("image" + extension), renamed = folder.FileNamed("renamed");
        ImageFile.Write(written, new Volume<float>(Geometry.OfSize(2, 3, 4)));
        File.Move(written, renamed);
        Assert.Equal(holdsArrays, ImageFile.HoldsArrays(renamed));
        Assert.False(ImageFile.HoldsArrays(folder.Path));
    }

    [Fact]
    public void Both_files_of_a_pair_are_read()
    {
        foreach (string name in (string[])["pair.hdr", "pair.img"]) Assert.Equal(60, ImageFile.Read(NiftiFixture(name)).ToImage().Voxels.Length);
        Assert.Equal("uint8", ImageFile.Read(NiftiFixture("u1-big.nii")).NumberTypeName);
    }

    [Fact]
    public void Image_and_label_map_of_one_file_are_told_apart()
    {
        string path = folder.FileNamed("both.h5");
        var grid = new Geometry([1, 2], [2, 3], [4, 5], [0, 1, -1, 0]);
        Hdf5File.Write(path, new Volume<float>(grid, [0.5f, 1.5f]), new Volume<byte>(grid, [0, 7]));

        Assert.Equal([0.5f, 1.5f], ImageFile.ReadImage(path).Voxels);
        Assert.Equal([0.5f, 1.5f], ImageFile.Read(path).ToImage().Voxels);
        Assert.Equal([0, 7], ImageFile.ReadLabels(path).Voxels);
        WorldGrids.AssertSame(grid, ImageFile.ReadLabels(path).Geometry, 0);
    }

    [Fact]
    public void Datasets_of_other_names_must_be_told() =>
        Assert.Contains("there is no array 'image' (it holds '", Refused(Fixture.PathOf("number-types.h5")));

    [Fact]
    public void Frames_are_not_chosen_among()
    {
        Assert.Contains("holds 2 frames", Assert.Throws<ImageFormatException>(() => ImageFile.ReadImage(NiftiFixture("frames.nii"))).Message);
        Assert.Equal(2, ImageFile.Read(NiftiFixture("frames.nii")).Frames);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("a text of some length, which is no image at all")]
    public void Other_content_is_refused_with_the_formats_that_there_are(string content)
    {
        string path = folder.FileNamed("image.nrrd");
        File.WriteAllText(path, content);
        Assert.Contains("is of no known format; there are NRRD, NIfTI, HDF5, NPY, NPZ, PNG and DICOM series", Refused(path));
    }

    [Fact]
    public void Missing_and_empty_files_are_reported()
    {
        Assert.Contains("there is no such file", Refused(folder.FileNamed("absent.nii")));
        File.WriteAllBytes(folder.FileNamed("empty.nii"), []);
        Assert.Contains("is empty (0 bytes)", Refused(folder.FileNamed("empty.nii")));
    }

    [Theory]
    [InlineData("a/case.NII.GZ", ".nii.gz")]
    [InlineData("case.nii", ".nii")]
    [InlineData("case.v2.Nrrd", ".nrrd")]
    [InlineData("case.gz", null)]
    [InlineData("nii", null)]
    public void Extensions_are_recognised(string path, string? extension) => Assert.Equal(extension, ImageFile.ExtensionOf(path));

    [Fact]
    public void An_unknown_extension_is_refused_with_those_that_there_are() =>
        Assert.Contains(
            "choose one of .nrrd, .nhdr, .nii, .nii.gz, .h5, .npy, .npz, .png",
            Assert.Throws<ImageFormatException>(() => ImageFile.Write(folder.FileNamed("image.bmp"), new Volume<byte>(Geometry.OfSize(1, 1)))).Message);

    [Theory]
    [InlineData(".nrrd")]
    [InlineData(".nii")]
    public void Numbers_that_a_format_does_not_hold_are_refused(string extension) =>
        Assert.Contains(
            "choose .npy, .npz or .h5",
            Assert.Throws<ImageFormatException>(() => ImageFile.Write(folder.FileNamed("image" + extension), new Volume<Half>(Geometry.OfSize(1, 1, 1)))).Message);

    [Fact]
    public void Quoted_damage_neither_breaks_the_line_nor_commands_the_terminal()
    {
        string path = folder.FileNamed("image.nrrd");
        File.WriteAllText(path, "NRRD0004\ntype: \u001b[31m\rred\n");
        Assert.DoesNotContain(Refused(path), char.IsControl);
    }

    private static string NiftiFixture(string name) => Fixture.PathOf(Path.Combine("nifti", name));

    private static string Refused(string path) => Assert.Throws<ImageFormatException>(() => ImageFile.Read(path)).Message;
}
