using SsNet.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Data;

public class BatchTests
{
    [Fact]
    public void Images_and_labels_keep_their_order_and_shape()
    {
        using var scope = NewDisposeScope();
        Sample[] samples = [Make("a", 0, label: [0, 1, 2, 3, 0, 1]), Make("b", 100, label: null), Make("c", 200, label: null)];
        using var batch = Batch.From(samples, labelledCount: 1, CPU);

        Assert.Equal([3, 2, 2, 3], batch.Images.shape);
        Assert.Equal(ScalarType.Float32, batch.Images.dtype);
        Assert.Equal(samples.SelectMany(sample => sample.Channels).SelectMany(channel => channel), batch.Images.data<float>().ToArray());
        Assert.Equal([1, 2, 3], batch.Labels.shape);
        Assert.Equal(ScalarType.Int64, batch.Labels.dtype);
        Assert.Equal([0, 1, 2, 3, 0, 1], batch.Labels.data<long>().ToArray());
        Assert.Equal(1, batch.LabelledCount);
        Assert.Equal(["a", "b", "c"], batch.CaseIds);
    }

    [Fact]
    public void Volumes_have_one_axis_more()
    {
        using var batch = Batch.From([new Sample("a", [2, 3, 4], [new float[24]], new byte[24])], 1, CPU, ScalarType.Float64);
        Assert.Equal([1, 1, 2, 3, 4], batch.Images.shape);
        Assert.Equal([1, 2, 3, 4], batch.Labels.shape);
        Assert.Equal(ScalarType.Float64, batch.Images.dtype);
    }

    [Fact]
    public void Labels_of_unlabelled_samples_are_left_out()
    {
        using var batch = Batch.From([Make("a", 0, label: new byte[6]), Make("b", 0, label: [9, 9, 9, 9, 9, 9])], 1, CPU);
        Assert.Equal([1, 2, 3], batch.Labels.shape);
        Assert.Equal(0, batch.Labels.max().ToInt64());
    }

    [Fact]
    public void A_batch_without_labels_has_an_empty_label_tensor()
    {
        using var batch = Batch.From([Make("a", 0, label: null)], 0, CPU);
        Assert.Equal([0, 2, 3], batch.Labels.shape);
    }

    [Fact]
    public void A_labelled_sample_without_label_is_refused() =>
        Assert.Contains("b has no label", Assert.Throws<ArgumentException>(() => Batch.From([Make("a", 0, new byte[6]), Make("b", 0, null)], 2, CPU)).Message, StringComparison.Ordinal);

    [Fact]
    public void Samples_of_different_sizes_are_refused() =>
        Assert.Throws<ArgumentException>(() => Batch.From([Make("a", 0, null), new Sample("b", [3, 2], [new float[6], new float[6]], null)], 0, CPU));

    [Fact]
    public void Signed_distances_of_labelled_samples_keep_their_order_and_shape()
    {
        Sample[] samples = [WithDistances("a", 0, maps: 4), WithDistances("b", 100, maps: 4), WithDistances("c", 200, maps: 4), Make("d", 0, null)];
        using var batch = Batch.From(samples, labelledCount: 2, CPU);
        Assert.Equal([2, 4, 2, 3], batch.SignedDistances!.shape);
        Assert.Equal(ScalarType.Float32, batch.SignedDistances.dtype);
        Assert.Equal(samples.Take(2).SelectMany(sample => sample.SignedDistances!).SelectMany(map => map), batch.SignedDistances.data<float>().ToArray());
    }

    [Fact]
    public void Signed_distances_have_the_type_of_the_images()
    {
        using var batch = Batch.From([WithDistances("a", 0, maps: 1)], 1, CPU, ScalarType.Float64);
        Assert.Equal([1, 1, 2, 3], batch.SignedDistances!.shape);
        Assert.Equal(ScalarType.Float64, batch.SignedDistances.dtype);
    }

