using SsNet.Experiments.Recipes;

namespace SsNet.Experiments.Tables;

/// <summary>The size of the paper's experiments (Wu et al. 2022, section 3.2).</summary>
/// <param name="Patch">Voxels of the patch.</param>
/// <param name="Iterations">Length of a run.</param>
/// <param name="Batch">Samples in a batch, half of them labelled.</param>
/// <param name="TrainingCases">Training scans (ACDC: patients).</param>
/// <param name="TestCases">Test scans (ACDC: patients).</param>
internal sealed record PaperSize(int[] Patch, long Iterations, int Batch, int TrainingCases, int TestCases)
{
    private const int Width = 16;
    private static readonly PaperSize LeftAtrium = new([112, 112, 80], 15_000, 4, 80, 20);
    private static readonly PaperSize Acdc = new([256, 256], 30_000, 24, 70, 20);

    /// <summary>Whether a run is as large as the paper's.</summary>
    /// <param name="recipe">Its recipe.</param>
    /// <param name="counts">Its cases.</param>
    public static bool IsOf(Recipe recipe, CaseCounts counts)
    {
        var size = recipe.Layout switch
        {
            DataLayout.La => LeftAtrium,
            DataLayout.Acdc => Acdc,
            _ => null,
        };
        return size is not null
            && recipe.Patch.SequenceEqual(size.Patch)
            && recipe.BaseWidth == Width
            && recipe.Iterations == size.Iterations
            && recipe.Downsampling == 1
            && size.HasBatchOf(recipe)
            && counts.Training == size.TrainingCases
            && counts.Test == size.TestCases;
    }

    // Without unlabelled samples the labelled ones may have the whole batch.
    private bool HasBatchOf(Recipe recipe) => recipe.UnlabelledPerBatch == 0
        ? recipe.LabelledPerBatch == Batch / 2 || recipe.LabelledPerBatch == Batch
        : recipe.LabelledPerBatch == Batch / 2 && recipe.UnlabelledPerBatch == Batch / 2;
}
