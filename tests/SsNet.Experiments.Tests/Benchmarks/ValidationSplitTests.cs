using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Recipes;
using SsNet.Randomness;
using SsNet.Training;

namespace SsNet.Experiments.Tests.Benchmarks;

public class ValidationSplitTests
{
    private static readonly long[] Seeds = [0, 1, 2, 7, 1337, 99_991];

    [Theory]
    [InlineData(10, 2)]
    [InlineData(16, 3)]
    [InlineData(80, 16)]
    public void Where_every_case_is_its_own_group_a_fifth_of_the_cases_is_held_out(int count, int held)
    {
        var dataset = Dataset([.. Enumerable.Range(0, count).Select(i => ($"case {i}", (string?)null))]);
        foreach (long seed in Seeds)
        {
            var split = Split(dataset, seed);
            int[] chosen = [.. new RandomSequence(seed, RandomPurpose.Split).Permutation(count).Take(held).Order()];
            Assert.Equal(chosen.Select(i => $"case {i}"), Ids(split.Validation));
            Assert.Equal(Enumerable.Range(0, count).Except(chosen).Select(i => $"case {i}"), Ids(split.Training.Labelled));
        }
    }

    [Fact]
    public void No_group_is_parted()
    {
        var dataset = Dataset([.. Enumerable.Range(0, 32).Select(i => ($"scan {i}", (string?)$"patient {i % 11}"))]);
        foreach (long seed in Seeds)
        {
            var split = Split(dataset, seed);
            Assert.Equal(2, split.Validation.Select(source => source.Group).Distinct().Count());
            Assert.Empty(split.Validation.Select(source => source.Group).Intersect(split.Training.Labelled.Select(source => source.Group)));
            Assert.Equal(dataset.Labelled.Count, split.Validation.Count + split.Training.Labelled.Count);
        }
    }

    [Fact]
    public void Groups_are_counted_and_not_cases()
    {
        var dataset = Dataset([.. Enumerable.Range(0, 27).Select(i => ($"scan {i}", (string?)$"patient {i / 3}"))]);
        Assert.All(Seeds, seed => Assert.Empty(Split(dataset, seed).Validation));
        var more = Dataset([.. Enumerable.Range(0, 30).Select(i => ($"scan {i}", (string?)$"patient {i / 3}"))]);
        Assert.All(Seeds, seed => Assert.Equal(6, Split(more, seed).Validation.Count));
    }

    [Fact]
    public void Groups_are_drawn_in_the_order_of_their_first_cases()
    {
        var dataset = Dataset([.. Enumerable.Range(0, 20).Select(i => ($"scan {i}", (string?)$"patient {9 - i % 10}"))]);
        foreach (long seed in Seeds)
        {
            var chosen = new RandomSequence(seed, RandomPurpose.Split).Permutation(10).Take(2).Select(index => $"patient {9 - index}");
            Assert.Equal(chosen.Order(), Split(dataset, seed).Validation.Select(source => source.Group).Distinct().Order());
        }
    }

    [Fact]
    public void Unlabelled_cases_of_a_group_that_is_held_out_are_still_learned_from()
    {
        var labelled = Dataset([.. Enumerable.Range(0, 10).Select(i => ($"scan {i}", (string?)$"patient {i}"))]).Labelled;
        var unlabelled = Dataset([.. Enumerable.Range(0, 10).Select(i => ($"later scan {i}", (string?)$"patient {i}"))]).Labelled;
        Assert.Equal(unlabelled, Split(new Dataset(labelled, unlabelled), seed: 1).Training.Unlabelled);
    }

    private static ValidationSplit Split(Dataset dataset, long seed) => ValidationSplit.Choose(dataset, [], new Recipe { Seed = seed, Selection = ModelSelection.Val });

    private static Dataset Dataset((string Id, string? Group)[] cases) => new MadeUpBenchmark(cases).Training(labelled: 0);

    private static IEnumerable<string> Ids(IEnumerable<CaseSource> sources) => sources.Select(source => source.Id);
}
