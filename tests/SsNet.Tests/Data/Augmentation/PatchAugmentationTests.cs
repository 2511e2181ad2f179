using CsCheck;
using SsNet.Data;
using SsNet.Imaging.Volumes;
using SsNet.Randomness;

namespace SsNet.Tests.Data;

public class PatchAugmentationTests
{
    [Fact]
    public void A_sample_is_the_case_turned_flipped_and_then_cropped() =>
        Gen.Select(Gen.Int[1, 9].Array[3], Gen.Int[1, 6].Array[3], Gen.Int[2, 3], Gen.Int[0, 2], Gen.Long).Sample((sizes, patches, rank, sliceAxis, seed) =>
        {
            int[] size = sizes[..rank];
            int[] patch = patches[..rank];
            var source = SmallCases.Make("a", size, channels: 2);
            var random = new RandomSequence(seed, RandomPurpose.Augmentation);
            var sample = new PatchAugmentation(patch, sliceAxis: sliceAxis).Apply(source, ref random);

            // The same draws in two passes: the whole image turned and flipped, then a patch of that.
            var again = new RandomSequence(seed, RandomPurpose.Augmentation);
            var turned = RotateFlip.Draw(ref again).Apply(GridView.Of(size), SlicePlane.Of(rank, sliceAxis));
            var crop = RandomCrop.Draw(turned.Size, patch, ref again);
            var whole = GridView.Of(turned.Size);
            for (int channel = 0; channel < 2; channel++)
            {
                float[] image = turned.Copy<float>(source.Channels[channel].Voxels, new int[rank], turned.Size);
                Assert.Equal(crop.Apply<float>(whole, image), sample.Channels[channel]);
            }

            byte[] label = turned.Copy<byte>(source.Label!.Voxels, new int[rank], turned.Size);
            Assert.Equal(crop.Apply<byte>(whole, label), sample.Label);
            Assert.Equal(patch, sample.Size);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Turns_and_flips_leave_every_voxel_in_its_slice(int sliceAxis)
    {
        int[] size = [9, 9, 9];
        var source = SmallCases.Make("a", size);
        var augmentation = new PatchAugmentation([8, 8, 8], sliceAxis: sliceAxis);
        int stride = Stride(size, sliceAxis);
        for (int seed = 0; seed < 30; seed++)
        {
            var random = new RandomSequence(seed, RandomPurpose.Augmentation);
            var sample = augmentation.Apply(source, ref random);
            int SliceOf(float voxel) => ((int)voxel - 1) / stride % 9;
            for (int flat = 0; flat < sample.Channels[0].Length; flat++)
            {
                int slice = flat / Stride(sample.Size, sliceAxis) % 8;
                Assert.Equal(SliceOf(sample.Channels[0][0]) + slice, SliceOf(sample.Channels[0][flat]));
            }
        }
    }

    [Fact]
    public void Without_turns_and_flips_neighbours_stay_in_order()
    {
        var random = new RandomSequence(3, RandomPurpose.Augmentation);
        var sample = new PatchAugmentation([2, 3], rotateFlip: false).Apply(SmallCases.Make("a", [8, 9]), ref random);
        float[] row = sample.Channels[0];
        Assert.Equal([0, 1, 2, 9, 10, 11], row.Select(value => value - row[0]));
    }

    [Fact]
    public void Ignored_voxels_move_like_those_of_any_class()
    {
        var plain = SmallCases.Make("a", [7, 8], label: 2);
        var ignoring = new Case("a", plain.Channels, new Volume<byte>(plain.Geometry, [.. plain.Label!.Voxels.Select(value => value == 2 ? Case.Ignored : value)]));
        for (int seed = 0; seed < 30; seed++)
        {
            var (random, again) = (new RandomSequence(seed, RandomPurpose.Augmentation), new RandomSequence(seed, RandomPurpose.Augmentation));
            byte[] expected = new PatchAugmentation([5, 4]).Apply(plain, ref random).Label!;
            Assert.Equal(expected.Select(value => value == 2 ? Case.Ignored : value), new PatchAugmentation([5, 4]).Apply(ignoring, ref again).Label);
            Assert.Contains((byte)2, expected);
        }
    }

    [Fact]
    public void A_case_without_label_gives_a_sample_without_label()
    {
        var random = new RandomSequence(3, RandomPurpose.Augmentation);
        Assert.Null(new PatchAugmentation([2, 3]).Apply(SmallCases.Make("a", [8, 9], label: null), ref random).Label);
    }

    [Fact]
    public void A_case_of_another_number_of_axes_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() =>
        {
            var random = new RandomSequence(3, RandomPurpose.Augmentation);
            new PatchAugmentation([2, 3, 4]).Apply(SmallCases.Make("flat", [8, 9]), ref random);
        });
        Assert.Contains("flat", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_image_is_not_copied_to_cut_a_small_patch()
    {
        var source = new Case("large", new Volume<float>(Geometry.OfSize(128, 128, 64)), null);
        var augmentation = new PatchAugmentation([8, 8, 8]);
        var random = new RandomSequence(3, RandomPurpose.Augmentation);
        augmentation.Apply(source, ref random);

        long before = GC.GetAllocatedBytesForCurrentThread();
        augmentation.Apply(source, ref random);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 * 1024);
    }

    private static int Stride(int[] size, int axis) => size[(axis + 1)..].Aggregate(1, (product, n) => product * n);
}
