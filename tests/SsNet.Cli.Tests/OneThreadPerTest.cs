using System.Runtime.CompilerServices;
using SsNet.Devices;
using static TorchSharp.torch;

namespace SsNet.Cli.Tests;

internal static class OneThreadPerTest
{
    /// <summary>Tests run beside each other already; threads inside an operation would only wait for one another, busily.</summary>
    [ModuleInitializer]
    public static void Set()
    {
        LibTorch.Load();
        set_num_threads(1);
    }
}
