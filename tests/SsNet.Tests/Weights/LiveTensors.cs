using TorchSharp;

namespace SsNet.Tests.Weights;

/// <summary>Counts tensors of the running thread alone, since other tests make and free theirs at the same time.</summary>
public static class LiveTensors
{
    public static long Count => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
}
