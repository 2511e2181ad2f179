using SsNet.Methods;
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
    private const int Iterations = 300;
    private const int WarmUp = 5;

    [Fact]
    public void Hundreds_of_iterations_of_SS_Net_leave_no_tensor_behind() =>
        AssertFlat(new SsNetMethod(SmallTraining.Network(), new SsNetOptions(), seed: 1));

    [Fact]
    public void Hundreds_of_supervised_iterations_leave_no_tensor_behind() =>
        AssertFlat(new Supervised(SmallTraining.Network(), new SupervisedOptions(), seed: 1));

    private static void AssertFlat(Method method)
    {
        using var _ = method;
        using var optimiser = new StochasticGradientDescent(method.Network, momentum: 0.9, weightDecay: 1e-4);
        using var batch = SmallTraining.Batch(seed: 1);

        // Once every class has prototypes and every parameter a velocity, nothing more may stay.
        for (int i = 1; i <= WarmUp; i++) SmallTraining.Iterate(method, optimiser, batch, i);
        long scoped = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        long alive = TensorsAlive();
        for (int i = WarmUp + 1; i <= Iterations; i++) SmallTraining.Iterate(method, optimiser, batch, i);

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
