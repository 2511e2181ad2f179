using CsCheck;
using SsNet.Imaging.Morphology;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Morphology;

public class DistanceTransformTests
{
    [Fact]
    public void Distances_equal_the_search_over_all_targets() =>
        Gen.Select(Samples.Mask, Samples.Spacing.Array[3]).Sample((mask, spacings) =>
        {
            double[] spacing = spacings[..mask.Geometry.Rank];
            var distances = DistanceTransform.ToForeground(mask, spacing);
            for (int i = 0; i < mask.Voxels.Length; i++)
            {
                double expected = Search(mask, i, spacing);
                Assert.True(expected.Equals(distances.Voxels[i]) || Math.Abs(expected - distances.Voxels[i]) < 1e-12 * expected);
            }
        });

    [Fact]
    public void Distance_to_background_is_distance_to_foreground_of_the_inverse() =>
        Samples.Mask.Sample(mask =>
        {
            var inverse = new Volume<byte>(mask.Geometry, Array.ConvertAll(mask.Voxels, value => (byte)(1 - value)));
            Assert.Equal(DistanceTransform.ToForeground(inverse).Voxels, DistanceTransform.ToBackground(mask).Voxels);
        });

    [Fact]
    public void Without_a_target_every_distance_is_infinite() =>
        Assert.All(DistanceTransform.ToForeground(new Volume<byte>(Geometry.OfSize(3, 4))).Voxels, value => Assert.Equal(double.PositiveInfinity, value));

    [Fact]
    public void The_number_of_spacings_must_be_the_number_of_axes() =>
        Assert.Throws<ArgumentException>(() => DistanceTransform.ToForeground(new Volume<byte>(Geometry.OfSize(3, 4)), [1, 1, 1]));

    private static double Search(Volume<byte> mask, int from, double[] spacing)
    {
        int[] start = Samples.IndexOf(mask.Geometry, from);
        double nearest = double.PositiveInfinity;
        for (int i = 0; i < mask.Voxels.Length; i++)
        {
            if (mask.Voxels[i] == 0) continue;
            int[] end = Samples.IndexOf(mask.Geometry, i);
            nearest = Math.Min(nearest, Math.Sqrt(start.Select((s, axis) => Math.Pow((s - end[axis]) * spacing[axis], 2)).Sum()));
        }

        return nearest;
    }
}
