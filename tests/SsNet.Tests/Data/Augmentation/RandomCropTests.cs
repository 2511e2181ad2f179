using CsCheck;
using SsNet.Data;
using SsNet.Randomness;
using SsNet.Testing;

namespace SsNet.Tests.Data;

public class RandomCropTests
{
    private static readonly Gen<(int[] Size, int[] Patch)> Sizes =
        from rank in Gen.Int[2, 3]
        from size in Gen.Int[1, 24].Array[rank]
        from patch in Gen.Int[1, 16].Array[rank]
        select (size, patch);

    [Fact, Trait("Category", "Golden")]
    public void Places_and_patches_are_those_of_the_original_code()
    {
        using var file = GoldenFile.Open("resample.h5");
        string[] cases = file.Names("crop");
        Assert.NotEmpty(cases);
        foreach (string name in cases)
        {
            string path = $"crop/{name}";
            int[] size = file.Shape($"{path}/image");
            int[] patch = file.Integers($"{path}/patch");
            Assert.Equal(file.Integers($"{path}/exclusive_upper_bounds"), RandomCrop.Places(size, patch));

            int[] padding = RandomCrop.Padding(size, patch);
            var crop = new RandomCrop([.. file.Integers($"{path}/offset").Zip(padding, (offset, pad) => offset - pad)], patch);
            var view = GridView.Of(size);
            Assert.Equal(file.Floats($"{path}/image_out"), crop.Apply<float>(view, file.Floats($"{path}/image")));
            Assert.Equal(file.Bytes($"{path}/label_out"), crop.Apply<byte>(view, file.Bytes($"{path}/label")));
        }
    }

    [Fact]
    public void The_patch_lies_within_the_padded_image_and_there_is_always_a_place_for_it() =>
        Gen.Select(Sizes, Gen.Long).Sample((sizes, seed) =>
        {
            var (size, patch) = sizes;
            var random = new RandomSequence(seed, RandomPurpose.Augmentation);
            int[] padding = RandomCrop.Padding(size, patch);
            var crop = RandomCrop.Draw(size, patch, ref random);
            Assert.All(RandomCrop.Places(size, patch), places => Assert.True(places > 0));
            for (int axis = 0; axis < size.Length; axis++)
            {
                Assert.True(crop.First[axis] >= -padding[axis]);
                Assert.True(crop.First[axis] + patch[axis] < size[axis] + padding[axis], "The last place is never used.");
            }
        });

    [Fact]
    public void Every_place_but_the_last_is_drawn()
    {
        var random = new RandomSequence(7, RandomPurpose.Augmentation);
        var drawn = new HashSet<int>();
        for (int i = 0; i < 500; i++) drawn.Add(RandomCrop.Draw([10, 9], [6, 6], ref random).First[0]);
        Assert.Equal([0, 1, 2, 3], drawn.Order());
    }

    [Fact]
    public void An_image_larger_than_the_patch_is_not_padded() =>
        Sizes.Where(sizes => sizes.Size.Zip(sizes.Patch).All(pair => pair.First > pair.Second))
            .Sample(sizes => Assert.All(RandomCrop.Padding(sizes.Size, sizes.Patch), pad => Assert.Equal(0, pad)));

    [Fact]
    public void One_axis_as_long_as_the_patch_pads_every_axis_that_is_not_much_longer() =>
        Assert.Equal([3, 2, 0], RandomCrop.Padding([8, 9, 14], [8, 8, 8]));

    [Fact]
    public void A_patch_is_the_image_moved_with_zeros_outside() =>
        Gen.Select(Sizes, Gen.Int[-5, 5].Array[3]).Sample((sizes, shift) =>
        {
            var (size, patch) = sizes;
            int[] voxels = [.. Enumerable.Range(1, size.Aggregate(1, (product, n) => product * n))];
            int[] copy = new RandomCrop(shift.AsSpan(0, size.Length), patch).Apply<int>(GridView.Of(size), voxels);

            Assert.Equal(patch.Aggregate(1, (product, n) => product * n), copy.Length);
            for (int flat = 0; flat < copy.Length; flat++)
            {
                int rest = flat;
                int source = 0;
                int stride = 1;
                bool inside = true;
                for (int axis = size.Length - 1; axis >= 0; axis--)
                {
                    int position = rest % patch[axis] + shift[axis];
                    rest /= patch[axis];
                    inside &= position >= 0 && position < size[axis];
                    source += position * stride;
                    stride *= size[axis];
                }

                Assert.Equal(inside ? voxels[source] : 0, copy[flat]);
            }
        });
}
