using CsCheck;
using SsNet.Data;
using SsNet.Imaging;

namespace SsNet.Tests.Data;

public class TwoStreamSamplerTests
{
    private static readonly Gen<(int Labelled, int Unlabelled, int LabelledPerBatch, int UnlabelledPerBatch, long Seed)> Settings =
        from labelledPerBatch in Gen.Int[1, 6]
        from labelled in Gen.Int[labelledPerBatch, 20]
        from unlabelled in Gen.Int[1, 20]
        from unlabelledPerBatch in Gen.Int[0, 6]
        from seed in Gen.Long
        select (labelled, unlabelled, labelledPerBatch, unlabelledPerBatch, seed);

    [Fact]
    public void In_an_epoch_no_labelled_case_comes_twice_and_less_than_a_batch_is_left_out() =>
        Settings.Sample(setting =>
        {
            var sampler = Make(setting);
            for (long epoch = 0; epoch < 3; epoch++)
            {
                long first = epoch * sampler.IterationsPerEpoch;
                int[] drawn = [.. Enumerable.Range(0, sampler.IterationsPerEpoch).SelectMany(i => sampler.PlanFor(first + i).Labelled)];
                Assert.Equal(drawn.Length, drawn.Distinct().Count());
                Assert.All(drawn, index => Assert.InRange(index, 0, setting.Labelled - 1));
                Assert.InRange(setting.Labelled - drawn.Length, 0, setting.LabelledPerBatch - 1);
            }
        });

    [Fact]
    public void Every_labelled_case_comes_once_per_epoch_when_batches_divide_the_cases() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 5], Gen.Long).Sample((perBatch, batches, seed) =>
        {
            var sampler = new TwoStreamSampler(perBatch * batches, 0, perBatch, 0, seed);
            var counts = Enumerable.Range(0, 4 * batches).SelectMany(i => sampler.PlanFor(i).Labelled).CountBy(index => index).ToDictionary();
            Assert.Equal(perBatch * batches, counts.Count);
            Assert.All(counts.Values, count => Assert.Equal(4, count));
        });

    [Fact]
    public void Every_unlabelled_case_comes_once_per_pass() =>
        Settings.Where(setting => setting.UnlabelledPerBatch > 0).Sample(setting =>
        {
            var sampler = Make(setting);
            int iterations = 4 * setting.Unlabelled / setting.UnlabelledPerBatch + 1;
            int[] stream = [.. Enumerable.Range(0, iterations).SelectMany(i => sampler.PlanFor(i).Unlabelled)];
            foreach (int[] pass in stream.Chunk(setting.Unlabelled).Where(pass => pass.Length == setting.Unlabelled))
            {
                Assert.Equal(Enumerable.Range(0, setting.Unlabelled), pass.Order());
            }
        });

    [Fact]
    public void Plans_do_not_depend_on_the_order_in_which_they_are_asked_for() =>
        Gen.Select(Settings, Gen.Int[0, 200].Array[1, 30]).Sample((setting, iterations) =>
        {
            var shared = Make(setting);
            foreach (int iteration in iterations)
            {
                var plan = shared.PlanFor(iteration);
                var fresh = Make(setting).PlanFor(iteration);
                Assert.Equal(fresh.Labelled, plan.Labelled);
                Assert.Equal(fresh.Unlabelled, plan.Unlabelled);
                Assert.Equal(setting.LabelledPerBatch, plan.Labelled.Length);
                Assert.Equal(setting.UnlabelledPerBatch, plan.Unlabelled.Length);
            }
        });

    [Fact]
    public void Plans_are_the_same_from_many_threads()
    {
        var shared = new TwoStreamSampler(7, 11, 2, 3, 5);
        Parallel.For(0, 2000, iteration =>
        {
            var fresh = new TwoStreamSampler(7, 11, 2, 3, 5).PlanFor(iteration);
            var plan = shared.PlanFor(iteration);
            Assert.Equal(fresh.Labelled, plan.Labelled);
            Assert.Equal(fresh.Unlabelled, plan.Unlabelled);
        });
    }

    [Fact]
    public void Another_seed_gives_other_orders()
    {
        var one = new TwoStreamSampler(40, 40, 20, 20, 1).PlanFor(0);
        var other = new TwoStreamSampler(40, 40, 20, 20, 2).PlanFor(0);
        Assert.NotEqual(one.Labelled, other.Labelled);
        Assert.NotEqual(one.Unlabelled, other.Unlabelled);
    }

    [Fact]
    public void Too_few_labelled_cases_are_reported_with_what_there_is_and_what_is_needed()
    {
        var error = Assert.Throws<ReportedException>(() => new TwoStreamSampler(3, 5, 12, 12, 0));
        Assert.Contains("3 labelled", error.Message, StringComparison.Ordinal);
        Assert.Contains("12", error.Message, StringComparison.Ordinal);
        Assert.Contains("add labels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_unlabelled_case_is_reported_only_when_one_is_needed()
    {
        var error = Assert.Throws<ReportedException>(() => new TwoStreamSampler(3, 0, 2, 2, 0));
        Assert.Contains("no unlabelled case", error.Message, StringComparison.Ordinal);
        Assert.Empty(new TwoStreamSampler(3, 0, 2, 0, 0).PlanFor(9).Unlabelled);
    }

    private static TwoStreamSampler Make((int Labelled, int Unlabelled, int LabelledPerBatch, int UnlabelledPerBatch, long Seed) setting) =>
        new(setting.Labelled, setting.Unlabelled, setting.LabelledPerBatch, setting.UnlabelledPerBatch, setting.Seed);
}
