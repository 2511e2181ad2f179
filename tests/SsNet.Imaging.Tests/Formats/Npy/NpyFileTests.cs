using System.Text;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Npy;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Formats.Npy;

/// <summary>Files made by NumPy (Fixtures/make_pictures.py): 2×3×4 numbers, 0 to 23 in row-major order.</summary>
public class NpyFileTests
{
    private static readonly byte[] SixBytes = [0, 1, 2, 3, 4, 5];

    [Theory]
    [InlineData("u1", "uint8")]
    [InlineData("i1", "int8")]
    [InlineData("i2", "int16")]
    [InlineData("u2", "uint16")]
    [InlineData("i4", "int32")]
    [InlineData("u4", "uint32")]
    [InlineData("i8", "int64")]
    [InlineData("u8", "uint64")]
    [InlineData("f2", "float16")]
    [InlineData("f4", "float32")]
    [InlineData("f8", "float64")]
    public void Every_type_of_number_is_read_in_either_order(string code, string type)
    {
        foreach (string order in (string[])["", "-big-fortran"])
        {
            var image = Read($"{code}{order}.npy");
            Assert.Equal(type, image.NumberTypeName);
            AssertHolds(image);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Later_versions_are_read(int version) => AssertHolds(Read($"version-{version}.npy"));

    [Fact]
    public void Two_axes_and_truth_values_are_read()
    {
        var slice = Read("slice-fortran.npy");
        Assert.Equal([3, 4], slice.Geometry.Size);
        Assert.Equal(Enumerable.Range(0, 12), slice.ToValues().Voxels);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (byte)(i % 2)), Read("bool.npy").ToLabels().Voxels);
    }

    [Theory]
    [InlineData("4-axes", "has 4 axes (1×2×3×4)")]
    [InlineData("1-axis", "has 1 axes (24)")]
    [InlineData("empty", "is empty (0×3×4)")]
    [InlineData("complex", "type '<c8'")]
    [InlineData("text", "type '<U2'")]
    [InlineData("objects", "type '|O'")]
    [InlineData("records", "array of records")]
    public void What_is_no_image_is_refused(string name, string message) =>
        Assert.Contains(message, Assert.Throws<ImageFormatException>(() => Read($"refused-{name}.npy")).Message);

    [Theory]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3)}")]
    [InlineData("{\"shape\":(2,3L,),\"fortran_order\":False,\"descr\":\"|u1\",} \n")]
    public void A_header_may_be_written_in_other_ways(string header) => Assert.Equal(SixBytes, Parse(header).ToLabels().Voxels);

    [Theory]
    [InlineData("", "no '{'")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3)", "no '}'")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), } x", "goes on behind its end")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), 'descr': '|u1'}", "stands there twice")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'more': (2, 3)}", "'more' does not belong there")]
    [InlineData("{'descr': '|u1', 'fortran_order': 0, 'shape': (2, 3)}", "neither True nor False")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2, -3)}", "no size where one belongs")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 99999999999999999999)}", "no size where one belongs")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3", "no ')'")]
    [InlineData("{'descr': '|u1, 'fortran_order': False, 'shape': (2, 3)}", "no '}'")]
    [InlineData("{'descr': open('x'), 'fortran_order': False, 'shape': (2, 3)}", "no string where one belongs")]
    [InlineData("{'descr': '|u1', 'shape': (2, 3)}", "without 'descr', 'fortran_order' or 'shape'")]
    [InlineData("{'descr': '|u2', 'fortran_order': False, 'shape': (3, 1)}", "type '|u2'")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 4)}", "declares 2×4 numbers, but only 6 bytes")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (100000, 100000)}", "more than 2 GiB")]
    [InlineData("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 5)}", "goes on behind its 1×5 numbers")]
    public void A_header_that_is_not_NumPys_is_refused(string header, string message) =>
        Assert.Contains(message, Assert.Throws<ImageFormatException>(() => Parse(header)).Message);

    [Fact]
    public void The_header_of_what_is_written_is_that_of_NumPy()
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("written.npy");
        NpyFile.Write(path, new Volume<short>(Geometry.OfSize(2, 3, 4), [.. Enumerable.Range(0, 24).Select(i => (short)i)]));

        Assert.Equal(File.ReadAllBytes(PathOf("i2.npy")), File.ReadAllBytes(path));
    }

    internal static string PathOf(string name) => Fixture.PathOf(Path.Combine("npy", name));

    internal static void AssertHolds(StoredImage image)
    {
        Assert.Equal([2, 3, 4], image.Geometry.Size);
        Assert.Equal([1, 1, 1], image.Geometry.Spacing);
        Assert.Equal(Enumerable.Range(0, 24), image.ToValues().Voxels);
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (float)i), image.ToImage().Voxels);
    }

    private static StoredImage Read(string name) => NpyFile.Read(PathOf(name));

    private static StoredImage Parse(string header)
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("array.npy");
        File.WriteAllBytes(path, [.. NpyHeader.Magic, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. SixBytes]);
        return NpyFile.Read(path);
    }
}
