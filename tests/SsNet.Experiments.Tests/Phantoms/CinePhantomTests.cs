using SsNet.Data;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Phantoms;

namespace SsNet.Experiments.Tests.Phantoms;

public class CinePhantomTests
{
    private const byte Background = 0, Right = 1, Muscle = 2, Left = 3;

    [Fact]
    public void A_scan_is_a_function_of_seed_and_index_whatever_was_made_before()
    {
        var first = Scan(5, 3);
        Scan(5, 8);
        var again = Scan(5, 3);
        Assert.Equal(Image(first), Image(again));
        Assert.Equal(first.Label!.Voxels, again.Label!.Voxels);
    }

    [Fact]
    public void Another_index_or_seed_gives_another_scan()
    {
        var scan = Scan(5, 3);
        Assert.NotEqual(scan.Label!.Voxels, Scan(5, 4).Label!.Voxels);
        Assert.NotEqual(scan.Label!.Voxels, Scan(6, 3).Label!.Voxels);
    }

    [Fact]
    public void The_grid_is_80_by_110_by_110_mm_around_the_origin_slices_first()
    {
        var scan = CinePhantom.Create(1, 7, new PhantomOptions { Size = [10, 55, 44] });
        Assert.Equal("cine-phantom-007", scan.Id);
        Assert.Equal([10, 55, 44], scan.Geometry.Size);
        Assert.Equal([8, 2, 2.5], scan.Geometry.Spacing);
        Assert.Equal([-36, -54, -53.75], scan.Geometry.Origin);
    }

    [Fact]
    public void A_size_too_small_is_refused() =>
        Assert.Throws<ArgumentException>(() => CinePhantom.Create(1, 0, new PhantomOptions { Size = [4, 64, 64] }));

    [Theory]
    [InlineData(8, 64, 64)]
    [InlineData(12, 40, 48)]
    public void Every_scan_reaches_from_0_to_1_and_shows_four_classes_of_plausible_size(int slices, int rows, int columns)
    {
        for (int index = 0; index < 15; index++)
        {
            var scan = CinePhantom.Create(2, index, new PhantomOptions { Size = [slices, rows, columns] });
            Assert.Equal((0f, 1f), (Image(scan).Min(), Image(scan).Max()));

            double Share(byte label) => scan.Label!.Voxels.Count(voxel => voxel == label) / (double)scan.Label.Voxels.Length;
            Assert.InRange(Share(Right), 0.01, 0.12);
            Assert.InRange(Share(Muscle), 0.03, 0.15);
            Assert.InRange(Share(Left), 0.01, 0.13);
            Assert.Equal(1, Share(Background) + Share(Right) + Share(Muscle) + Share(Left), 1e-9);
        }
    }

    [Theory]
    [InlineData(8, 64, 64)]
    [InlineData(12, 40, 48)]
    public void The_ring_is_closed_around_the_left_cavity(int slices, int rows, int columns)
    {
        for (int index = 0; index < 15; index++)
        {
            var scan = CinePhantom.Create(3, index, new PhantomOptions { Size = [slices, rows, columns] });
            foreach (var slice in Slices(scan)) Assert.All(NeighboursOf(slice, Left), label => Assert.InRange(label, Muscle, Left));
        }
    }

    [Fact]
    public void In_the_middle_the_right_ventricle_lies_against_the_ring()
    {
        for (int index = 0; index < 15; index++)
        {
            foreach (var slice in Slices(Scan(4, index))[2..4])
            {
                Assert.Contains(Muscle, NeighboursOf(slice, Right));
                Assert.Contains(Left, NeighboursOf(slice, Muscle));
            }
        }
    }

