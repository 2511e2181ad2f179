using System.Security.Cryptography;
using SsNet.Data;
using SsNet.Experiments.Phantoms;

namespace SsNet.Experiments.Tests.Phantoms;

public class LeftAtriumPhantomTests
{
    private static readonly PhantomOptions Options = new();

    [Fact]
    public void A_scan_is_a_function_of_seed_and_index_whatever_was_made_before()
    {
        var first = LeftAtriumPhantom.Create(5, 3, Options);
        LeftAtriumPhantom.Create(5, 8, Options);
        var again = LeftAtriumPhantom.Create(5, 3, Options);
        Assert.Equal(Image(first), Image(again));
        Assert.Equal(first.Label!.Voxels, again.Label!.Voxels);
    }

    [Fact]
    public void Scans_stay_what_they_were_when_results_on_them_were_published()
    {
        var scan = LeftAtriumPhantom.Create(1, 0, Options);
        Assert.StartsWith("6E066968AC16FF5E", Convert.ToHexString(SHA256.HashData(scan.Label!.Voxels)));

        // The last digits of the image may differ where a processor rounds otherwise.
        float[] image = Image(scan);
        Assert.Equal([0.3342f, 2.1637f, -0.1942f, -0.0770f], [image[0], image[image.Length / 3], image[image.Length / 2], image[^1]], (expected, found) => Math.Abs(expected - found) < 1e-4f);
    }

    [Fact]
    public void Another_index_or_seed_gives_another_scan()
    {
        var scan = LeftAtriumPhantom.Create(5, 3, Options);
        Assert.NotEqual(scan.Label!.Voxels, LeftAtriumPhantom.Create(5, 4, Options).Label!.Voxels);
        Assert.NotEqual(scan.Label!.Voxels, LeftAtriumPhantom.Create(6, 3, Options).Label!.Voxels);
    }

    [Fact]
    public void Scans_can_be_made_in_parallel()
    {
        var scans = new Case[4];
        Parallel.For(0, 4, i => scans[i] = LeftAtriumPhantom.Create(1, i, Options));
        for (int i = 0; i < 4; i++) Assert.Equal(Image(LeftAtriumPhantom.Create(1, i, Options)), Image(scans[i]));
    }

    [Fact]
    public void The_grid_is_80_by_80_by_60_mm_around_the_origin()
    {
        var grid = LeftAtriumPhantom.Create(1, 7, Options).Geometry;
        Assert.Equal([64, 64, 48], grid.Size);
        Assert.Equal([1.25, 1.25, 1.25], grid.Spacing);
        Assert.Equal([-39.375, -39.375, -29.375], grid.Origin);
    }

    [Fact]
    public void A_size_too_small_is_refused() =>
        Assert.Throws<ArgumentException>(() => LeftAtriumPhantom.Create(1, 0, new PhantomOptions { Size = [64, 64, 4] }));

    [Theory]
    [InlineData(64, 64, 48)]
    [InlineData(40, 48, 32)]
    public void Every_scan_is_standardised_and_shows_one_target_of_plausible_size(int x, int y, int z)
    {
        for (int index = 0; index < 30; index++)
        {
            var scan = LeftAtriumPhantom.Create(2, index, new PhantomOptions { Size = [x, y, z] });
            double mean = Image(scan).Average(value => (double)value);
            Assert.Equal(0, mean, 1e-4);
            Assert.Equal(1, Math.Sqrt(Image(scan).Average(value => (value - mean) * (value - mean))), 1e-4);

            int foreground = scan.Label!.Voxels.Count(label => label == 1);
            Assert.Equal(scan.Label.Voxels.Length - foreground, scan.Label.Voxels.Count(label => label == 0));
            Assert.InRange((double)foreground / scan.Label.Voxels.Length, 0.04, 0.12);
            Assert.Equal(foreground, FirstComponent(scan));
        }
    }

    [Fact]
    public void Blood_beside_the_target_is_as_bright_as_the_target()
    {
        for (int index = 0; index < 10; index++)
        {
            var scan = LeftAtriumPhantom.Create(3, index, Options);
            var (inside, outside) = (new List<float>(), new List<float>());
            for (int i = 0; i < Image(scan).Length; i++) (scan.Label!.Voxels[i] == 1 ? inside : outside).Add(Image(scan)[i]);

            // Were the target the only bright thing, hardly anything outside would reach the median of the inside.
            inside.Sort();
            float median = inside[inside.Count / 2];
            Assert.InRange((double)outside.Count(value => value > median) / inside.Count, 0.15, 5);
        }
    }

    [Fact]
    public void Looks_differ_from_scan_to_scan()
    {
        // Contrast after standardisation: the mean of the target, in standard deviations of the scan.
        double[] contrasts = [.. Enumerable.Range(0, 16).Select(index =>
        {
            var scan = LeftAtriumPhantom.Create(4, index, Options);
            return Image(scan).Where((_, i) => scan.Label!.Voxels[i] == 1).Average(value => (double)value);
        })];
        Assert.True(contrasts.Max() - contrasts.Min() > 0.4);
    }

    private static float[] Image(Case scan) => scan.Channels[0].Voxels;

    // Voxels of the piece, joined across faces, that the first labelled voxel belongs to; all of them when there is one piece.
    private static int FirstComponent(Case scan)
    {
        var (size, left) = (scan.Geometry.Size, (byte[])scan.Label!.Voxels.Clone());
        int[] strides = [size[1] * size[2], size[2], 1];
        int start = Array.IndexOf(left, (byte)1);
        var open = new Stack<int>([start]);
        left[start] = 0;
        int count = 0;
        while (open.TryPop(out int voxel))
        {
            count++;
            for (int axis = 0; axis < 3; axis++)
            {
                int position = voxel / strides[axis] % size[axis];
                foreach (int step in (ReadOnlySpan<int>)[-1, 1])
                {
                    int neighbour = voxel + step * strides[axis];
                    if (position + step < 0 || position + step >= size[axis] || left[neighbour] == 0) continue;
                    left[neighbour] = 0;
                    open.Push(neighbour);
                }
            }
        }

        return count;
    }
}
