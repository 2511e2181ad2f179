using SsNet.Data;
using SsNet.Imaging.Volumes;
using SsNet.Inference;
using SsNet.Losses;
using SsNet.Methods;
using SsNet.Networks;
using SsNet.Training;
using TorchSharp;
using static TorchSharp.torch;
using SsNetMethod = SsNet.Methods.SsNet;

namespace SsNet.Tests.Methods;

/// <summary>Runs alone, because the number of tensors alive is counted over all threads.</summary>
[CollectionDefinition(nameof(MethodMemoryTests), DisableParallelization = true)]
[Collection(nameof(MethodMemoryTests))]
public class MethodMemoryTests
{
    private const int Iterations = 200;
    private const int WarmUp = 5;

    [Fact]
    public void Hundreds_of_iterations_of_SS_Net_leave_no_tensor_behind() =>
        AssertFlat(new SsNetMethod(SmallTraining.Network(), new SsNetOptions(), seed: 1), SmallTraining.Batch(seed: 1));

    [Fact]
    public void Nor_do_iterations_with_a_shared_clean_prediction() =>
        AssertFlat(new SsNetMethod(SmallTraining.Network(), new SsNetOptions { SharedCleanPrediction = true }, seed: 1), SmallTraining.Batch(seed: 1), iterations: 50);

    [Fact]
    public void Hundreds_of_supervised_iterations_leave_no_tensor_behind() =>
        AssertFlat(new Supervised(SmallTraining.Network(), new SegmentationLoss(), seed: 1), SmallTraining.Batch(seed: 1));

    [Fact]
    public void Hundreds_of_iterations_of_SS_Net_on_slices_of_four_classes_leave_no_tensor_behind()
    {
        var options = new SsNetOptions { DiceForm = DiceForm.Squared, Smoothness = new AdversarialSmoothness { DiceForm = DiceForm.Squared } };
        var method = new SsNetMethod(SmallTraining.SliceNetwork(), options, seed: 1);
        // Every class is compared from the start, whenever the network finds its own candidates.
        using (NewDisposeScope()) method.Restore(SmallTraining.Prototypes());
        AssertFlat(method, SmallTraining.SliceBatch(seed: 1, classes: [1, 2, 3]));
    }

    /// <summary>The methods beside SS-Net and its lower bound. A tensor left behind shows from the first iteration on, so that a few are enough.</summary>
    public static TheoryData<string, int> OtherMethods => new MatrixTheoryData<string, int>([.. SmallMethods.Names.Except(["ss-net", "supervised"])], [2, 3]);

    [Theory]
    [MemberData(nameof(OtherMethods))]
    public void Many_iterations_of_other_methods_leave_no_tensor_behind(string name, int axes) =>
        AssertFlat(SmallMethods.Create(name, axes), SmallMethods.Batch(axes, seed: 1), iterations: axes == 2 ? 100 : 20);

    [Theory]
    [InlineData("ss-net")]
    [InlineData("ua-mt")]
    public void Iterations_in_bfloat16_leave_no_tensor_behind(string name)
    {
        Assert.SkipUnless(Autocast.IsAvailable, "This libtorch exports no autocast.");
        var method = SmallMethods.Create(name, axes: 2);
        method.Network.Precision = NetworkPrecision.BFloat16;
        AssertFlat(method, SmallMethods.Batch(axes: 2, seed: 1), iterations: 50);
    }

    [Theory]
    [InlineData(ImageFit.Crop)]
    [InlineData(ImageFit.Zoom)]
    public void Many_predictions_slice_by_slice_leave_no_tensor_behind(ImageFit fit)
    {
        using var network = SmallTraining.SliceNetwork();
        var predictor = new Predictor(network, new PredictionOptions { Patch = [16, 16], Stride = [8, 8], Fit = fit, SliceAxis = 0, WindowsPerBatch = 2 });
        var volume = new Volume<float>(Geometry.OfSize(3, 18, 20));
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        void Predict()
        {
            predictor.Predict([volume], cancellation: TestContext.Current.CancellationToken);
            Assert.Throws<OperationCanceledException>(() => predictor.Predict([volume], cancellation: stopped.Token));
        }

        // Not all tensors alive: that count of TorchSharp never falls again by the parameters of a network, which every prediction folds anew.
        Predict();
        long alive = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int i = 0; i < 50; i++) Predict();
        Assert.Equal(alive, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static void AssertFlat(Method method, Batch batch, int iterations = Iterations)
    {
        using var _ = method;
        using var __ = batch;
        using var optimiser = new StochasticGradientDescent(method.Network, momentum: 0.9, weightDecay: 1e-4);

        // Once every class has prototypes and every parameter a velocity, nothing more may stay.
        for (int i = 1; i <= WarmUp; i++) SmallTraining.Iterate(method, optimiser, batch, i);
        long scoped = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        long alive = TensorsAlive();
        for (int i = WarmUp + 1; i <= iterations; i++) SmallTraining.Iterate(method, optimiser, batch, i);

        Assert.Equal(scoped, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(alive, TensorsAlive());
    }

    /// <summary>After tensors that other tests abandoned were collected.</summary>
    private static long TensorsAlive()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }
}
