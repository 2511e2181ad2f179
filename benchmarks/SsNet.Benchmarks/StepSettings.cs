using System.Globalization;
using SsNet.Experiments.Recipes;
using SsNet.Losses;

namespace SsNet.Benchmarks;

/// <summary>The size of a training step.</summary>
/// <param name="Patch">Voxels along each axis; two or three.</param>
/// <param name="Batch">Samples, half of them labelled.</param>
/// <param name="Width">Feature channels at the finest level.</param>
/// <param name="Classes">Classes, the background included.</param>
/// <param name="Iterations">Counted iterations, after one that is not.</param>
/// <param name="Threads">Threads that compute; 0 for all cores.</param>
/// <param name="MemoryLayout">The recipe's word for the memory layout.</param>
/// <param name="Precision">The recipe's word for the precision.</param>
/// <param name="KeepsMemory">Whether the memory of large tensors is kept for the next ones.</param>
/// <param name="SharedCleanPrediction">Whether the smoothness loss shares the prediction of the main pass.</param>
/// <param name="Profile">Whether the phases of the counted iterations are printed.</param>
/// <param name="Device">The recipe's word for the device.</param>
/// <param name="Tf32">Whether a graphics card may compute in TF32.</param>
internal sealed record StepSettings(int[] Patch, int Batch, int Width, int Classes, int Iterations, int Threads, string MemoryLayout, string Precision, bool KeepsMemory, bool SharedCleanPrediction, bool Profile, string Device, bool Tf32)
{
    /// <summary>The paper's recipe at this size.</summary>
    public Recipe ToRecipe()
    {
        var recipe = RecipeFile.Load(Patch.Length == 3 ? "la-4" : "acdc-3");
        recipe.Patch = [.. Patch];
        recipe.BaseWidth = Width;
        recipe.Classes = Classes;
        recipe.LabelledPerBatch = Batch / 2;
        recipe.UnlabelledPerBatch = Batch - Batch / 2;
        // Full weight from the start, so that every loss is computed on numbers that matter.
        recipe.RampUpLength = 0;
        recipe.Dice = Patch.Length == 3 ? DiceForm.Linear : DiceForm.Squared;
        recipe.SharedCleanPrediction = SharedCleanPrediction;
        Set(recipe, "memory-layout", MemoryLayout);
        Set(recipe, "precision", Precision);
        Set(recipe, "device", Device);
        recipe.Tf32 = Tf32;
        return recipe;
    }

    /// <summary>The settings as arguments of the program.</summary>
    public IEnumerable<string> ToArguments() =>
    [
        "--patch", .. Patch.Select(Text), "--batch", Text(Batch), "--width", Text(Width), "--classes", Text(Classes), "--iterations", Text(Iterations), "--threads", Text(Threads),
        "--memory-layout", MemoryLayout, "--precision", Precision, "--tensor-memory", KeepsMemory ? "kept" : "returned", .. SharedCleanPrediction ? ["--shared-clean-prediction"] : Array.Empty<string>(), .. Profile ? ["--profile"] : Array.Empty<string>(), "--device", Device, "--tf32", Tf32 ? "true" : "false",
    ];

    private static void Set(Recipe recipe, string key, string value) => RecipeKeys.All.Single(known => known.Name == key).SetFromCommandLine(recipe, value);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
