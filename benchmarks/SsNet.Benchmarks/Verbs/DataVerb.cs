using System.CommandLine;
using SsNet.Data;
using SsNet.Experiments.Recipes;

namespace SsNet.Benchmarks.Verbs;

/// <summary>Whether a training step ever waits for its data.</summary>
internal sealed class DataVerb : Command
{
    private readonly Option<int> dimension = new("--dimension") { Description = "3 for left atria, 2 for slices of ACDC", DefaultValueFactory = _ => 3 };
    private readonly Option<int[]> size = new("--size") { Description = "Voxels of a case along each axis", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int[]> patch = new("--patch") { Description = "Voxels of a sample along each axis", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> batch = new("--batch") { Description = "Samples, half of them labelled; 4 for volumes and 24 for slices if not stated" };
    private readonly Option<int> batches = new("--batches") { Description = "Batches in which every case occurs once", DefaultValueFactory = _ => 4 };
    private readonly Option<int> rounds = new("--rounds") { Description = "How many times every case is used when all are in memory", DefaultValueFactory = _ => 10 };
    private readonly Option<bool> signedDistances = new("--signed-distances") { Description = "Make signed distance maps of the labels too, as SASSNet and DTC need them" };
    private readonly Option<int[]> workers = new("--workers") { Description = "Background threads", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [0, 1, 2] };
    private readonly Option<double?> step = new("--step") { Description = "Seconds of a training step, to give times as shares of it" };

    /// <summary>The verb.</summary>
    public DataVerb()
        : base("data", "Reading, augmenting and batching of made-up cases, with nothing decoded yet and with everything in memory")
    {
        dimension.AcceptOnlyFromAmong("2", "3");
        foreach (var option in new Option[] { dimension, size, patch, batch, batches, rounds, signedDistances, workers, step }) Add(option);
        SetAction(Run);
    }

    private void Run(ParseResult parse)
    {
        bool isVolume = parse.GetValue(dimension) == 3;
        var recipe = RecipeFile.Load(isVolume ? "la-4" : "acdc-3");
        if (parse.GetValue(patch) is { Length: > 0 } stated) recipe.Patch = [.. stated];
        int samples = parse.GetValue(batch) is > 0 and var count ? count : isVolume ? 4 : 24;
        (recipe.LabelledPerBatch, recipe.UnlabelledPerBatch) = (samples / 2, samples - samples / 2);
        int passes = parse.GetValue(batches);
        int[] voxels = parse.GetValue(size) is { Length: > 0 } given ? given : isVolume ? [180, 140, 88] : [256, 216];
        using var cases = new MadeUpCases(voxels, recipe.LabelledPerBatch * passes, recipe.UnlabelledPerBatch * passes);
        var augmentation = recipe.ToAugmentation();
        if (parse.GetValue(signedDistances)) augmentation = new SignedDistanceAugmentation(augmentation, recipe.Classes);
        var run = new DataRun(recipe, augmentation, cases.Data, passes);

        var (decoding, making, tensors) = run.Parts();
        Console.WriteLine(FormattableString.Invariant(
            $"one thread: {decoding * 1000:0.00} ms to decode a case, {making * 1000:0.00} ms to make a sample of it, {tensors * 1000:0.00} ms to make tensors of a batch of {samples}"));
        Console.WriteLine($"{"",-28}{"ms per batch",14}{"samples per s",14}{"of a step",12}");
        // Once without a look at the clock, for the just-in-time compiler.
        run.PerBatch(0, parse.GetValue(rounds));
        foreach (int threads in parse.GetValue(workers)!)
        {
            var (cold, warm) = run.PerBatch(threads, parse.GetValue(rounds));
            Write($"{threads} workers, decoding", cold);
            Write($"{threads} workers, in memory", warm);
        }

        Write("tensors, by the trainer", tensors);

        void Write(string name, double seconds)
        {
            string share = parse.GetValue(step) is { } length ? FormattableString.Invariant($"{seconds / length:0.00%}") : "";
            Console.WriteLine(FormattableString.Invariant($"{name,-28}{seconds * 1000,14:0.00}{samples / seconds,14:0}{share,12}"));
        }
    }
}
