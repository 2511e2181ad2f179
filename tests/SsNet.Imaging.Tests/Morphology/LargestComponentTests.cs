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

    [Fact]
    public void What_is_kept_is_the_first_of_the_largest_components_of_the_map() =>
        Gen.Select(Samples.Mask, Gen.Enum<Connectivity>()).Sample((mask, connectivity) =>
        {
            var components = ConnectedComponents.Label(mask, connectivity);
            int largest = components.Count == 0 ? -1 : components.Sizes.IndexOf(components.Sizes.Max()) + 1;
            Assert.Equal(mask.Voxels.Select((value, i) => components.Labels.Voxels[i] == largest ? value : (byte)0), LargestComponent.Keep(mask, connectivity).Voxels);
        });

    [Fact]
    public void Of_every_class_its_own_largest_component_is_kept() =>
        Gen.Select(Samples.Grid.SelectMany(Samples.LabelsOn(3)), Gen.Enum<Connectivity>()).Sample((labels, connectivity) =>
        {
            var expected = new byte[labels.Voxels.Length];
            for (byte c = 1; c <= 3; c++)
            {
                var alone = new Volume<byte>(labels.Geometry, Array.ConvertAll(labels.Voxels, value => value == c ? c : (byte)0));
                var kept = LargestComponent.Keep(alone, connectivity);
                for (int i = 0; i < expected.Length; i++) expected[i] |= kept.Voxels[i];
            }

            Assert.Equal(expected, LargestComponent.KeepOfEveryClass(labels, connectivity).Voxels);
        });
}
