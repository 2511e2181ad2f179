using SsNet.Data;
using SsNet.Imaging;

namespace SsNet.Tests.Data;

public class CaseCacheTests
{
    private const int BytesOfOne = 4 * 4 * (4 + 1);

    [Fact]
    public void A_case_is_loaded_once_even_when_many_threads_ask_for_it_together()
    {
        int loads = 0;
        using var barrier = new Barrier(8);
        var source = new CaseSource("a", () =>
        {
            Interlocked.Increment(ref loads);
            return SmallCases.Make("a", [4, 4]);
        });
        var cache = new CaseCache(_ => { });
        var found = new Case[8];
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(i => new Thread(() =>
        {
            barrier.SignalAndWait();
            found[i] = cache.Get(source, labelled: true);
        }))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();

        Assert.Equal(1, loads);
        Assert.All(found, c => Assert.Same(found[0], c));
        Assert.Equal(BytesOfOne, cache.Bytes);
    }

    [Fact]
    public void A_failed_load_is_tried_again()
    {
        int loads = 0;
        var source = new CaseSource("a", () => ++loads == 1 ? throw new ReportedException("a.nrrd is not there") : SmallCases.Make("a", [4, 4]));
        var cache = new CaseCache(_ => { });
        Assert.Equal("a.nrrd is not there", Assert.Throws<ReportedException>(() => cache.Get(source, labelled: true)).Message);
        Assert.Equal("a", cache.Get(source, labelled: true).Id);
        Assert.Equal(BytesOfOne, cache.Bytes);
    }

    [Fact]
    public void A_case_that_does_not_pass_the_check_is_not_kept()
    {
        var cache = new CaseCache(new CaseRequirements(2, 1, Classes: 2).Check);
        Assert.Throws<ReportedException>(() => cache.Get(Source("a", label: 3), labelled: true));
        Assert.Equal(0, cache.Bytes);
    }

    [Fact]
    public void The_label_of_an_unlabelled_case_is_dropped_before_it_is_checked()
    {
        var cache = new CaseCache(new CaseRequirements(2, 1, Classes: 2).Check);
        Assert.Null(cache.Get(Source("a", label: 3), labelled: false).Label);
    }

    [Fact]
    public void A_labelled_case_without_label_is_reported()
    {
        var error = Assert.Throws<ReportedException>(() => new CaseCache(_ => { }).Get(Source("patient 7", label: null), labelled: true));
        Assert.Contains("patient 7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Beyond_the_budget_the_case_used_longest_ago_is_dropped()
    {
        var loads = new List<string>();
        CaseSource Counted(string id) => new(id, () =>
        {
            loads.Add(id);
            return SmallCases.Make(id, [4, 4]);
        });
        var cache = new CaseCache(_ => { }, byteBudget: 2 * BytesOfOne);
        foreach (string id in new[] { "a", "b", "a", "c", "a", "b" }) cache.Get(Counted(id), labelled: true);

        Assert.Equal(["a", "b", "c", "b"], loads);
        Assert.Equal(2 * BytesOfOne, cache.Bytes);
    }

    [Fact]
    public void A_case_larger_than_the_budget_is_given_but_not_kept()
    {
        var cache = new CaseCache(_ => { }, byteBudget: BytesOfOne - 1);
        Assert.Equal("a", cache.Get(Source("a", label: 1), labelled: true).Id);
        Assert.Equal(0, cache.Bytes);
    }

    private static CaseSource Source(string id, byte? label) => new(id, () => SmallCases.Make(id, [4, 4], label: label));
}
