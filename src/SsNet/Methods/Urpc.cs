using SsNet.Data;
using SsNet.Losses;
using SsNet.Networks;

namespace SsNet.Methods;

/// <summary>
/// URPC (Luo et al., MICCAI 2021), uncertainty-rectified pyramid consistency: L = mean_s L_seg of scale s + λ(t) L_c. The levels of the decoder
/// each classify, and learn to agree with their mean on the unlabelled samples, less where they differ from it much. Only the finest predicts in the end.
/// </summary>
public sealed class Urpc : Method
{
    private readonly UrpcOptions options;

    /// <summary>URPC training of a network.</summary>
    /// <param name="network">A pyramid; disposed with the method.</param>
    /// <param name="options">Weights.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <exception cref="ArgumentException">The network is no pyramid.</exception>
    public Urpc(SegmentationNetwork network, UrpcOptions options, long seed)
        : base("urpc", network, seed)
    {
        if (!network.Options.Pyramid) throw new ArgumentException("URPC needs a network with classifiers on several levels.", nameof(network));
        this.options = options;
    }

    /// <inheritdoc/>
    public override void Step(Batch batch, long iteration, Objective objective)
    {
        BeginStep(iteration);
        var outputs = Forward(batch.Images, objective).AllLogits;
        foreach (var (s, logits) in outputs.Index())
        {
            objective.AddSupervision(options.Supervision, batch.Labelled(logits), batch, 1.0 / outputs.Count, s == 0 ? "" : $"_{s + 1}");
        }

        if (batch.UnlabelledCount == 0) return;
        using var phase = objective.Phase("consistency");
        objective.Add("consistency", PyramidConsistency.Loss([.. outputs.Select(batch.Unlabelled)]), options.Consistency.At(iteration));
    }
}
