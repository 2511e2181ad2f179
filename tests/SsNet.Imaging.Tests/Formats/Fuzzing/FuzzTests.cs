using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Formats.Fuzzing;

/// <summary>
/// Damaged files are read or refused with an error for the user: they neither crash nor hang nor fill the memory, and where a checksum protects what was damaged, they are
/// never read as something else. The damage is the same in every run.
/// </summary>
public sealed class FuzzTests : IDisposable
{
    private const int Rounds = 1200;
    private const int Seed = 20220918;

    /// <summary>No file here has more than some kilobytes, which deflate may have shrunk a thousand times.</summary>
    private const long MostBytes = 64L << 20;

    /// <summary>Only what hangs takes so long.</summary>
    private const int Patience = 10 * 60 * 1000;

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Names { get; } = [.. SoundFile.All.Keys];

    private string Target => folder.FileNamed("damaged");

    public void Dispose() => folder.Dispose();

    [Theory(Timeout = Patience)]
    [MemberData(nameof(Names))]
    public Task A_damaged_file_is_read_or_refused(string name) => Task.Run(
        () =>
        {
            var sound = SoundFile.All[name]();
            var random = new Random(Seed);
            var original = Read(sound.FileOf(sound.Content), name);
            Assert.NotNull(original);

            int refused = 0;
            for (int round = 0; round < Rounds; round++)
            {
                byte[] damaged = Damage.Apply(random, sound.Content, sound.HeaderLength);
                var read = Read(sound.FileOf(damaged), $"{name}, round {round}");
                if (read is null) refused++;
                else if (damaged.AsSpan().CommonPrefixLength(sound.Content) >= sound.CheckedFrom) AssertSame(original, read, $"{name}, round {round}");
            }

            Assert.InRange(refused, Rounds / 10, Rounds);
        },
        TestContext.Current.CancellationToken);

    /// <summary>
    /// HDF5 is read by a library that takes up to 1.7 GiB for some damaged files before it fails. Hence the rounds are few and the memory is not limited;
    /// Hdf5FileErrorTests has more of them.
    /// </summary>
    [Fact(Timeout = Patience)]
    public Task A_damaged_HDF5_file_is_read_or_refused() => Task.Run(
        () =>
        {
            string path = folder.FileNamed("sound.h5");
            Hdf5File.Write(path, new Volume<float>(Geometry.OfSize(3, 4, 5), [.. Enumerable.Range(0, 60).Select(i => i / 8f)]), new Volume<byte>(Geometry.OfSize(3, 4, 5)));
            byte[] content = File.ReadAllBytes(path);
            var random = new Random(Seed);
            Assert.NotNull(Read(content, "undamaged", long.MaxValue));

            int refused = 0;
            for (int round = 0; round < 200; round++)
            {
                if (Read(Damage.Apply(random, content, content.Length), $"round {round}", long.MaxValue) is null) refused++;
            }

            Assert.InRange(refused, 20, 200);
        },
        TestContext.Current.CancellationToken);

    /// <summary>Reads a file as everything that it can be read as; null when it is refused.</summary>
    private Content? Read(byte[] file, string what, long mostBytes = MostBytes)
    {
        File.WriteAllBytes(Target, file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Content? content = null;
        try
        {
            var image = ImageFile.Read(Target);
            AssertSound(image, what);
            _ = image.Frames == 1 ? ImageFile.ReadImage(Target) : null;
            content = new Content(image.Geometry, [.. Enumerable.Range(0, Math.Min(image.Frames, 4)).Select(frame => image.ToImage(frame).Voxels)]);
            _ = image.ToValues();
            _ = image.ToLabels();
        }
        catch (ReportedException e)
        {
            Assert.StartsWith(folder.Path, e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(e.Message, char.IsControl);
        }
        catch (Exception e) when (e is not Xunit.Sdk.IAssertionException)
        {
            Assert.Fail($"{what}: {e}");
        }

        long used = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(used <= mostBytes, $"{what}: {used >> 20} MiB for a file of {file.Length} bytes.");
        return content;
    }

    private static void AssertSound(StoredImage image, string what)
    {
        var grid = image.Geometry;
        Assert.True(image.Frames >= 1 && grid.Size.All(n => n >= 1), what);
        Assert.True(grid.Spacing.All(value => value > 0 && double.IsFinite(value)), what);
        Assert.True(grid.Origin.All(double.IsFinite) && grid.Direction.All(double.IsFinite), what);
    }

    private static void AssertSame(Content expected, Content actual, string what)
    {
        Assert.True(expected.Frames.Length == actual.Frames.Length, what);
        for (int frame = 0; frame < expected.Frames.Length; frame++) Assert.True(expected.Frames[frame].AsSpan().SequenceEqual(actual.Frames[frame]), what);
        Assert.True(expected.Geometry.HasSameSize(actual.Geometry), what);
        Assert.True(expected.Geometry.Spacing.SequenceEqual(actual.Geometry.Spacing) && expected.Geometry.Origin.SequenceEqual(actual.Geometry.Origin), what);
        Assert.True(expected.Geometry.Direction.SequenceEqual(actual.Geometry.Direction), what);
    }

    private sealed record Content(Geometry Geometry, float[][] Frames);
}