    [Fact]
    public void Without_signed_distances_in_the_labelled_samples_the_batch_has_none()
    {
        using var none = Batch.From([Make("a", 0, new byte[6]), WithDistances("b", 0, maps: 1)], 1, CPU);
        using var unlabelled = Batch.From([WithDistances("a", 0, maps: 1)], 0, CPU);
        Assert.Null(none.SignedDistances);
        Assert.Null(unlabelled.SignedDistances);
    }

    [Fact]
    public void Labelled_samples_with_different_signed_distance_maps_are_refused()
    {
        foreach (var other in new[] { WithDistances("b", 0, maps: 2), Make("b", 0, new byte[6]) })
        {
            var first = WithDistances("a", 0, maps: 1);
            var error = Assert.Throws<ArgumentException>(() => Batch.From([first, other], 2, CPU));
            Assert.StartsWith("Samples of b and a differ in their signed distance maps.", error.Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => Batch.From([other, first], 2, CPU));
        }
    }

    [Fact]
    public void Signed_distances_leave_no_tensor_behind()
    {
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (Batch.From([WithDistances("a", 0, maps: 4)], 1, CPU, ScalarType.Float64))
        {
            Assert.Equal(before + 3, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Hundreds_of_batches_leave_no_tensor_behind()
    {
        var dataset = SmallCases.Dataset(2, 3, [9, 8]);
        using var pipeline = new BatchPipeline(
            dataset, new TwoStreamSampler(2, 3, 2, 2, 1), new CaseCache(_ => { }), new PatchAugmentation([4, 6]), 1, workers: 1, prefetch: 2);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int i = 0; i < 300; i++)
        {
            using var batch = Batch.From(pipeline.Next(TestContext.Current.CancellationToken), 2, CPU);
            Assert.Equal(before + 2, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Ignored_voxels_of_labelled_samples_are_marked()
    {
        Sample[] samples = [Make("a", 0, [0, 1, 2, 3, 0, 1]), Make("b", 0, [0, Case.Ignored, 1, 1, Case.Ignored, 0]), Make("c", 0, null)];
        using var batch = Batch.From(samples, labelledCount: 2, CPU);
        Assert.Equal(batch.Labels.shape, batch.Known!.shape);
        Assert.Equal([true, true, true, true, true, true, true, false, true, true, false, true], batch.Known.data<bool>().ToArray());
        Assert.Equal(Case.Ignored, batch.Labels.max().ToInt64());
    }

    [Fact]
    public void Where_all_classes_are_known_nothing_is_marked()
    {
        using var known = Batch.From([Make("a", 0, [0, 1, 2, 3, 0, 254])], 1, CPU);
        using var unlabelled = Batch.From([Make("a", 0, new byte[6]), Make("b", 0, [Case.Ignored, 0, 0, 0, 0, 0])], 1, CPU);
        Assert.Null(known.Known);
        Assert.Null(unlabelled.Known);
    }

    [Fact]
    public void A_mark_of_ignored_voxels_leaves_no_tensor_behind()
    {
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (Batch.From([Make("a", 0, [Case.Ignored, 0, 0, 0, 0, 0])], 1, CPU))
        {
            Assert.Equal(before + 3, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void A_batch_ends_with_the_dispose_scope_it_was_made_in()
    {
        Batch batch;
        using (NewDisposeScope()) batch = Batch.From([WithDistances("a", 0, maps: 1)], 1, CPU);
        Assert.True(batch.Images.IsInvalid);
        Assert.True(batch.Labels.IsInvalid);
        Assert.True(batch.SignedDistances!.IsInvalid);
        batch.Dispose();
    }

    private static Sample WithDistances(string id, int start, int maps) =>
        new(id, [2, 3], Make(id, start, null).Channels, new byte[6], [.. Enumerable.Range(0, maps).Select(map => Array.ConvertAll([0, 1, 2, 3, 4, 5], i => start + 10 * map + i / 10f))]);

    private static Sample Make(string id, int start, byte[]? label) =>
        new(id, [2, 3], [[.. Enumerable.Range(start, 6).Select(i => (float)i)], [.. Enumerable.Range(start + 50, 6).Select(i => (float)i)]], label);
}
