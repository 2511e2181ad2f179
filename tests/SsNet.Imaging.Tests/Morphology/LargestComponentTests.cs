using CsCheck;
using SsNet.Imaging.Morphology;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Morphology;

public class LargestComponentTests
{
    [Fact, Trait("Category", "Golden")]
    public void The_released_codes_component_is_kept()
    {
        using var file = GoldenFile.Open("components.h5");
        for (int k = 0; k < (int)file.Scalar("n_cases"); k++)
        {
            string name = $"case_{k:00}";
            var mask = new Volume<byte>(Geometry.OfSize(file.Shape($"{name}/input")), file.Bytes($"{name}/input"));
            var kept = LargestComponent.Keep(mask);

            // Where the released code stops on an empty mask, ours hands the empty mask back.
            bool raises = file.Scalar($"{name}/raises") != 0;
            byte[] expected = raises ? mask.Voxels : file.Bytes($"{name}/largest");
            int count = raises ? 0 : (int)file.Scalar($"{name}/n_components");
            Assert.True(expected.AsSpan().SequenceEqual(Array.ConvertAll(kept.Voxels, value => (byte)(value == 0 ? 0 : 1))), name);
            Assert.Equal(count, ConnectedComponents.Label(mask).Count);
        }
    }

    [Fact]
    public void Of_equal_components_the_first_stays()
    {
        var mask = new Volume<byte>(Geometry.OfSize(1, 7), [0, 1, 1, 0, 1, 1, 0]);
        Assert.Equal([0, 1, 1, 0, 0, 0, 0], LargestComponent.Keep(mask).Voxels);
    }

    [Fact]
    public void Voxels_keep_their_values()
    {
        var mask = new Volume<byte>(Geometry.OfSize(1, 6), [5, 0, 3, 2, 0, 1]);
        Assert.Equal([0, 0, 3, 2, 0, 0], LargestComponent.Keep(mask).Voxels);
    }

    [Fact]
    public void An_empty_mask_stays_empty() => Assert.DoesNotContain((byte)1, LargestComponent.Keep(new Volume<byte>(Geometry.OfSize(3, 3, 3))).Voxels);

    [Fact]
    public void Keeping_twice_changes_nothing_more() =>
        Samples.Mask.Sample(mask =>
        {
            var once = LargestComponent.Keep(mask, Connectivity.Face);
            Assert.Equal(once.Voxels, LargestComponent.Keep(once, Connectivity.Face).Voxels);
        });
}
