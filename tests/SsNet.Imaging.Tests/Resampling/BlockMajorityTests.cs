using CsCheck;
using SsNet.Imaging.Resampling;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Resampling;

public class BlockMajorityTests
{
    [Fact]
    public void The_most_frequent_class_of_a_block_wins_and_of_equals_the_lowest()
    {
        var labels = new Volume<byte>(Geometry.OfSize(2, 5), [3, 3, 2, 1, 7, 3, 0, 1, 2, 9]);
        Assert.Equal([3, 1, 7], BlockMajority.Downsample(labels, 2).Voxels);
    }

    [Fact]
    public void Every_voxel_is_a_class_of_its_block() =>
        Gen.Select(Samples.Grid.SelectMany(Samples.LabelsOn(3)), Gen.Int[1, 4]).Sample((labels, factor) =>
        {
            var small = BlockMajority.Downsample(labels, factor);
            for (int i = 0; i < labels.Voxels.Length; i++)
            {
                int[] block = Array.ConvertAll(Samples.IndexOf(labels.Geometry, i), position => position / factor);
                int flat = block.Select((position, axis) => (position, axis)).Aggregate(0, (sum, at) => sum * small.Geometry.Size[at.axis] + at.position);
                byte winner = small.Voxels[flat];
                Assert.True(CountIn(labels, factor, block, winner) >= CountIn(labels, factor, block, labels.Voxels[i]));
            }
        });

    private static int CountIn(Volume<byte> labels, int factor, int[] block, byte label) =>
        Enumerable.Range(0, labels.Voxels.Length).Count(i =>
            labels.Voxels[i] == label && Samples.IndexOf(labels.Geometry, i).Select(position => position / factor).SequenceEqual(block));
}
