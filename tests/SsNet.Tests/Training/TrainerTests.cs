using SsNet.Data;
using SsNet.Imaging;
using SsNet.Imaging.Morphology;
using SsNet.Imaging.Volumes;
using SsNet.Inference;
using SsNet.Losses;
using SsNet.Methods;
using SsNet.Testing;
using SsNet.Tests.Data;
using SsNet.Tests.Methods;
using SsNet.Training;

namespace SsNet.Tests.Training;

/// <summary>
/// The case is a ramp from 0 to 9 of which 5 to 9 are foreground: a threshold of 4.5 finds just that (Dice 1), 2.5 and 6.5 less
/// (10/12 and 6/8).
/// </summary>
public sealed class TrainerTests : IDisposable
{
    private const float Right = 4.5f, TooLow = 2.5f, TooHigh = 6.5f;

    private static readonly int[] Patch = [10, 1, 1];

    private readonly TemporaryFolder folder = new();

    private CheckpointFiles Files => new(folder.FileNamed("last.safetensors"), folder.FileNamed("best.safetensors"), new Dictionary<string, string>());

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_loss_that_is_not_finite_ends_the_run_and_leaves_the_checkpoint_before_it()
    {
        var error = Assert.Throws<ReportedException>(() => Train([1, 2, float.NaN, 4], checkpointEvery: 2));
        Assert.StartsWith("Iteration 4: the loss term seg is NaN. The last checkpoint is unharmed;", error.Message, StringComparison.Ordinal);
        Assert.Contains("look at the cases ramp.", error.Message, StringComparison.Ordinal);
        AssertGoesOnAfter(2, threshold: 2);
    }

