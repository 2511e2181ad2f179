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
        Slice("slices/1.png");
        Fixture.Copy("dicom/explicit", folder.FileNamed("series"));
        Directory.CreateDirectory(folder.FileNamed("more"));
        ImageFile.Write(folder.FileNamed(Path.Combine("more", "f.nii")), volume);

        string[] here = ["a.nrrd", "b.nii.gz", "c.nhdr", "d.h5", "e.npy", "pair.hdr", "series", "slices"];
        Assert.Equal(here, Listed());
        Assert.Equal(["notes.txt", "volumes.csv", "more/"], ImageFolder.List(folder.Path).Others);
        Assert.Equal([.. here[..5], "more/f.nii", .. here[5..]], Listed(new ImageSearch { Deep = true }));
        Assert.Equal([.. here[..7], "slices/1.png"], Listed(new ImageSearch { Deep = true, EachSlice = true }).Except(["more/f.nii"]));
    }

    [Fact]
    public void Files_of_unknown_names_are_told_by_how_they_begin()
    {
        foreach (string name in (string[])["pair.hdr", "pair.img", "compressed.nii.gz"]) File.Copy(Fixture.PathOf(Path.Combine("nifti", name)), folder.FileNamed(name));
        File.Move(folder.FileNamed("compressed.nii.gz"), folder.FileNamed("whole"));
        File.WriteAllBytes(folder.FileNamed("cut"), File.ReadAllBytes(Fixture.PathOf(Path.Combine("nifti", "u1-big.nii")))[..10]);
        File.WriteAllText(folder.FileNamed("text"), "no image");
        File.WriteAllText(folder.FileNamed("empty"), "");
        File.Copy(Directory.GetFiles(Fixture.PathOf("dicom/explicit"))[0], folder.FileNamed("one.dcm"));
        Directory.CreateDirectory(folder.FileNamed("nothing"));

        var search = new ImageSearch { ByContent = true };
        Assert.Equal(["cut", "pair.hdr", "whole"], Listed(search));
        Assert.Equal(["empty", "one.dcm", "text", "nothing/"], ImageFolder.List(folder.Path, search).Others);
        Assert.Equal(["pair.hdr"], Listed());
    }

    [Fact]
    public void Numbers_are_no_image_beside_their_header_and_one_without()
    {
        foreach (string name in (string[])["a.hdr", "a.img", "b.img", "c.hdr.gz", "c.img.gz", "d.nhdr", "d.raw.gz", "e.raw"]) File.WriteAllText(folder.FileNamed(name), "any");
        Assert.Equal(["a.hdr", "b.img", "c.hdr.gz", "d.nhdr"], Listed());
        Assert.Equal(["e.raw"], ImageFolder.List(folder.Path).Others);
    }

    [Fact]
    public void Hidden_files_and_folders_are_never_seen()
    {
        Directory.CreateDirectory(folder.FileNamed("__MACOSX"));
        Directory.CreateDirectory(folder.FileNamed(".hidden"));
        foreach (string name in (string[])["._a.nii", "__MACOSX/a.nii", ".hidden/a.nii"]) File.WriteAllText(folder.FileNamed(name), "any");
        Assert.Empty(Listed(new ImageSearch { Deep = true }));
        Assert.Empty(ImageFolder.List(folder.Path, new ImageSearch { Deep = true }).Others);
    }

    [Fact]
    public void A_folder_may_be_left_out_by_any_of_its_names_and_links_in_a_circle_are_walked_once()
    {
        foreach (string name in (string[])["scans/a", "scans/results"]) Directory.CreateDirectory(folder.FileNamed(name));
        foreach (string name in (string[])["scans/a/1.nii", "scans/results/1.nii"]) File.WriteAllText(folder.FileNamed(name), "any");
        Directory.CreateSymbolicLink(folder.FileNamed("results"), folder.FileNamed("scans/results"));
        Directory.CreateSymbolicLink(folder.FileNamed("scans/a/again"), folder.FileNamed("scans"));
        string scans = folder.FileNamed("scans");
        foreach (string except in (string[])["scans/results", "results", "scans/../scans/./results/"])
        {
            Assert.Equal([Path.Combine(scans, "a/1.nii")], ImageFolder.List(scans, new ImageSearch { Deep = true, Except = folder.FileNamed(except) }).Images);
        }
    }

    [Fact]
    public void A_series_is_found_behind_files_that_are_no_part_of_it()
    {
        Fixture.Copy("dicom/explicit", folder.FileNamed("series"));
        for (int i = 0; i < 20; i++) File.WriteAllText(folder.FileNamed($"series/{i}-read-me"), "not an image");
        Slice("series/0-preview.png");
        Assert.True(ImageFolder.IsDicom(folder.FileNamed("series")));
        Assert.False(ImageFolder.IsDicom(folder.Path));
        Assert.Equal(["series"], Listed(new ImageSearch { Deep = true, EachSlice = true }));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named() =>
        Assert.StartsWith("/no/such: cannot be opened", Assert.Throws<ImageFormatException>(() => ImageFolder.List("/no/such")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("scans/case-1.nii.gz", "case-1")]
    [InlineData("case.2.NRRD", "case.2")]
    [InlineData("pair.hdr", "pair")]
    [InlineData("pair.img.gz", "pair")]
    [InlineData("unknown.xyz", "unknown.xyz")]
    public void The_name_is_that_of_the_file_without_its_extension(string path, string name) => Assert.Equal(name, ImageFolder.NameOf(path));

    [Fact]
    public void The_name_of_a_series_is_its_folders()
    {
        Fixture.Copy("dicom/explicit", folder.FileNamed("patient.nii"));
        Assert.Equal("patient.nii", ImageFolder.NameOf(folder.FileNamed("patient.nii")));
        Assert.Equal("patient.nii", ImageFolder.NameOf(folder.FileNamed("patient.nii") + Path.DirectorySeparatorChar));
    }

    private string[] Listed(ImageSearch? search = null) =>
        [.. ImageFolder.List(folder.Path, search).Images.Select(path => Path.GetRelativePath(folder.Path, path).Replace('\\', '/'))];

    private void Slice(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.FileNamed(name))!);
        ImageFile.Write(folder.FileNamed(name), new Volume<byte>(Geometry.OfSize(2, 2)));
    }
}
