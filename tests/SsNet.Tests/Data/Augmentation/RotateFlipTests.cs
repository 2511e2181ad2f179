using CsCheck;
using SsNet.Data;
using SsNet.Imaging.Volumes;
using SsNet.Randomness;
using SsNet.Testing;

namespace SsNet.Tests.Data;

public class RotateFlipTests
{
    [Theory, Trait("Category", "Golden")]
    [InlineData("2d")]
    [InlineData("3d")]
    public void Turns_and_flips_are_those_of_the_original_code(string rank)
    {
        using var file = GoldenFile.Open("resample.h5");
        int[] input = file.Integers($"rotflip/{rank}/input");
        var view = GridView.Of(file.Shape($"rotflip/{rank}/input"));
        for (int turns = 0; turns < 4; turns++)
        {
            for (int axis = 0; axis < 2; axis++)
            {
                string path = $"rotflip/{rank}/k{turns}_axis{axis}";
                var turned = new RotateFlip(turns, axis).Apply(view, SlicePlane.Of(view.Size.Length, 2));
                Assert.Equal(file.Shape(path), turned.Size.ToArray());
                Assert.Equal(file.Integers(path), turned.Copy<int>(input, new int[turned.Size.Length], turned.Size));
            }
        }
    }

    [Fact]
    public void Every_one_of_the_eight_possibilities_is_drawn_about_equally_often()
    {
        var random = new RandomSequence(1, RandomPurpose.Augmentation);
        var counts = new Dictionary<RotateFlip, int>();
        for (int i = 0; i < 8000; i++)
        {
            var drawn = RotateFlip.Draw(ref random);
            counts[drawn] = counts.GetValueOrDefault(drawn) + 1;
        }

        Assert.Equal(8, counts.Count);
        Assert.All(counts, pair =>
        {
            Assert.InRange(pair.Key.QuarterTurns, 0, 3);
            Assert.InRange(pair.Key.FlipAxis, 0, 1);
            Assert.InRange(pair.Value, 850, 1150);
        });
    }

    [Fact]
    public void Doing_it_once_keeps_all_voxels_and_doing_it_twice_gives_the_image_back() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5], Gen.Int[1, 4], Gen.Int[0, 3], Gen.Int[0, 1], Gen.Int[0, 2]).Sample((h, w, d, turns, axis, sliceAxis) =>
        {
            int[] size = [h, w, d];
            int[] voxels = [.. Enumerable.Range(0, h * w * d)];
            var plane = SlicePlane.Of(3, sliceAxis);
            var step = new RotateFlip(turns, axis);
            var once = step.Apply(GridView.Of(size), plane);
            Assert.Equal(voxels, once.Copy<int>(voxels, [0, 0, 0], once.Size).Order());

            // A turn followed by a flip is a reflection, and every reflection is its own inverse.
            var twice = step.Apply(once, plane);
            Assert.Equal(size, twice.Size.ToArray());
            Assert.Equal(voxels, twice.Copy<int>(voxels, [0, 0, 0], size));
        });
}
