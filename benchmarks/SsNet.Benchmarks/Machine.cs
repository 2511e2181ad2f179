using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Benchmarks;

/// <summary>What the machine can do at best, measured: the floor under every time.</summary>
internal static class Machine
{
    private const int Repetitions = 5;

    /// <summary>Floating-point operations per second of a large matrix product; a multiply-accumulate counts as two.</summary>
    /// <param name="dtype">Type of the numbers.</param>
    /// <param name="device">What computes.</param>
    public static double OperationsPerSecond(ScalarType dtype, Device device)
    {
        bool isCard = device.type == DeviceType.CUDA;
        // A card needs more work to show what it can do.
        int side = isCard ? 8192 : 2048;
        using var scope = NewDisposeScope();
        Tensor a = rand(side, side).to(dtype, device), b = rand(side, side).to(dtype, device);
        return 2.0 * side * side * side / Fastest(() =>
        {
            a.mm(b).Dispose();
            if (isCard) cuda.synchronize(device);
        });
    }

    /// <summary>The most memory that this process has had, in bytes; 0 where the system does not say.</summary>
    public static long PeakMemory()
    {
        const string Status = "/proc/self/status", Key = "VmHWM:";
        if (!File.Exists(Status)) return Process.GetCurrentProcess().PeakWorkingSet64;
        string? line = File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal));
        return line is null ? 0 : 1024 * long.Parse(line[Key.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }

    private static double Fastest(Action action)
    {
        action();
        double fastest = double.PositiveInfinity;
        for (int i = 0; i < Repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return fastest;
    }
}
