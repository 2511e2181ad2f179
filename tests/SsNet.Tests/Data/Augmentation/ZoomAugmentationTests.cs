using CsCheck;
using SsNet.Data;
using SsNet.Imaging.Volumes;
using SsNet.Randomness;
using SsNet.Testing;

namespace SsNet.Tests.Data;

public class ZoomAugmentationTests
{
    private static readonly Gen<TurnOrRotation> Motion = Gen.OneOf(
        Gen.Const(TurnOrRotation.Neither),
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1], (turns, axis) => TurnOrRotation.Turned(new RotateFlip(turns, axis))),
        Gen.Int[-20, 19].Select(TurnOrRotation.Rotated));

    [Theory, Trait("Category", "Golden")]
    [InlineData("none", null, null, null)]
    [InlineData("rotflip_k0_axis0", 0, 0, null)]
    [InlineData("rotflip_k3_axis1", 3, 1, null)]
    [InlineData("rotate_m13", null, null, -13)]
    [InlineData("rotate_p8", null, null, 8)]
    public void Samples_are_those_of_the_original_code(string name, int? turns, int? flipAxis, int? degrees)
    {
        using var file = GoldenFile.Open("resample.h5");
        var grid = Geometry.OfSize(file.Shape("generator2d/image"));
        var source = new Case("a", new Volume<float>(grid, file.Floats("generator2d/image")), new Volume<byte>(grid, file.Bytes("generator2d/label")));
        var motion = turns is not null ? TurnOrRotation.Turned(new RotateFlip(turns.Value, flipAxis!.Value))
            : degrees is not null ? TurnOrRotation.Rotated(degrees.Value)
            : TurnOrRotation.Neither;
        int[] size = [.. file.Numbers("generator2d/output_size").Select(n => (int)n)];

        var sample = new ZoomAugmentation(size).Apply(source, motion);
        Assert.Equal(size, sample.Size);
        Assert.Equal(file.Floats($"generator2d/{name}/image"), Assert.Single(sample.Channels));
        Assert.Equal(file.Bytes($"generator2d/{name}/label"), sample.Label);
    }

    [Fact]
    public void Every_slice_of_a_volume_is_moved_and_zoomed_as_a_slice_alone() =>
        Gen.Select(Gen.Int[1, 7].Array[3], Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[0, 2], Motion).Sample((size, rows, columns, sliceAxis, motion) =>
        {
            var source = SmallCases.Make("a", size, channels: 2);
            var plane = SlicePlane.Of(3, sliceAxis);
            int[] newSize = [.. size];
            (newSize[plane.First], newSize[plane.Second]) = (rows, columns);
            var sample = new ZoomAugmentation(newSize, sliceAxis).Apply(source, motion);

            var view = GridView.Of(newSize);
            for (int slice = 0; slice < size[sliceAxis]; slice++)
            {
                var alone = new ZoomAugmentation([rows, columns]).Apply(Slices.Of(source, sliceAxis, slice), motion);
                Assert.Equal(alone.Channels[0], Slices.Copy(view, sample.Channels[0], sliceAxis, slice));
                Assert.Equal(alone.Channels[1], Slices.Copy(view, sample.Channels[1], sliceAxis, slice));
                Assert.Equal(alone.Label, Slices.Copy(view, sample.Label!, sliceAxis, slice));
            }
        });

    [Fact]
    public void The_decisions_are_those_the_random_sequence_gives() =>
        Gen.Long.Sample(seed =>
        {
            var source = SmallCases.Make("a", [7, 6]);
            var augmentation = new ZoomAugmentation([9, 8]);
            var random = new RandomSequence(seed, RandomPurpose.Augmentation);
            var again = random;
            var sample = augmentation.Apply(source, ref random);
            Assert.Equal(SmallCases.Content(augmentation.Apply(source, TurnOrRotation.Draw(ref again))), SmallCases.Content(sample));
            Assert.Equal(again.NextBits(), random.NextBits());
        });

    [Fact]
    public void Nothing_but_the_size_changes_where_nothing_is_moved_and_nothing_at_all_at_the_same_size() =>
        Gen.Int[1, 7].Array[3].Sample(size =>
        {
            var source = SmallCases.Make("a", size);
            var sample = new ZoomAugmentation(size).Apply(source, TurnOrRotation.Neither);
            Assert.Equal(source.Channels[0].Voxels, sample.Channels[0]);
            Assert.Equal(source.Label!.Voxels, sample.Label);
        });

    [Fact]
    public void A_row_that_the_published_code_loses_is_kept_in_image_and_label()
    {
        var grid = Geometry.OfSize(256, 2);
        var image = new Volume<float>(grid);
        var label = new Volume<byte>(grid);
        Array.Fill(image.Voxels, 1);
        Array.Fill(label.Voxels, (byte)1);
        var sample = new ZoomAugmentation([200, 2]).Apply(new Case("a", image, label), TurnOrRotation.Neither);
        Assert.Equal([1, 1, 1, 1], sample.Channels[0][^4..]);
        Assert.Equal([1, 1, 1, 1], sample.Label![^4..]);
    }

    [Fact]
    public void A_case_is_not_changed_and_shares_no_array_with_its_samples() =>
        Gen.Select(Gen.Int[1, 7].Array[3], Gen.Int[0, 2], Motion).Sample((size, sliceAxis, motion) =>
        {
            var source = SmallCases.Make("a", size);
            var untouched = SmallCases.Make("a", size);
            var sample = new ZoomAugmentation(size, sliceAxis).Apply(source, motion);
            Array.Fill(sample.Channels[0], -1);
            Array.Fill(sample.Label!, (byte)9);
            Assert.Equal(untouched.Channels[0].Voxels, source.Channels[0].Voxels);
            Assert.Equal(untouched.Label!.Voxels, source.Label!.Voxels);
        });

    [Fact]
    public void Ignored_voxels_move_like_those_of_any_class() =>
        Motion.Sample(motion =>
        {
            var plain = SmallCases.Make("a", [7, 8], label: 2);
            var ignoring = new Case("a", plain.Channels, new Volume<byte>(plain.Geometry, [.. plain.Label!.Voxels.Select(value => value == 2 ? Case.Ignored : value)]));
            byte[] expected = new ZoomAugmentation([9, 11]).Apply(plain, motion).Label!;
            Assert.Equal(expected.Select(value => value == 2 ? Case.Ignored : value), new ZoomAugmentation([9, 11]).Apply(ignoring, motion).Label);
            Assert.Contains((byte)2, expected);
        });

    [Fact]
    public void A_case_without_label_gives_a_sample_without_label() =>
        Motion.Sample(motion => Assert.Null(new ZoomAugmentation([4, 4]).Apply(SmallCases.Make("a", [8, 9], label: null), motion).Label));

    [Fact]
    public void A_case_of_another_number_of_axes_is_refused()
    {
        var error = Assert.Throws<ArgumentException>("source", () => new ZoomAugmentation([2, 3, 4]).Apply(SmallCases.Make("flat", [8, 9]), TurnOrRotation.Neither));
        Assert.Contains("flat", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_and_slice_axes_that_no_image_has_are_refused()
    {
        Assert.Throws<ArgumentException>("size", () => new ZoomAugmentation([4]));
        Assert.Throws<ArgumentException>("size", () => new ZoomAugmentation([4, 0]));
        Assert.Throws<ArgumentOutOfRangeException>("sliceAxis", () => new ZoomAugmentation([4, 4, 4], 3));
    }
}
