using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using SsNet.Devices;
using TorchSharp;

namespace SsNet.Cli.Verbs;

/// <summary>What the program is made of and runs on.</summary>
internal sealed class InfoCommand() : Verb("info", "Show versions, processor, memory and devices.")
{
    public override string Example => "info";

    /// <inheritdoc/>
    protected override bool Computes => true;

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        string version = typeof(InfoCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        double memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        (string Name, string Value)[] lines =
        [
            ("ssnet", version),
            (".NET", RuntimeInformation.FrameworkDescription),
            ("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}"),
            ("TorchSharp", typeof(torch).Assembly.GetName().Version!.ToString(3)),
            ("libtorch", $"{LibTorch.Version}, {(LibTorch.IsBuiltForCuda ? "with" : "without")} CUDA"),
            .. LibTorch.Files.Select(file => ("", file)),
            ("processors", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
            ("threads", torch.get_num_threads().ToString(CultureInfo.InvariantCulture)),
            ("memory", string.Create(CultureInfo.InvariantCulture, $"{memory:0.0} GiB")),
            ("devices", CudaDevice.IsAvailable ? $"cpu, cuda ({torch.cuda.device_count()})" : "cpu"),
            .. (GraphicsCard.All() ?? []).Select(card => ($"cuda:{card.Index}", string.Create(CultureInfo.InvariantCulture, $"{card.Name}, {card.Memory / (double)(1L << 30):0.0} GiB"))),
        ];
        foreach (var (name, value) in lines) output.WriteLine($"{name,-12}{value}");
        return ExitCode.Success;
    }
}
