using SsNet.Imaging.Formats;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Formats;

public sealed class ImageFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Images_of_all_formats_are_listed_once_each_by_name()
    {
        var volume = new Volume<float>(Geometry.OfSize(2, 3, 4));
        foreach (string name in (string[])["b.nii.gz", "a.nrrd", "c.nhdr", "e.npy", "d.h5"]) ImageFile.Write(folder.FileNamed(name), volume);
        foreach (string name in (string[])["pair.hdr", "pair.img", ".hidden.nrrd", "notes.txt", "volumes.csv"]) File.WriteAllText(folder.FileNamed(name), "any");
        Directory.CreateDirectory(folder.FileNamed("slices"));
        ImageFile.Write(folder.FileNamed(Path.Combine("slices", "1.png")), new Volume<byte>(Geometry.OfSize(2, 2)));
        Copy("dicom/explicit", "series");
        Directory.CreateDirectory(folder.FileNamed("more"));
        ImageFile.Write(folder.FileNamed(Path.Combine("more", "f.nii")), volume);

        Assert.Equal(["a.nrrd", "b.nii.gz", "c.nhdr", "d.h5", "e.npy", "pair.hdr", "series", "slices"], Listed(deep: false));
        Assert.Equal(["a.nrrd", "b.nii.gz", "c.nhdr", "d.h5", "e.npy", "more/f.nii", "pair.hdr", "series", "slices"], Listed(deep: true));
    }

    [Fact]
    public void A_series_is_found_behind_a_file_that_is_no_part_of_it()
    {
        Copy("dicom/explicit", "series");
        File.WriteAllText(folder.FileNamed("series/0-read-me"), "not an image");
        Assert.True(ImageFolder.IsDicom(folder.FileNamed("series")));
        Assert.False(ImageFolder.IsDicom(folder.Path));
    }

    [Theory]
    [InlineData("scans/case-1.nii.gz", "case-1")]
    [InlineData("case.2.NRRD", "case.2")]
    [InlineData("pair.hdr", "pair")]
    [InlineData("unknown.xyz", "unknown.xyz")]
    public void The_name_is_that_of_the_file_without_its_extension(string path, string name) => Assert.Equal(name, ImageFolder.NameOf(path));

    [Fact]
    public void The_name_of_a_series_is_its_folders()
    {
        Copy("dicom/explicit", "patient.nii");
        Assert.Equal("patient.nii", ImageFolder.NameOf(folder.FileNamed("patient.nii")));
        Assert.Equal("patient.nii", ImageFolder.NameOf(folder.FileNamed("patient.nii") + Path.DirectorySeparatorChar));
    }

    private string[] Listed(bool deep) => [.. ImageFolder.List(folder.Path, deep).Select(path => Path.GetRelativePath(folder.Path, path).Replace('\\', '/'))];

    private void Copy(string fixture, string name)
    {
        Directory.CreateDirectory(folder.FileNamed(name));
        foreach (string file in Directory.GetFiles(Fixture.PathOf(fixture))) File.Copy(file, Path.Combine(folder.FileNamed(name), Path.GetFileName(file)));
    }
}
