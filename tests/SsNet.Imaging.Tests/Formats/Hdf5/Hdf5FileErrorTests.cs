using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Formats.Hdf5;

public class Hdf5FileErrorTests
{
    [Theory]
    [InlineData("empty", "is empty (0×3×4)")]
    [InlineData("null", "not two or three")]
    [InlineData("scalar", "not two or three")]
    [InlineData("rank_1", "has 1 axes (4)")]
    [InlineData("rank_4", "has 4 axes (1×2×3×4)")]
    [InlineData("text", "does not hold numbers")]
    [InlineData("never_written", "declares 100×100×100 voxels, but the file has only")]
    [InlineData("enormous", "more than 2 GiB")]
    [InlineData("unlikely", "declares 600×600×600 voxels, but the file has only")]
    [InlineData("unknown_filter", "lzf")]
    [InlineData("not_finite", "2 voxels that are not finite numbers (NaN or infinite), the first at [0, 1, 2]")]
    [InlineData("too_large_for_float", "24 voxels that are not finite")]
    [InlineData("zero_spacing", "spacing must be above 0")]
    [InlineData("short_spacing", "not 3 finite")]
    [InlineData("group", "is a group")]
    [InlineData("dead_link", "broken link")]
    [InlineData("circular_link", "broken link")]
    [InlineData("external_link", "broken link")]
    [InlineData("absent", "there is no dataset 'absent' (it holds 'above_255', ")]
    public void An_unusable_image_is_refused(string name, string reason)
    {
        var error = Refused(Fixture.PathOf("refused.h5"), name);
        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("negative", "holds -1 at [1, 0, 0]")]
    [InlineData("above_255", "holds 256 at [1, 0, 1]")]
    [InlineData("fractional", "holds 0.5 at [1, 0, 2]")]
    [InlineData("not_finite", "holds NaN at [0, 1, 2]")]
    [InlineData("other_shape", "is 2×3×5 and 'good' is 2×3×4")]
    public void An_unusable_label_map_is_refused(string name, string reason)
    {
        var error = Refused(Fixture.PathOf("refused.h5"), "good", name);
        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_needed_label_map_that_is_missing_is_reported()
    {
        var error = Assert.Throws<ImageFormatException>(() => Hdf5File.Read(Fixture.PathOf("refused.h5"), "good", "absent", needLabel: true));
        Assert.Contains("there is no dataset 'absent'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_reported()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("there is no such file", Refused(folder.FileNamed("absent.h5")).Message, StringComparison.Ordinal);
        Assert.Contains("there is no such file", Refused(folder.FileNamed("absent/absent.h5")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_reported()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("is a folder", Refused(folder.Path).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_reported() => Assert.Contains("is empty (0 bytes)", RefusedBytes([]).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_of_another_format_is_reported() =>
        Assert.Contains("is not an HDF5 file", RefusedBytes([.. Enumerable.Repeat((byte)'x', 5000)]).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_cannot_be_written_is_reported()
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("absent/case.h5");
        var error = Assert.Throws<ReportedException>(() => Hdf5File.Write(path, null, new Volume<byte>(Geometry.OfSize(2, 2))));
        Assert.Contains("Cannot write", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("latest-format.h5", "image", "label")]
    [InlineData("number-types.h5", "f4_chunked", "u1_chunked")]
    [InlineData("number-types.h5", "f8_little", "i2_big")]
    public void A_damaged_file_is_read_or_refused_but_never_crashes(string fixture, string image, string label)
    {
        byte[] sound = File.ReadAllBytes(Fixture.PathOf(fixture));
        var random = new Random(20220918);
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("damaged.h5");

        for (int round = 0; round < 300; round++)
        {
            byte[] damaged = round % 3 == 0 ? sound[..random.Next(sound.Length)] : (byte[])sound.Clone();
            int changes = round % 3 == 0 ? 0 : random.Next(1, 5);
            for (int i = 0; i < changes; i++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(path, damaged);

            try
            {
                Hdf5File.Read(path, image, label);
            }
            catch (ImageFormatException e)
            {
                AssertOneLine(path, e);
            }
        }
    }

    private static ImageFormatException RefusedBytes(byte[] content)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.FileNamed("case.h5"), content);
        return Refused(folder.FileNamed("case.h5"));
    }

    private static ImageFormatException Refused(string path, string image = "image", string label = "absent label")
    {
        var error = Assert.Throws<ImageFormatException>(() => Hdf5File.Read(path, image, label));
        AssertOneLine(path, error);
        return error;
    }

    private static void AssertOneLine(string path, ImageFormatException error)
    {
        Assert.StartsWith(path + ": ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
