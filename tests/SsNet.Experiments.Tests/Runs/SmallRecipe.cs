using SsNet.Experiments.Recipes;

namespace SsNet.Experiments.Tests.Runs;

/// <summary>Recipes that are done in a moment: a few small phantoms and the smallest networks.</summary>
internal static class SmallRecipe
{
    /// <summary>SS-Net on left atria of 16×16×16 (two classes) or ventricles of 8×32×32 (four).</summary>
    /// <param name="classes">2 or 4.</param>
    /// <param name="patch">Voxels of the patch; two axes train on slices.</param>
    public static Recipe SsNet(int classes, params int[] patch) => new()
    {
        Layout = classes == 2 ? DataLayout.Phantom : DataLayout.CinePhantom,
        PhantomSize = classes == 2 ? [16, 16, 16] : [8, 32, 32],
        SliceAxis = classes == 2 ? 2 : 0,
        TrainingCases = 4,
        TestCases = 2,
        Labelled = 2,
        Classes = classes,
        BaseWidth = 2,
        RampUpInterval = 1,
        Patch = [.. patch],
        Stride = [.. patch],
        Iterations = 2,
        Workers = 0,
        Threads = 1,
    };
}
