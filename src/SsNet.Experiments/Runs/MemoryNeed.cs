using SsNet.Experiments.Recipes;
using SsNet.Imaging;
using SsNet.Imaging.Volumes;
using SsNet.Networks;

namespace SsNet.Experiments.Runs;

/// <summary>
/// Says before a run starts whether its batches fit into memory: Linux grants any request and kills the process later, so that
/// waiting for a failure would lose the message.
/// </summary>
internal static class MemoryNeed
{
    /// <summary>
    /// Bytes that a training step keeps per voxel of the batch, as measured (docs/architecture.md): activations for each channel of the
    /// first level, and for SS-Net the rows of the separation heads, which do not depend on the width.
    /// </summary>
    private const double VNetBytes = 80;
    private const double UNetBytes = 165;
    private const double PyramidBytes = 110;
    private const double SeparationBytes = 80;

    /// <summary>What a step in bfloat16 needs, as a share of one in float32.</summary>
    private const double BFloat16Share = 0.8;

    /// <summary>What a further decoder needs, as a share of what encoder and first decoder need.</summary>
    private const double DecoderShare = 0.6;

    /// <summary>Throws if a training step needs more memory than the machine has.</summary>
    /// <exception cref="ReportedException">It does; the message gives both numbers.</exception>
    public static void Check(Recipe recipe)
    {
        if (recipe.Device.Card is not null) return;
        double need = Bytes(recipe);
        double available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (need <= available) return;
        throw new ReportedException(
            $"patch: a batch of {recipe.LabelledPerBatch + recipe.UnlabelledPerBatch} patches of {Geometry.Format(recipe.Patch.AsSpan())} at base width {recipe.BaseWidth} needs about {need / (1 << 30):F0} GiB, and this machine has {available / (1 << 30):F0}; choose a smaller patch, batch or width.");
    }

    /// <summary>What a training step keeps, in bytes.</summary>
    internal static double Bytes(Recipe recipe)
    {
        double voxels = recipe.Patch.Aggregate(1.0, (product, n) => product * n) * (recipe.LabelledPerBatch + recipe.UnlabelledPerBatch);
        double perChannel = recipe.Architecture switch
        {
            Architecture.UNet => UNetBytes,
            Architecture.PyramidUNet => PyramidBytes,
            _ => VNetBytes,
        };
        if (recipe.Method == MethodName.McNet) perChannel *= 1 + DecoderShare * (recipe.Decoders - 1);
        double share = recipe.Precision == NetworkPrecision.BFloat16 ? BFloat16Share : 1;
        return share * voxels * (perChannel * recipe.BaseWidth + (recipe.Method == MethodName.SsNet && recipe.Separation ? SeparationBytes : 0));
    }
}
