using SsNet.Devices;
using SsNet.Imaging;

namespace SsNet.Tests.Devices;

public class LibTorchTests
{
    [Fact]
    public void One_libtorch_is_in_memory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells which libraries a process has.");
        Assert.Equal("libtorch_cpu.so", Path.GetFileName(Assert.Single(LibTorch.Files)));
    }

    [Fact]
    public void Functions_that_it_has_are_found_and_others_are_not()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The names are those of GCC and Clang.");
        Assert.All(LibTorch.Exports("_ZN2at13globalContextEv")!, address => Assert.NotEqual(0, address));
        Assert.Null(LibTorch.Exports("_ZN2at13globalContextEv", "no_such_function"));
    }

    [Fact]
    public void Convolutions_that_add_in_a_fixed_order_can_be_required()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The names are those of GCC and Clang.");
        Assert.True(DeterministicConvolutions.Require());
        Assert.True(DeterministicConvolutions.AreRequired);
    }

    [Fact]
    public void A_card_that_is_not_there_is_refused_with_what_is_missing()
    {
        Assert.SkipWhen(CudaDevice.IsAvailable, "This machine has a graphics card.");
        string message = Assert.Throws<ReportedException>(() => CudaDevice.Open(0, tf32: false)).Message;
        Assert.StartsWith("device: libtorch ", message, StringComparison.Ordinal);
        Assert.EndsWith("see docs/gpu.md, or use --device cpu.", message, StringComparison.Ordinal);
        if (!LibTorch.IsBuiltForCuda) Assert.Contains("is built without CUDA; name a PyTorch that has it in the environment variable SSNET_LIBTORCH", message, StringComparison.Ordinal);
    }
}
