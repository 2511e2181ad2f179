using System.Runtime.ExceptionServices;

namespace SsNet.Experiments.Preparing;

/// <summary>Work on many cases, some at a time.</summary>
internal static class ParallelCases
{
    /// <summary>Does the work for every case. The first failure stops it, after the cases under way.</summary>
    /// <param name="count">How many cases.</param>
    /// <param name="workers">How many at a time, at least 1.</param>
    /// <param name="work">The work for a case, told its index.</param>
    /// <param name="nameOf">What a case is called.</param>
    /// <param name="progress">Told how many of how many are done, and which was the last; never by two threads at once.</param>
    /// <param name="cancellation">Stops after the cases under way.</param>
    public static void Run(int count, int workers, Action<int> work, Func<int, string> nameOf, Action<int, int, string>? progress, CancellationToken cancellation)
    {
        int done = 0;
        var gate = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, count, options, index =>
            {
                work(index);
                lock (gate) progress?.Invoke(++done, count, nameOf(index));
            });
        }
        catch (AggregateException failures)
        {
            // One of them is enough for the reader; the others come up when that is mended.
            ExceptionDispatchInfo.Throw(failures.Flatten().InnerExceptions[0]);
        }
    }
}
