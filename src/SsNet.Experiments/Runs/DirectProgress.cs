namespace SsNet.Experiments.Runs;

/// <summary>Reports on the thread that works, in order; the framework's own posts to the thread pool.</summary>
internal sealed class DirectProgress(Action<double> report) : IProgress<double>
{
    public void Report(double value) => report(value);
}
