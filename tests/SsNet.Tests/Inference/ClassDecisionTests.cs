using CsCheck;
using SsNet.Imaging.Volumes;
using SsNet.Inference;
using static TorchSharp.torch;

namespace SsNet.Tests.Inference;

public class ClassDecisionTests
{
    [Fact]
    public void The_class_is_that_of_an_argmax_over_all_classes() => Gen.Int[1, 5].SelectMany(classes => Gen.Int[0, 3].Array[classes * 12]).Sample(numbers =>
    {
        // Few different values, so that many are equal.
        using var scope = NewDisposeScope();
        var maps = numbers.Select(number => number / 3f).Chunk(12).Select(voxels => new Volume<float>(Geometry.OfSize(2, 2, 3), voxels)).ToArray();
        byte[] expected = stack(maps.Select(map => tensor(map.Voxels))).argmax(0).to(ScalarType.Byte).data<byte>().ToArray();
        // libtorch does not promise the first of equal values; of those it names one.
        var labels = Decided(maps, largestComponent: false).Voxels;
        for (int i = 0; i < 12; i++)
        {
            Assert.Equal(maps[expected[i]].Voxels[i], maps[labels[i]].Voxels[i]);
            Assert.All(maps.Take(labels[i]), map => Assert.True(map.Voxels[i] < maps[labels[i]].Voxels[i]));
        }
    });

    [Fact]
    public void Of_every_foreground_class_the_largest_component_may_be_kept_alone()
    {
        byte[] classes = [1, 0, 1, 1, 2, 2, 0, 2, 1];
        Volume<float>[] maps = [.. Enumerable.Range(0, 3).Select(c => new Volume<float>(Geometry.OfSize(1, 9), [.. classes.Select(own => own == c ? 1f : 0)]))];
        Assert.Equal(classes, Decided(maps, largestComponent: false).Voxels);
        Assert.Equal([0, 0, 1, 1, 2, 2, 0, 0, 0], Decided(maps, largestComponent: true).Voxels);
    }

    [Fact]
    public void The_label_map_lies_on_the_grid_it_was_begun_with()
    {
        var grid = new Geometry([2, 3], [0.5, 2], [7, 8]);
        var decision = new ClassDecision(grid);
        decision.Add(new Volume<float>(Geometry.OfSize(2, 3)));
        Assert.Same(grid, decision.Labels(largestComponent: false).Geometry);
        Assert.Same(grid, decision.Labels(largestComponent: true).Geometry);
        Assert.StartsWith("The probabilities are on 3×2 voxels, not 2×3.", Assert.Throws<ArgumentException>(() => decision.Add(new Volume<float>(Geometry.OfSize(3, 2)))).Message, StringComparison.Ordinal);
    }

    private static Volume<byte> Decided(Volume<float>[] maps, bool largestComponent)
    {
        var decision = new ClassDecision(maps[0].Geometry);
        foreach (var map in maps) decision.Add(map);
        return decision.Labels(largestComponent);
    }
}
