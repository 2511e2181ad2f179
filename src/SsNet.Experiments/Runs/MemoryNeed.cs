using SsNet.Experiments.Recipes;
using SsNet.Imaging;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Runs;

/// <summary>
/// Says before a run starts whether its batches fit into memory: Linux grants any request and kills the process later, so that
/// waiting for a failure would lose the message.
/// </summary>
internal static class MemoryNeed
{
    /// <summary>Throws if a training step needs more memory than the machine has.</summary>
    /// <exception cref="ReportedException">It does; the message gives both numbers.</exception>
    public static void Check(Recipe recipe)
    {
        if (recipe.Device != DeviceName.Cpu) return;
        double voxels = recipe.Patch.Aggregate(1.0, (product, n) => product * n) * (recipe.LabelledPerBatch + recipe.UnlabelledPerBatch);
        var (perChannel, separation) = BytesPerVoxel(recipe.Architecture);
        double need = voxels * (perChannel * recipe.BaseWidth + (recipe.Method == MethodName.SsNet && recipe.Separation ? separation : 0));
        double available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (need <= available) return;
        throw new ReportedException(
            $"patch: a batch of {recipe.LabelledPerBatch + recipe.UnlabelledPerBatch} patches of {Geometry.Format(recipe.Patch.AsSpan())} at base width {recipe.BaseWidth} needs about {need / (1 << 30):F0} GiB, and this machine has {available / (1 << 30):F0}; choose a smaller patch, batch or width.");
    }

    /// <summary>
    /// Bytes that a training step keeps per voxel of the batch, as measured (docs/architecture.md): activations for each channel of the
    /// first level, and for SS-Net the rows of the separation heads, which do not depend on the width.
    /// </summary>
    private static (double PerChannel, double Separation) BytesPerVoxel(Architecture architecture) => architecture switch
    {
        Architecture.UNet => (165, 1500),
        _ => (80, 720),
    };
}
