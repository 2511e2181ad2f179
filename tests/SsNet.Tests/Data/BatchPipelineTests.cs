using CsCheck;
using SsNet.Data;
using SsNet.Imaging;
using SsNet.Randomness;

namespace SsNet.Tests.Data;

public class BatchPipelineTests
{
    private const long Seed = 1337;

    [Fact]
    public void Batches_are_the_same_whatever_the_number_of_workers_and_the_first_iteration() =>
        Gen.Select(Gen.Int[0, 4], Gen.Long, Gen.Int[0, 5]).Sample(
            (prefetch, seed, first) =>
            {
                var dataset = SmallCases.Dataset(4, 5, [6, 7, 5]);
                string[] expected = Contents(dataset, workers: 0, prefetch: 0, seed: seed, first: 0, count: first + 6);
                foreach (int workers in new[] { 0, 1, 3 })
                {
                    Assert.Equal(expected[first..], Contents(dataset, workers, prefetch, seed, first, 6));
                }
            },
            iter: 20);

    [Fact]
    public void Labelled_samples_come_first_and_others_have_no_label()
    {
        using var pipeline = Make(SmallCases.Dataset(2, 3, [6, 7, 5], unlabelledLabel: 1), workers: 1);
        for (int i = 0; i < 5; i++)
        {
            var samples = pipeline.Next(TestContext.Current.CancellationToken);
            Assert.All(samples.Take(2), sample => Assert.NotNull(sample.Label));
            Assert.All(samples.Skip(2), sample => Assert.Null(sample.Label));
            Assert.StartsWith("labelled", samples[1].CaseId, StringComparison.Ordinal);
            Assert.StartsWith("unlabelled", samples[2].CaseId, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Labels_of_unlabelled_cases_change_nothing() =>
        Gen.Select(Gen.Byte, Gen.Long).Sample(
            (label, seed) => Assert.Equal(
                Contents(SmallCases.Dataset(2, 3, [6, 7, 5], unlabelledLabel: null), 0, 0, seed, 0, 5),
                Contents(SmallCases.Dataset(2, 3, [6, 7, 5], unlabelledLabel: label), 0, 0, seed, 0, 5)),
            iter: 20);

    [Fact]
    public void Every_sample_draws_from_a_sequence_of_its_own_that_can_be_drawn_again()
    {
        var dataset = SmallCases.Dataset(2, 1, [12, 13, 11]);
        var augmentation = new PatchAugmentation([4, 5, 3]);
        using var pipeline = Make(dataset, workers: 1, first: 40);
        for (int iteration = 40; iteration < 43; iteration++)
        {
            var samples = pipeline.Next(TestContext.Current.CancellationToken);
            var random = new RandomSequence(Seed, RandomPurpose.Augmentation, iteration, 3);
            Assert.Equal(SmallCases.Content(augmentation.Apply(dataset.Unlabelled[0].Load(), ref random)), SmallCases.Content(samples[3]));
            Assert.NotEqual(SmallCases.Content(samples[2]), SmallCases.Content(samples[3]));
        }
    }

    [Fact]
    public void Slices_go_the_same_way_as_volumes()
    {
        var dataset = SmallCases.Dataset(3, 3, [9, 8]);
        var sampler = new TwoStreamSampler(3, 3, 2, 2, Seed);
        var cache = new CaseCache(new CaseRequirements(2, 1, 2).Check);
        using var pipeline = new BatchPipeline(dataset, sampler, cache, new PatchAugmentation([4, 6]), Seed, workers: 2, prefetch: 2);
        Assert.All(pipeline.Next(TestContext.Current.CancellationToken), sample => Assert.Equal([4, 6], sample.Size));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_case_that_cannot_be_loaded_is_reported_to_whoever_asks_for_the_batch(int workers)
    {
        var dataset = SmallCases.Dataset(2, 3, [6, 7, 5]) with { Unlabelled = [new CaseSource("broken", () => throw new ReportedException("broken.nrrd ends early"))] };
        using var pipeline = Make(dataset, workers);
        var error = Assert.Throws<ReportedException>(() => pipeline.Next(TestContext.Current.CancellationToken));
        Assert.Equal("broken.nrrd ends early", error.Message);
    }

    [Fact]
    public void A_wait_can_be_cancelled_and_the_same_batch_asked_for_again()
    {
        var dataset = SmallCases.Dataset(2, 3, [6, 7, 5]);
        using var open = new ManualResetEventSlim();
        var waiting = dataset with
        {
            Labelled = [.. dataset.Labelled.Select(source => new CaseSource(source.Id, () =>
            {
                open.Wait(TestContext.Current.CancellationToken);
                return source.Load();
            }))],
        };
        using var pipeline = Make(waiting, workers: 1);
        using var cancellation = new CancellationTokenSource();
        var next = Task.Run(() => pipeline.Next(cancellation.Token), TestContext.Current.CancellationToken);
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => next.GetAwaiter().GetResult());

        open.Set();
        Assert.Equal(Contents(dataset, 0, 0, Seed, 0, 1).Single(), Content(pipeline.Next(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void After_disposal_no_case_is_being_loaded_and_no_batch_is_given()
    {
        int loading = 0;
        int loads = 0;
        var dataset = SmallCases.Dataset(2, 3, [6, 7, 5]);
        CaseSource Counted(CaseSource source) => new(source.Id, () =>
        {
            Interlocked.Increment(ref loading);
            Interlocked.Increment(ref loads);
            Thread.Yield();
            var loaded = source.Load();
            Interlocked.Decrement(ref loading);
            return loaded;
        });
        var counted = new Dataset([.. dataset.Labelled.Select(Counted)], [.. dataset.Unlabelled.Select(Counted)]);
        var nothingKept = new CaseCache(_ => { }, byteBudget: 0);
        var pipeline = new BatchPipeline(
            counted, new TwoStreamSampler(2, 3, 2, 2, Seed), nothingKept, new PatchAugmentation([3, 4, 5]), Seed, workers: 3, prefetch: 100_000);
        pipeline.Next(TestContext.Current.CancellationToken);
        pipeline.Dispose();
        pipeline.Dispose();

        Assert.Equal(0, loading);
        Assert.InRange(loads, 1, 399_999);
        Assert.Throws<ObjectDisposedException>(() => pipeline.Next(TestContext.Current.CancellationToken));
    }

    private static BatchPipeline Make(Dataset dataset, int workers, int prefetch = 2, long seed = Seed, long first = 0) => new(
        dataset,
        new TwoStreamSampler(dataset.Labelled.Count, dataset.Unlabelled.Count, 2, 2, seed),
        new CaseCache(new CaseRequirements(Rank: 3, Channels: 1, Classes: 2).Check),
        new PatchAugmentation([4, 5, 3]),
        seed,
        workers,
        prefetch,
        first);

    private static string[] Contents(Dataset dataset, int workers, int prefetch, long seed, long first, int count)
    {
        using var pipeline = Make(dataset, workers, prefetch, seed, first);
        return [.. Enumerable.Range(0, count).Select(_ => Content(pipeline.Next(TestContext.Current.CancellationToken)))];
    }

    private static string Content(IEnumerable<Sample> samples) => string.Join('\n', samples.Select(SmallCases.Content));
}