    [Fact]
    public void Slices_near_base_and_apex_lack_classes()
    {
        var (first, last) = (new List<byte[,]>(), new List<byte[,]>());
        for (int index = 0; index < 30; index++)
        {
            var slices = Slices(Scan(5, index));
            first.Add(slices[0]);
            last.Add(slices[^1]);
        }

        Assert.InRange(first.Count(slice => Holds(slice, Right) && !Holds(slice, Left)), 5, 25);
        Assert.InRange(first.Count(slice => Holds(slice, Left)), 5, 25);
        Assert.InRange(last.Count(slice => Holds(slice, Muscle) && !Holds(slice, Right)), 5, 25);
        Assert.InRange(last.Count(slice => !Holds(slice, Muscle)), 3, 25);
    }

    [Fact]
    public void Neighbours_are_as_bright_as_the_ventricles()
    {
        double share = Enumerable.Range(0, 10).Average(index =>
        {
            var scan = Scan(6, index);
            float[] left = Brightness(scan, Left);
            return Brightness(scan, Background).Count(value => value > left[left.Length / 2]) / (double)left.Length;
        });

        // Were the cavities the only bright things, hardly any background would reach the median of the left one.
        Assert.InRange(share, 0.3, 5);
    }

    [Fact]
    public void Papillary_muscles_are_dark_and_belong_to_the_cavity()
    {
        // Well inside the cavity, away from the ring, only they are dark; some scans blur them away.
        int seen = Enumerable.Range(0, 20).Count(index =>
        {
            var scan = Scan(7, index);
            float[] left = Brightness(scan, Left), muscle = Brightness(scan, Muscle);
            float between = (left[left.Length / 2] + muscle[muscle.Length / 2]) / 2;
            return Enumerable.Range(2, 3).Any(i => Inside(scan, new SliceView(0, i)).Any(value => value < between));
        });
        Assert.InRange(seen, 8, 20);
    }

    [Fact]
    public void Looks_differ_from_scan_to_scan()
    {
        double[] contrasts = [.. Enumerable.Range(0, 16).Select(index =>
        {
            var scan = Scan(8, index);
            return (double)(Brightness(scan, Left).Average() - Brightness(scan, Muscle).Average());
        })];
        Assert.True(contrasts.Max() - contrasts.Min() > 0.15);
    }

    private static Case Scan(long seed, int index) => CinePhantom.Create(seed, index, new PhantomOptions { Size = [8, 64, 64] });

    private static float[] Image(Case scan) => scan.Channels[0].Voxels;

    private static float[] Brightness(Case scan, byte label) => [.. Image(scan).Where((_, i) => scan.Label!.Voxels[i] == label).Order()];

    private static byte[][,] Slices(Case scan) => [.. Enumerable.Range(0, scan.Geometry.Size[0]).Select(i => new SliceView(0, i).Of(scan.Label!))];

    private static bool Holds(byte[,] slice, byte label) => slice.Cast<byte>().Contains(label);

    // The classes across all faces of the pixels of a class; beyond the border there is background.
    private static List<byte> NeighboursOf(byte[,] slice, byte label)
    {
        var neighbours = new List<byte>();
        for (int row = 0; row < slice.GetLength(0); row++)
        {
            for (int column = 0; column < slice.GetLength(1); column++)
            {
                if (slice[row, column] != label) continue;
                foreach (var (y, x) in ((int, int)[])[(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)])
                {
                    bool within = y >= 0 && y < slice.GetLength(0) && x >= 0 && x < slice.GetLength(1);
                    neighbours.Add(within ? slice[y, x] : Background);
                }
            }
        }

        return neighbours;
    }

    // The brightness of all pixels of a slice whose surroundings, two pixels far, are the left cavity.
    private static IEnumerable<float> Inside(Case scan, SliceView view)
    {
        var (image, labels) = (view.Of(scan.Channels[0]), view.Of(scan.Label!));
        for (int row = 2; row < labels.GetLength(0) - 2; row++)
        {
            for (int column = 2; column < labels.GetLength(1) - 2; column++)
            {
                int inside = 0;
                for (int i = 0; i < 25; i++) inside += labels[row + i / 5 - 2, column + i % 5 - 2] == Left ? 1 : 0;
                if (inside == 25) yield return image[row, column];
            }
        }
    }
}
