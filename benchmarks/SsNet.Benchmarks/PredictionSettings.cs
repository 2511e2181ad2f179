using System.Globalization;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Networks;

namespace SsNet.Benchmarks;

/// <summary>What is segmented, and how.</summary>
/// <param name="Image">The file of the image; null for noise of one window's size.</param>
/// <param name="Run">The folder of a trained run; null for a V-Net of the paper with random weights.</param>
/// <param name="Patch">Voxels of a window along each axis; empty for the recipe's.</param>
/// <param name="Stride">Distance between windows along each axis; empty for the recipe's.</param>
/// <param name="Windows">Windows that go through the network together.</param>
/// <param name="Iterations">Counted repetitions, after one that is not.</param>
/// <param name="Threads">Threads that compute; 0 for all cores.</param>
/// <param name="Precision">The recipe's word for the precision of ours.</param>
/// <param name="KeepsMemory">Whether the memory of large tensors is kept for the next ones.</param>
internal sealed record PredictionSettings(string? Image, string? Run, int[] Patch, int[] Stride, int Windows, int Iterations, int Threads, string Precision, bool KeepsMemory)
{
    /// <summary>The settings as arguments of the program.</summary>
    public IEnumerable<string> ToArguments() =>
    [
        .. Image is null ? (string[])[] : [Image],
        .. Run is null ? (string[])[] : ["--run", Run],
        .. Patch.Length == 0 ? [] : Patch.Select(Text).Prepend("--patch"),
        .. Stride.Length == 0 ? [] : Stride.Select(Text).Prepend("--stride"),
        "--windows-per-batch", Text(Windows), "--iterations", Text(Iterations), "--threads", Text(Threads), "--precision", Precision, "--tensor-memory", KeepsMemory ? "kept" : "returned",
    ];

    /// <summary>The recipe at these sizes, and its network, trained or not; the caller's.</summary>
    public (Recipe Recipe, SegmentationNetwork Network) Load()
    {
        if (Run is not null)
        {
            var model = RunModel.OfRun(Run, Adjust);
            return (model.Recipe, model.Network);
        }

        var recipe = RecipeFile.Load("la-4");
        Adjust(recipe);
        var network = MethodFactory.Network(recipe, recipe.ToNetworkOptions(), TorchSharp.torch.CPU);
        network.Initialise(1);
        network.Precision = recipe.Precision;
        return (recipe, network);
    }

    private void Adjust(Recipe recipe)
    {
        if (Patch.Length > 0) recipe.Patch = [.. Patch];
        if (Stride.Length > 0) recipe.Stride = [.. Stride];
        recipe.WindowsPerBatch = Windows;
        // For the textbook; ours lays out the copy that it applies by itself.
        recipe.MemoryLayout = MemoryLayout.Contiguous;
        RecipeKeys.All.Single(known => known.Name == "precision").SetFromCommandLine(recipe, Precision);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
