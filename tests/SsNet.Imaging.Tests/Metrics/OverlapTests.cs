using CsCheck;
using SsNet.Imaging.Metrics;

namespace SsNet.Imaging.Tests.Metrics;

public class OverlapTests
{
    [Fact]
    public void Counts_are_those_of_a_loop() =>
        Gen.Int[0, 200].SelectMany(count => Gen.Select(Gen.Byte[0, 3].Array[count], Gen.Byte[0, 3].Array[count], Gen.Byte[0, 3])).Sample((prediction, truth, label) =>
            Assert.Equal(
                new Overlap(prediction.Count(value => value == label), truth.Count(value => value == label), prediction.Zip(truth).Count(pair => pair.First == label && pair.Second == label)),
                Overlap.Count(prediction, truth, label)));

    [Fact]
    public void Empty_masks_agree() => Assert.Equal((1, 1), (new Overlap(0, 0, 0).Dice, new Overlap(0, 0, 0).Jaccard));
}
