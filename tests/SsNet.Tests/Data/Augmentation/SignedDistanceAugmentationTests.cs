using System.Collections.Concurrent;
using CsCheck;
using SsNet.Data;
using SsNet.Imaging.Morphology;
using SsNet.Imaging.Volumes;
using SsNet.Randomness;

namespace SsNet.Tests.Data;

public class SignedDistanceAugmentationTests
{
    [Fact]
    public void A_labelled_sample_gets_the_maps_of_its_label_and_is_else_that_of_the_inner_augmentation() =>
        Gen.Select(Gen.Int[3, 9].Array[3], Gen.Int[2, 6].Array[3], Gen.Int[2, 3], Gen.Int[2, 4], Gen.Long).Sample((sizes, patches, rank, classes, seed) =>
        {
            var source = SmallCases.Make("a", sizes[..rank], label: (byte)(classes - 1), channels: 2);
            var inner = new PatchAugmentation(patches.AsSpan(0, rank));
            var random = new RandomSequence(seed, RandomPurpose.Augmentation);
            var again = new RandomSequence(seed, RandomPurpose.Augmentation);
            var sample = new SignedDistanceAugmentation(inner, classes).Apply(source, ref random);
            Assert.Equal(SmallCases.Content(inner.Apply(source, ref again)), SmallCases.Content(sample));
            Assert.Equal(SignedDistance.PerClass(sample.Label, sample.Size, classes), sample.SignedDistances);
            Assert.Equal(classes == 2 ? 1 : classes, sample.SignedDistances!.Length);
        });

    [Fact]
    public void A_sample_without_label_gets_no_maps()
    {
        var random = new RandomSequence(1, RandomPurpose.Augmentation);
        var sample = new SignedDistanceAugmentation(new PatchAugmentation([4, 4]), 2).Apply(SmallCases.Make("a", [6, 7], label: null), ref random);
        Assert.Null(sample.SignedDistances);
    }

    [Fact]
    public void There_are_at_least_two_classes() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SignedDistanceAugmentation(new PatchAugmentation([4, 4]), 1));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_maps_are_the_same_with_and_without_workers_and_unlabelled_samples_have_none(int classes)
    {
        var onThisThread = Samples(classes, workers: 0);
        var onOthers = Samples(classes, workers: 2);
        Assert.Equal(onThisThread.Select(sample => sample.SignedDistances), onOthers.Select(sample => sample.SignedDistances));
        Assert.Equal(20, onOthers.Count(sample => sample.CaseId.StartsWith("unlabelled", StringComparison.Ordinal)));
        Assert.All(onOthers, sample => Assert.Equal(sample.CaseId.StartsWith("unlabelled", StringComparison.Ordinal), sample.SignedDistances is null));
        Assert.Contains(onOthers, sample => sample.SignedDistances is { } maps && maps.All(map => map.Contains(-1f) && map.Contains(1f)));
    }

    [Fact]
    public void With_workers_no_map_is_made_on_the_thread_that_trains()
    {
        int training = Environment.CurrentManagedThreadId;
        Assert.All(ThreadsOf(workers: 2), thread => Assert.NotEqual(training, thread));
        Assert.All(ThreadsOf(workers: 0), thread => Assert.Equal(training, thread));
    }

    /// <summary>The samples of ten iterations; the unlabelled cases do have labels, which the pipeline drops.</summary>
    private static List<Sample> Samples(int classes, int workers) => Samples(new SignedDistanceAugmentation(new PatchAugmentation([8, 7, 6]), classes), classes, workers);

    private static List<Sample> Samples(Augmentation augmentation, int classes, int workers)
    {
        var dataset = new Dataset(
            [.. Enumerable.Range(0, 2).Select(i => Slabs($"labelled {i}", i, classes))],
            [.. Enumerable.Range(0, 3).Select(i => Slabs($"unlabelled {i}", 2 + i, classes))]);
        var cache = new CaseCache(new CaseRequirements(Rank: 3, Channels: 1, Classes: classes).Check);
        using var pipeline = new BatchPipeline(dataset, new TwoStreamSampler(2, 3, 2, 2, 1), cache, augmentation, 1, workers, prefetch: 2);
        return [.. Enumerable.Range(0, 10).SelectMany(_ => pipeline.Next(TestContext.Current.CancellationToken))];
    }

    /// <summary>A case whose classes lie one behind the other along the first axis, so that there are distances of many lengths.</summary>
    private static CaseSource Slabs(string id, int number, int classes) => new(id, () =>
    {
        var image = SmallCases.Make(id, [9, 8, 7], number).Channels;
        return new Case(id, image, new Volume<byte>(image[0].Geometry, [.. Enumerable.Range(0, 9 * 8 * 7).Select(i => (byte)(i / 7 / 8 * classes / 9))]));
    });

    private static int[] ThreadsOf(int workers)
    {
        var noting = new ThreadNoting(new PatchAugmentation([8, 7, 6]));
        Samples(new SignedDistanceAugmentation(noting, 2), 2, workers);
        return [.. noting.Threads];
    }

    /// <summary>Notes where it is applied, which is where the maps of its samples are made.</summary>
    private sealed class ThreadNoting(Augmentation inner) : Augmentation
    {
        public ConcurrentQueue<int> Threads { get; } = new();

        public override Sample Apply(Case source, ref RandomSequence random)
        {
            Threads.Enqueue(Environment.CurrentManagedThreadId);
            return inner.Apply(source, ref random);
        }
    }
}
