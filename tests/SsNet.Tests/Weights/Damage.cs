using SsNet.Imaging;
using SsNet.Weights;

namespace SsNet.Tests.Weights;

/// <summary>Damages a file in thousands of ways: each of them must load or be reported, and leave no tensor behind.</summary>
public static class Damage
{
    public static void Try(byte[] content, Func<string, WeightFile> load, int times)
    {
        using var file = new TemporaryFile();
        var random = new Random(20220918);
        long tensors = LiveTensors.Count;
        int reported = 0;
        for (int i = 0; i < times; i++)
        {
            byte[] damaged = Alter(content, random, i);
            File.WriteAllBytes(file.FilePath, damaged);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                load(file.FilePath).Dispose();
            }
            catch (ReportedException)
            {
                reported++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        }

        Assert.InRange(reported, times / 10, times);
        Assert.Equal(tensors, LiveTensors.Count);
    }

    private static byte[] Alter(byte[] content, Random random, int round)
    {
        if (round % 4 == 0) return content[..random.Next(content.Length)];

        byte[] damaged = [.. content];
        for (int flips = round % 4; flips > 0; flips--) damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
        return damaged;
    }
}