    [Fact]
    public void A_voxel_that_is_not_finite_names_the_first_iteration_that_saw_it()
    {
        using var method = new Supervised(SmallTraining.Network(), new SegmentationLoss(), seed: 1);
        var options = Options(iterations: 2) with { LabelledPerBatch = 2 };
        using var trainer = new Trainer(
            method, options, new Dataset([Constant("sound", 1), Constant("broken", float.NaN)], []), new CaseCache(_ => { }), new PatchAugmentation([16, 16, 16]), null, Files, new RecordedProgress());
        var error = Assert.Throws<ReportedException>(() => trainer.Run(TestContext.Current.CancellationToken));
        Assert.StartsWith("Iteration 1: the loss term seg is NaN. ", error.Message, StringComparison.Ordinal);
        Assert.Contains("broken", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Files.Last));
    }

    [Fact]
    public void A_weight_that_is_not_finite_is_never_saved()
    {
        var error = Assert.Throws<ReportedException>(() => Train([1, 2, float.PositiveInfinity], checkpointEvery: 1));
        Assert.StartsWith("network.threshold is not finite any more", error.Message, StringComparison.Ordinal);
        AssertGoesOnAfter(2, threshold: 2);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_leaves_the_one_before_it()
    {
        string elsewhere = folder.FileNamed("elsewhere");
        var progress = new RecordedProgress
        {
            AfterIteration = iteration =>
            {
                if (iteration != 2) return;
                // Nothing can be renamed to the name of a folder.
                File.Move(Files.Last, elsewhere);
                Directory.CreateDirectory(Files.Last);
            },
        };
        var error = Assert.Throws<ReportedException>(() => Train([1, 2, 3], checkpointEvery: 1, progress: progress));
        Assert.StartsWith($"Cannot write {Files.Last}: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(["iteration 1", "saved 1", "iteration 2"], progress.Events);
        Assert.Equal([elsewhere, Files.Last], Directory.EnumerateFileSystemEntries(folder.Path).Order(StringComparer.Ordinal));

        Directory.Delete(Files.Last);
        File.Move(elsewhere, Files.Last);
        AssertGoesOnAfter(1, threshold: 1);
    }

    [Fact]
    public void A_folder_that_vanished_is_named_and_its_checkpoint_is_as_it_was()
    {
        string checkpoints = folder.FileNamed("checkpoints"), away = folder.FileNamed("away");
        Directory.CreateDirectory(checkpoints);
        var files = Files with { Last = Path.Combine(checkpoints, "last.safetensors") };
        byte[] before = [];
        var progress = new RecordedProgress
        {
            AfterIteration = iteration =>
            {
                if (iteration != 2) return;
                before = File.ReadAllBytes(files.Last);
                Directory.Move(checkpoints, away);
            },
        };
        var error = Assert.Throws<ReportedException>(() => Train([1, 2], checkpointEvery: 1, progress: progress, files: files));
        Assert.StartsWith($"Cannot write {files.Last}: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(away, "last.safetensors")));
    }

    [Fact]
    public void The_best_validation_is_kept_and_a_later_equal_one_is_not_better()
    {
        var progress = new RecordedProgress();
        var best = Train([TooLow, Right, TooHigh, Right], validates: true, progress: progress);
        Assert.Equal((2, 1.0), (best!.Iteration, best.Dice));
        Assert.Equal(
            ["validated 1: 0.83 best", "validated 2: 1.00 best", "validated 3: 0.75", "validated 4: 1.00"],
            progress.Events.Where(line => line.StartsWith("validated", StringComparison.Ordinal)));

        using var network = new ThresholdNetwork();
        Checkpoint.LoadWeights(Files.Best, network);
        Assert.Equal(Right, network.Threshold.item<float>());
        Checkpoint.LoadWeights(Files.Last, network);
        Assert.Equal(Right, network.Threshold.item<float>());
    }

    [Fact]
    public void Validation_starts_and_repeats_when_it_was_asked_to_and_ends_the_run()
    {
        var progress = new RecordedProgress();
        Train([1, 2, 3, 4, 5, 6, 7], validates: true, progress: progress, adjust: options => options with { ValidateEvery = 2, ValidateFrom = 3 });
        Assert.Equal(["4", "6", "7"], progress.Events.Where(line => line.StartsWith("validated", StringComparison.Ordinal)).Select(line => line.Split(' ', ':')[1]));
    }

    [Fact]
    public void Without_validation_the_last_weights_are_the_result()
    {
        Assert.Null(Train([TooLow, Right, TooHigh]));
        Assert.False(File.Exists(Files.Best));
        AssertGoesOnAfter(3, TooHigh);
    }

    [Fact]
    public void A_resumed_run_still_knows_its_best_validation()
    {
        Train([Right, TooLow], validates: true);
        var progress = new RecordedProgress();
        var best = Train([Right, TooLow, TooHigh], validates: true, progress: progress, resumes: true);
        Assert.Equal((1, 1.0), (best!.Iteration, best.Dice));
        Assert.Equal(["iteration 3", "validated 3: 0.75", "saved 3"], progress.Events);
    }

    [Fact]
    public void A_validation_that_was_cut_short_is_made_when_the_run_goes_on()
    {
        float[] thresholds = [TooLow, Right, TooHigh];
        using var stop = new CancellationTokenSource();
        var interrupted = new RecordedProgress();
        Assert.Null(Train(thresholds, validates: true, progress: interrupted, stoppedByValidation: stop));
        Assert.Equal(["iteration 1", "saved 1"], interrupted.Events);
        Assert.False(File.Exists(Files.Best));

        var resumed = new RecordedProgress();
        Train(thresholds, validates: true, progress: resumed, resumes: true);
        Assert.Equal(
            ["validated 1: 0.83 best", "iteration 2", "validated 2: 1.00 best", "iteration 3", "validated 3: 0.75", "saved 3"], resumed.Events);
    }

    [Fact]
    public void A_checkpoint_of_another_seed_is_refused()
    {
        Train([1, 2]);
        var error = Assert.Throws<ReportedException>(() => Train([1, 2, 3], resumes: true, adjust: options => options with { Seed = 8 }));
        Assert.Equal($"{Files.Last} is of a run with seed 7, not 8.", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_method_that_needs_signed_distances_gets_those_of_the_classes_of_its_network(int workers)
    {
        using var binary = new SignedDistanceObserver(SmallTraining.Network(), needed: true);
        Observe(binary, [6, 7, 5], workers);
        Assert.Equal(4, binary.Seen.Count);
        Assert.All(binary.Seen, seen => Assert.Equal([1, 1, 6, 7, 5], seen.Shape!));
        Assert.All(binary.Seen, seen => Assert.Equal(SignedDistance.PerClass(seen.Label, [6, 7, 5], 2).SelectMany(map => map), seen.Distances!));

        using var fourClasses = new SignedDistanceObserver(SmallTraining.SliceNetwork(), needed: true);
        Observe(fourClasses, [6, 7], workers);
        Assert.All(fourClasses.Seen, seen => Assert.Equal([1, 4, 6, 7], seen.Shape!));
        Assert.All(fourClasses.Seen, seen => Assert.Equal(SignedDistance.PerClass(seen.Label, [6, 7], 4).SelectMany(map => map), seen.Distances!));
    }

    [Fact]
    public void A_method_that_does_not_need_signed_distances_gets_none()
    {
        using var method = new SignedDistanceObserver(SmallTraining.Network(), needed: false);
        Observe(method, [6, 7, 5], workers: 0);
        Assert.Equal(4, method.Seen.Count);
        Assert.All(method.Seen, seen => Assert.Null(seen.Shape));
    }

    /// <summary>Trains four iterations on one labelled and one unlabelled patch of small cases that are larger than the patch.</summary>
    private void Observe(SignedDistanceObserver method, int[] patch, int workers)
    {
        var options = Options(iterations: 4) with { UnlabelledPerBatch = 1, Workers = workers };
        byte highest = (byte)(method.Network.Options.Classes - 1);
        var dataset = new Dataset(
            [new CaseSource("labelled", () => SmallCases.Make("labelled", [.. patch.Select(n => n + 3)], label: highest))],
            [new CaseSource("unlabelled", () => SmallCases.Make("unlabelled", [.. patch.Select(n => n + 3)], label: highest))]);
        using var trainer = new Trainer(method, options, dataset, new CaseCache(_ => { }), new PatchAugmentation(patch), null, Files, new RecordedProgress());
        trainer.Run(TestContext.Current.CancellationToken);
    }

    private static TrainingOptions Options(long iterations) => new()
    {
        Iterations = iterations,
        LabelledPerBatch = 1,
        UnlabelledPerBatch = 0,
        Seed = 7,
        ValidateEvery = 1,
        Workers = 0,
    };

    /// <summary>Trains as many iterations as there are thresholds; returns the best validation.</summary>
    private ValidationReport? Train(
        float[] thresholds,
        long checkpointEvery = 100,
        bool validates = false,
        RecordedProgress? progress = null,
        CheckpointFiles? files = null,
        bool resumes = false,
        CancellationTokenSource? stoppedByValidation = null,
        Func<TrainingOptions, TrainingOptions>? adjust = null)
    {
        using var method = new ScheduledThreshold(new ThresholdNetwork(), thresholds);
        var options = Options(thresholds.Length) with { CheckpointEvery = checkpointEvery };
        var cache = new CaseCache(_ => { });
        var held = new CaseSource("held out", () =>
        {
            // The case is read when the validation begins.
            stoppedByValidation?.Cancel();
            return Ramp();
        });
        var validator = validates ? new Validator([held], cache, new PredictionOptions { Patch = [.. Patch], Stride = [.. Patch] }) : null;
        using var trainer = new Trainer(
            method, adjust?.Invoke(options) ?? options, new Dataset([new CaseSource("ramp", Ramp)], []), cache, new PatchAugmentation(Patch), validator, files ?? Files, progress ?? new RecordedProgress());
        if (resumes) trainer.Resume();
        trainer.Run(stoppedByValidation?.Token ?? TestContext.Current.CancellationToken);
        return trainer.Best;
    }

    private void AssertGoesOnAfter(long iteration, float threshold)
    {
        using var network = new ThresholdNetwork();
        Checkpoint.LoadWeights(Files.Last, network);
        Assert.Equal(threshold, network.Threshold.item<float>());
        var progress = new RecordedProgress();
        Train([.. Enumerable.Repeat(1f, (int)iteration + 1)], progress: progress, resumes: true);
        Assert.Equal([$"iteration {iteration + 1}", $"saved {iteration + 1}"], progress.Events);
    }

    private static CaseSource Constant(string id, float value)
    {
        var geometry = Geometry.OfSize(16, 16, 16);
        return new CaseSource(id, () => new Case(id, new Volume<float>(geometry, [.. Enumerable.Repeat(value, (int)geometry.VoxelCount)]), new Volume<byte>(geometry)));
    }

    private static Case Ramp()
    {
        var geometry = Geometry.OfSize(10, 1, 1);
        return new Case(
            "ramp", new Volume<float>(geometry, [.. Enumerable.Range(0, 10).Select(i => (float)i)]), new Volume<byte>(geometry, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]));
    }
}
