using System.Diagnostics;
using System.Reflection;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests;

/// <summary>Guards the step of build/LibTorch.targets that keeps numbers alive while libtorch reads them.</summary>
public class TensorArithmeticTests
{
    private const int Calls = 150_000;

    /// <summary>In turns of a processor's loop. Collections back to back would starve the calls: minutes instead of seconds on two cores.</summary>
    private const int PauseBetweenCollections = 10_000;

    [Fact]
    public void The_library_keeps_the_arguments_of_native_calls_alive()
    {
        var debuggable = typeof(torch).Assembly.GetCustomAttribute<DebuggableAttribute>();
        Assert.True(debuggable?.IsJITOptimizerDisabled);
    }

    [Fact]
    public void Arithmetic_with_numbers_survives_garbage_collections_at_any_moment()
    {
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(0, GCCollectionMode.Forced, blocking: true);
                Thread.SpinWait(PauseBetweenCollections);
            }
        });
        collector.Start();
        try
        {
            using var scope = NewDisposeScope();
            var values = ones(10);
            for (int i = 0; i < Calls; i++)
            {
                using var call = NewDisposeScope();
                Assert.Equal(7f, (values * 3.0 + values * 4.0)[0].item<float>());
            }
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
    }
}
