using System.CommandLine;

namespace SsNet.Benchmarks;

/// <summary>The size of a step, and how it computes, as options of a verb.</summary>
internal sealed class StepOptions
{
    private readonly Option<int[]> patch;
    private readonly Option<int> batch, width, classes, iterations, threads;
    private readonly Option<string> memoryLayout = new("--memory-layout") { Description = "Order in memory of ours", DefaultValueFactory = _ => "auto" };
    private readonly Option<string> device = new("--device") { Description = "Where to compute: cpu, cuda, cuda:1", DefaultValueFactory = _ => "cpu" };
    private readonly Option<bool> tf32 = new("--tf32") { Description = "Let a graphics card compute products of float32 numbers in TF32" };
    private readonly Option<string> precision = new("--precision") { Description = "Precision of ours", DefaultValueFactory = _ => "float32" };
    private readonly Option<string> tensorMemory = new("--tensor-memory") { Description = "Whether ours keeps the memory of large tensors for the next ones", DefaultValueFactory = _ => "kept" };
    private readonly Option<bool> shared = new("--shared-clean-prediction") { Description = "Let the smoothness loss of ours take the prediction of the main pass for the clean one" };
    private readonly Option<bool> profile = new("--profile") { Description = "Print where the time of the counted iterations of ours went" };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="size">The patch if none is stated.</param>
    /// <param name="samples">The batch if none is stated.</param>
    /// <param name="classCount">The classes if none are stated.</param>
    public StepOptions(Command command, int[] size, int samples, int classCount)
    {
        patch = new("--patch") { Description = "Voxels along each axis", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => size };
        batch = Number("--batch", "Samples, half of them labelled", samples);
        width = Number("--width", "Feature channels at the finest level", 16);
        classes = Number("--classes", "Classes, the background included", classCount);
        iterations = Number("--iterations", "Counted repetitions, after one that is not", 2);
        threads = Number("--threads", "Threads that compute; 0 for all cores", 0);
        memoryLayout.AcceptOnlyFromAmong("auto", "contiguous", "channels-last");
        precision.AcceptOnlyFromAmong("float32", "bfloat16");
        tensorMemory.AcceptOnlyFromAmong("kept", "returned");
        foreach (var option in new Option[] { patch, batch, width, classes, iterations, threads, memoryLayout, precision, tensorMemory, shared, profile, device, tf32 }) command.Add(option);
    }

    /// <summary>What the command line states.</summary>
    /// <param name="parse">The command line.</param>
    public StepSettings Read(ParseResult parse) => new(
        parse.GetValue(patch)!,
        parse.GetValue(batch),
        parse.GetValue(width),
        parse.GetValue(classes),
        parse.GetValue(iterations),
        parse.GetValue(threads),
        parse.GetValue(memoryLayout)!,
        parse.GetValue(precision)!,
        parse.GetValue(tensorMemory) == "kept",
        parse.GetValue(shared),
        parse.GetValue(profile),
        parse.GetValue(device)!,
        parse.GetValue(tf32));

    private static Option<int> Number(string name, string description, int value) => new(name) { Description = description, DefaultValueFactory = _ => value };
}
