using SsNet.Data;
using SsNet.Losses;
using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Methods;

/// <summary>
/// MC-Net (Wu et al., MICCAI 2021): L = κ Σ_i L_seg of decoder i + λ(t) Σ_{i≠j} |p_i − sharpened p_j|². Decoders that enlarge in
/// different ways share one encoder; where they disagree the network is uncertain, and learns to agree. Two decoders are MC-Net,
/// three are MC-Net+ (Wu et al., Medical Image Analysis 2022). Only the first one predicts in the end.
/// </summary>
public sealed class McNet : Method
{
    private readonly McNetOptions options;

    /// <summary>MC-Net training of a network.</summary>
    /// <param name="network">A network with several decoders; disposed with the method.</param>
    /// <param name="options">Weights and variants.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <exception cref="ArgumentException">The network has only one decoder.</exception>
    public McNet(SegmentationNetwork network, McNetOptions options, long seed)
        : base("mc-net", network, seed)
    {
        if (network.Options.Decoders < 2) throw new ArgumentException("MC-Net needs a network with two or three decoders.", nameof(network));
        this.options = options;
    }

    /// <inheritdoc/>
    public override void Step(Batch batch, long iteration, Objective objective)
    {
        BeginStep(iteration);
        var outputs = Forward(batch.Images, objective).AllLogits;
        foreach (var (i, logits) in outputs.Index())
        {
            objective.AddSupervision(options.Supervision, batch.Labelled(logits), batch, options.DecoderWeight, i == 0 ? "" : $"_{i + 1}");
        }

        using var phase = objective.Phase("consistency");
        Tensor[] probabilities = [.. outputs.Select(logits => nn.functional.softmax(logits, 1))];
        objective.Add("consistency", MutualConsistency.Loss(probabilities, options.Temperature), options.Consistency.At(iteration));
    }
}
