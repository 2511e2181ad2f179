using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SsNet.Memory;
using SsNet.Methods;
using SsNet.Tests.Methods;
using static TorchSharp.torch;
using SsNetMethod = SsNet.Methods.SsNet;

namespace SsNet.Tests.Memory;

/// <summary>Runs alone, because the memory of tensors belongs to the whole process.</summary>
[CollectionDefinition(nameof(TensorMemoryTests), DisableParallelization = true)]
[Collection(nameof(TensorMemoryTests))]
public sealed class TensorMemoryTests : IDisposable
{
    private const long MiB = 1 << 20;

    public TensorMemoryTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "Linux on x64 alone.");
        Assert.True(TensorMemory.Keep());
    }

    public void Dispose() => TensorMemory.DoNotKeep();

    [Fact]
    public void The_memory_of_a_large_tensor_serves_the_next_one()
    {
        long used = TensorMemory.UsedBytes;
        var first = zeros(4 * MiB);
        Assert.Equal(used + 16 * MiB, TensorMemory.UsedBytes);
        ref byte place = ref MemoryMarshal.GetReference(first.bytes);
        first.Dispose();
        Assert.Equal(used, TensorMemory.UsedBytes);
        using var second = ones(4 * MiB);
        Assert.True(Unsafe.AreSame(ref place, ref MemoryMarshal.GetReference(second.bytes)));
        Assert.Equal(4 * MiB, second.sum().item<float>());
    }

    [Fact]
    public void Small_tensors_stay_with_libtorch()
    {
        long used = TensorMemory.UsedBytes;
        using var small = ones(1000);
        Assert.Equal(used, TensorMemory.UsedBytes);
        Assert.Equal(1000, small.sum().item<float>());
    }

    [Fact]
    public void A_tensor_outlives_the_keeping()
    {
        var tensor = arange(MiB, float32);
        using (var longer = tensor.repeat(3)) Assert.Equal(3 * MiB, longer.numel());
        Assert.Equal(77, At(tensor, 77));
        TensorMemory.DoNotKeep();
        Assert.False(TensorMemory.IsKept);
        Assert.Equal(0, TensorMemory.KeptBytes);
        using var other = ones(4 * MiB);
        Assert.Equal(77, At(tensor, 77));
        long used = TensorMemory.UsedBytes;
        tensor.Dispose();
        Assert.Equal(used - 4 * MiB, TensorMemory.UsedBytes);
        Assert.Equal(0, TensorMemory.KeptBytes);
    }

    [Fact]
    public void Training_is_the_same_to_the_bit()
    {
        double[] kept = Losses();
        TensorMemory.DoNotKeep();
        Assert.Equal(Losses(), kept);
    }

    private static float At(Tensor tensor, long index)
    {
        using var element = tensor[index];
        return element.item<float>();
    }

    private static double[] Losses()
    {
        using var method = new SsNetMethod(SmallTraining.Network(), new SsNetOptions(), seed: 1);
        using var scope = NewDisposeScope();
        var objective = new Objective();
        method.Step(SmallTraining.Batch(seed: 1), 1, objective);
        objective.Backward();
        return [.. objective.Terms.Select(term => term.Value), .. method.Network.parameters().Where(p => p.grad is not null).Select(p => p.grad!.abs().sum().item<float>())];
    }
}
