using SsNet.Data;
using SsNet.Losses;
using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Methods;

/// <summary>
/// DTC (Luo et al., AAAI 2021), dual-task consistency: L = L_seg + β L_φ + λ(t) |σ(−k φ) − p|². The network learns the classes and the signed distance
/// to their boundary; both tasks have to say the same about every sample, labelled or not.
/// </summary>
public sealed class Dtc : Method
{
    private readonly DtcOptions options;

    /// <summary>DTC training of a network.</summary>
    /// <param name="network">A network with a head of level sets; disposed with the method.</param>
    /// <param name="options">Weights.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <exception cref="ArgumentException">The network has no level sets.</exception>
    public Dtc(SegmentationNetwork network, DtcOptions options, long seed)
        : base("dtc", network, seed)
    {
        if (network.Options.LevelSets == 0) throw new ArgumentException("DTC needs a network with level sets.", nameof(network));
        this.options = options;
    }

    /// <inheritdoc/>
    public override bool NeedsSignedDistances => true;

    /// <inheritdoc/>
    public override void Step(Batch batch, long iteration, Objective objective)
    {
        BeginStep(iteration);
        var output = Forward(batch.Images, objective);
        var levelSets = output.LevelSets!;
        objective.AddSupervision(options.Supervision, batch.Labelled(output.Logits), batch);
        using (objective.Phase("level sets"))
        {
            objective.Add("level_set", LevelSetLoss.Regression(batch.Labelled(levelSets), batch.SignedDistances!, batch.Known), options.LevelSetWeight);
        }

        using var phase = objective.Phase("consistency");
        var probabilities = nn.functional.softmax(output.Logits, 1);
        objective.Add("consistency", LevelSetLoss.DualTaskConsistency(levelSets, probabilities, options.Steepness), options.Consistency.At(iteration));
    }
}
