using SsNet.Data;
using SsNet.Losses;
using SsNet.Networks;

namespace SsNet.Methods;

/// <summary>
/// Learning from the labelled samples alone: the lower bound of the paper's tables with few labels, the upper bound with all.
/// The objective is L_seg of SS-Net, so that the difference between the two is what the unlabelled samples bring (table 3).
/// </summary>
public sealed class Supervised : Method
{
    private readonly SegmentationLoss loss;

    /// <summary>Supervised training of a network.</summary>
    /// <param name="network">The network; disposed with the method.</param>
    /// <param name="loss">What is minimised.</param>
    /// <param name="seed">The seed of the run.</param>
    public Supervised(SegmentationNetwork network, SegmentationLoss loss, long seed)
        : base("supervised", network, seed)
    {
        this.loss = loss;
    }

    /// <inheritdoc/>
    public override void Step(Batch batch, long iteration, Objective objective)
    {
        BeginStep(iteration);
        objective.AddSupervision(loss, Forward(batch.Labelled(batch.Images), objective).Logits, batch);
    }
}
