using System.CommandLine;
using SsNet.Experiments.Complexity;
using SsNet.Imaging.Formats;
using SsNet.Inference;
using SsNet.Networks;
using TorchSharp;

namespace SsNet.Benchmarks.Verbs;

/// <summary>How long one window, or a whole image, takes, and whether the label map is that of the plain implementation.</summary>
internal sealed class PredictionVerb : Command
{
    private readonly Argument<string>? image;
    private readonly Option<string?> run = new("--run") { Description = "Folder of a trained run; without, a V-Net of the paper with random weights" };
    private readonly Option<int[]> patch = new("--patch") { Description = "Voxels of a window along each axis; the recipe's if not stated", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
    private readonly Option<int[]> stride = new("--stride") { Description = "Distance between windows along each axis; the recipe's if not stated", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
    private readonly Option<int> windows = new("--windows-per-batch") { Description = "Windows that go through the network together", DefaultValueFactory = _ => 1 };
    private readonly Option<int> iterations = new("--iterations") { Description = "Counted repetitions, after one that is not", DefaultValueFactory = _ => 3 };
    private readonly Option<int> threads = new("--threads") { Description = "Threads that compute; 0 for all cores", DefaultValueFactory = _ => 0 };
    private readonly Option<string> precision = new("--precision") { Description = "Precision of ours", DefaultValueFactory = _ => "float32" };
    private readonly Option<string> tensorMemory = new("--tensor-memory") { Description = "Whether ours keeps the memory of large tensors for the next ones", DefaultValueFactory = _ => "kept" };
    private readonly Option<string> implementation = new("--implementation") { Description = "Which to measure", DefaultValueFactory = _ => "both" };
    private readonly Option<string?> child = new("--child") { Hidden = true };

    /// <summary>A verb.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it measures.</param>
    /// <param name="ofFile">Whether it segments the image of a file.</param>
    public PredictionVerb(string name, string description, bool ofFile)
        : base(name, description)
    {
        if (ofFile) Add(image = new Argument<string>("FILE") { Description = "The image, prepared as the network's were" });
        implementation.AcceptOnlyFromAmong("ours", "textbook", "both");
        precision.AcceptOnlyFromAmong("float32", "bfloat16");
        tensorMemory.AcceptOnlyFromAmong("kept", "returned");
        foreach (var option in new Option[] { run, patch, stride, windows, iterations, threads, precision, tensorMemory, implementation, child }) Add(option);
        SetAction(Run);
    }

    private void Run(ParseResult parse)
    {
        var settings = new PredictionSettings(
            image is null ? null : parse.GetValue(image),
            parse.GetValue(run),
            parse.GetValue(patch)!,
            parse.GetValue(stride)!,
            parse.GetValue(windows),
            parse.GetValue(iterations),
            parse.GetValue(threads),
            parse.GetValue(precision)!,
            parse.GetValue(tensorMemory) == "kept");
        string which = parse.GetValue(implementation)!;
        if (parse.GetValue(child) is { } labelsPath)
        {
            ChildProcess.Answer(PredictionRun.Measure(which, settings, labelsPath));
            return;
        }

        var folder = Directory.CreateTempSubdirectory("ssnet-benchmark");
        try
        {
            string[] names = which == "both" ? ["textbook", "ours"] : [which];
            string LabelsOf(string name) => Path.Combine(folder.FullName, name);
            Measurement[] measured = [.. names.Select(name => ChildProcess.Measure([Name, .. settings.ToArguments(), "--implementation", name, "--child", LabelsOf(name)]))];
            MeasurementTable.Write(measured, Floor(settings));
            if (names.Length == 2) WriteAgreement(File.ReadAllBytes(LabelsOf(names[0])), File.ReadAllBytes(LabelsOf(names[1])));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Floor(PredictionSettings settings)
    {
        if (settings.Threads > 0) torch.set_num_threads(settings.Threads);
        var (recipe, network) = settings.Load();
        using var owned = network;
        int[] size = settings.Image is null ? [.. recipe.Patch] : [.. ImageFile.ReadImage(settings.Image).Geometry.Size];
        int[] padded = [.. size.Zip(recipe.Patch, Math.Max)];
        int count = WindowGrid.Corners(padded, recipe.Patch.AsSpan(), recipe.Stride.AsSpan()).Count;
        double operations = 2.0 * count * ComplexityCounter.Of(network, recipe.Patch.AsSpan(), MacConvention.Exact).Macs;
        double speed = Machine.OperationsPerSecond(recipe.Precision == NetworkPrecision.BFloat16 ? torch.ScalarType.BFloat16 : torch.ScalarType.Float32, torch.CPU);
        Console.WriteLine(FormattableString.Invariant($"floor: {operations / 1e9:0} GFLOP in {count} window(s) at {speed / 1e9:0} GFLOP/s of a large {settings.Precision} matrix product"));
        return operations / speed;
    }

    private static void WriteAgreement(byte[] plain, byte[] ours)
    {
        int differ = plain.Zip(ours).Count(pair => pair.First != pair.Second);
        long both = plain.Zip(ours).Count(pair => pair.First > 0 && pair.First == pair.Second), sum = plain.Count(value => value > 0) + ours.Count(value => value > 0);
        Console.WriteLine(FormattableString.Invariant($"label maps: {differ} of {plain.Length} voxels differ, Dice between them {(sum == 0 ? 1 : 2.0 * both / sum):0.000000}"));
    }
}
