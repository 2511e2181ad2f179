using CsCheck;
using SsNet.Imaging.Morphology;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Morphology;

public class ConnectedComponentsTests
{
    private static readonly Gen<Connectivity> AnyConnectivity =
        Gen.Enum<Connectivity>();

    [Fact]
    public void Components_equal_those_of_a_flood_fill() =>
        Gen.Select(Samples.Mask, AnyConnectivity).Sample((mask, connectivity) =>
        {
            int[] expected = FloodFill(mask, connectivity);
            var components = ConnectedComponents.Label(mask, connectivity);

            Assert.Equal(expected, components.Labels.Voxels);
            Assert.Equal(expected.Max(), components.Count);
            Assert.Equal(Enumerable.Range(1, components.Count).Select(k => expected.Count(label => label == k)), components.Sizes);
        });

    [Theory]
    [InlineData(Connectivity.Face, 3)]
    [InlineData(Connectivity.FaceAndEdge, 2)]
    [InlineData(Connectivity.Full, 1)]
    public void Voxels_that_share_an_edge_or_a_corner_are_neighbours_only_if_asked(Connectivity connectivity, int count)
    {
        var mask = new Volume<byte>(Geometry.OfSize(2, 3, 3));
        mask.Voxels[0] = 1; // (0,0,0)
        mask.Voxels[4] = 1; // (0,1,1) shares an edge with the first
        mask.Voxels[17] = 1; // (1,2,2) shares a corner with the second
        Assert.Equal(count, ConnectedComponents.Label(mask, connectivity).Count);
    }

    private static int[] FloodFill(Volume<byte> mask, Connectivity connectivity)
    {
        var labels = new int[mask.Voxels.Length];
        int count = 0;
        for (int seed = 0; seed < labels.Length; seed++)
        {
            if (mask.Voxels[seed] == 0 || labels[seed] != 0) continue;
            labels[seed] = ++count;
            var open = new Stack<int>([seed]);
            while (open.TryPop(out int i))
            {
                for (int j = 0; j < labels.Length; j++)
                {
                    if (mask.Voxels[j] == 0 || labels[j] != 0 || !AreNeighbours(mask.Geometry, i, j, connectivity)) continue;
                    labels[j] = count;
                    open.Push(j);
                }
            }
        }

        return labels;
    }

    private static bool AreNeighbours(Geometry grid, int i, int j, Connectivity connectivity)
    {
        int[] steps = [.. Samples.IndexOf(grid, i).Zip(Samples.IndexOf(grid, j), (a, b) => Math.Abs(a - b))];
        return steps.Max() <= 1 && steps.Sum() <= (int)connectivity;
    }
}
