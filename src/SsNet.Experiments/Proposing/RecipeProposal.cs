using System.Collections.Immutable;
using SsNet.Data;
using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Recipes;
using SsNet.Losses;
using SsNet.Training;

namespace SsNet.Experiments.Proposing;

/// <summary>Proposes a recipe for a data set: the paper's settings, in proportion to the data and the machine.</summary>
public static class RecipeProposal
{
    /// <summary>From this ratio of spacings on, neighbouring slices tell too little of each other for a network of volumes.</summary>
    private const double SlicesFrom = 3;

    /// <summary>From this ratio of spacings on, an axis is the one along which slices follow each other.</summary>
    private const double SliceAxisFrom = 1.5;

    private const int Multiple = 16;

    /// <summary>A recipe that trains on the prepared data.</summary>
    /// <param name="data">What they are like.</param>
    /// <param name="budget">For what machine.</param>
    /// <param name="dimension">2 for slices, 3 for volumes; null for what suits the data.</param>
    public static Recipe Of(DataSummary data, Budget budget, int? dimension = null)
    {
        var recipe = new Recipe
        {
            Layout = DataLayout.Prepared,
            Labelled = 0,
            Classes = data.ClassNames.Count + 1,
            InputChannels = data.Channels,
            SliceAxis = SliceAxisOf(data),
            LargestComponent = data.OnePiece,
        };
        if ((dimension ?? DimensionFor(data)) == 2) SetSlices(recipe, data, budget);
        else SetVolumes(recipe, data, budget);
        if (budget == Budget.Small) SetSmall(recipe);
        if (data.Unlabelled == 0)
        {
            recipe.Method = MethodName.Supervised;
            recipe.UnlabelledPerBatch = 0;
        }

        recipe.LabelledPerBatch = Math.Min(recipe.LabelledPerBatch, LabelledSamples(data, recipe));
        // A batch of one patch needs two voxels at the network's deepest level for the batch normalisation to have a spread.
        if (recipe.LabelledPerBatch + recipe.UnlabelledPerBatch == 1 && recipe.Patch.Max() == Multiple) recipe.Patch = recipe.Patch.SetItem(recipe.Patch.Length - 1, 2 * Multiple);
        SetPerturbation(recipe);
        return recipe;
    }

    /// <summary>Whether a network of slices (2) or of volumes (3) suits the data.</summary>
    /// <param name="data">What they are like.</param>
    public static int DimensionFor(DataSummary data)
    {
        bool isThin = data.Size.Length < 3 || data.Size.Min() < Multiple;
        return isThin || data.Spacing.Max() >= SlicesFrom * data.Spacing.Min() ? 2 : 3;
    }

    /// <summary>The axis with the widest spacing; where none stands out the one along which a thin volume is thin, else from feet to head.</summary>
    private static int SliceAxisOf(DataSummary data)
    {
        if (data.Size.Length < 3) return 0;
        double widest = data.Spacing.Max();
        if (widest >= SliceAxisFrom * data.Spacing.Min()) return data.Spacing.IndexOf(widest);
        int shortest = data.Size.Min();
        return shortest < Multiple ? data.Size.IndexOf(shortest) : 0;
    }

    /// <summary>How many labelled samples there are once cases are held out for validation; a batch cannot have more.</summary>
    private static int LabelledSamples(DataSummary data, Recipe recipe)
    {
        int cases = data.Labelled - (data.Validation == 0 && data.Labelled >= ValidationSplit.FewestLabelled ? Math.Max(2, data.Labelled / 5) : 0);
        return recipe.Patch.Length == data.Size.Length ? cases : cases * data.Size[recipe.SliceAxis];
    }

    private static void SetSlices(Recipe recipe, DataSummary data, Budget budget)
    {
        var plane = data.Size.Length < 3 ? data.Size : data.Size.RemoveAt(recipe.SliceAxis);
        double scale = Math.Min(1, (budget == Budget.Small ? 96.0 : 256) / plane.Max());
        recipe.Architecture = Architecture.UNet;
        recipe.Patch = [.. plane.Select(n => Nearest(scale * n))];
        recipe.Fit = ImageFit.Zoom;
        recipe.Dice = DiceForm.Squared;
        recipe.LabelledPerBatch = recipe.UnlabelledPerBatch = budget == Budget.Small ? 4 : 12;
        recipe.WindowsPerBatch = budget == Budget.Small ? 8 : 4;
        recipe.ConsistencyWeight = 0.1;
        recipe.RampUpLength = 200;
        recipe.RampUpCountsCurrent = false;
        recipe.Iterations = 30_000;
        recipe.Schedule = LearningRateDecay.Constant;
    }

    private static void SetVolumes(Recipe recipe, DataSummary data, Budget budget)
    {
        // Patches of the paper, and of the recipe la-4-small; images are shrunk while they hold many more voxels than patches do.
        (double voxels, double mostPatches) = budget == Budget.Small ? (48 * 48 * 32, 8) : (112.0 * 112 * 80, 64);
        int factor = 1;
        while (Product(data.Size.Select(n => (double)n / factor)) > mostPatches * voxels && data.Size.Min() / (factor + 1) >= Multiple) factor++;
        recipe.Architecture = Architecture.VNet;
        // The paper's experiment with several classes has this form.
        if (recipe.Classes > 2) recipe.Dice = DiceForm.Squared;
        recipe.Downsampling = factor;
        recipe.Patch = PatchFor([.. data.Size.Select(n => Math.Max(n / factor, 1))], voxels);
        recipe.Stride = [.. recipe.Patch.Select(n => Math.Max(n / (budget == Budget.Small ? 2 : 4), 1))];
        recipe.WindowsPerBatch = 4;
    }

    private static void SetSmall(Recipe recipe)
    {
        recipe.BaseWidth = 8;
        recipe.ConsistencyWeight = 1;
        recipe.RampUpLength = 40;
        recipe.RampUpInterval = 20;
        recipe.Iterations = 2000;
        recipe.ValidateEvery = 100;
        recipe.CheckpointEvery = 100;
        if (recipe.Patch.Length == 3) recipe.Schedule = LearningRateDecay.Polynomial;
    }

    /// <summary>The L2 norm of a perturbation grows with the root of the number of voxels: as strong per voxel as the paper's.</summary>
    private static void SetPerturbation(Recipe recipe)
    {
        var (paperVoxels, magnitude) = recipe.Patch.Length == 2 ? (256.0 * 256, 6.0) : (112.0 * 112 * 80, 10.0);
        double scale = Math.Sqrt(recipe.InputChannels * Product(recipe.Patch.Select(n => (double)n)) / paperVoxels);
        recipe.Probe = Math.Round(10 * scale, 2);
        recipe.Magnitude = Math.Round(magnitude * scale, 2);
    }

    /// <summary>As large as the image, in steps that the network can halve four times, and then shorter along the longest axis until it has the voxels.</summary>
    private static ImmutableArray<int> PatchFor(int[] size, double voxels)
    {
        int[] patch = [.. size.Select(n => Nearest(n))];
        while (Product(patch.Select(n => (double)n)) > voxels && patch.Max() > Multiple) patch[Array.IndexOf(patch, patch.Max())] -= Multiple;
        return [.. patch];
    }

    private static int Nearest(double voxels) => Math.Max((int)Math.Round(voxels / Multiple, MidpointRounding.AwayFromZero), 1) * Multiple;

    private static double Product(IEnumerable<double> values) => values.Aggregate(1.0, (product, value) => product * value);
}
