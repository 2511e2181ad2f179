using SsNet.Data;
using SsNet.Losses;
using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Methods;

/// <summary>
/// Learning from the labelled samples alone: the lower bound of the paper's tables with few labels, the upper bound with all.
/// The objective is L_seg of SS-Net, so that the difference between the two is what the unlabelled samples bring (table 3).
/// </summary>
public sealed class Supervised : Method
{
    private readonly SupervisedOptions options;

    /// <summary>Supervised training of a network.</summary>
    /// <param name="network">The network; disposed with the method.</param>
    /// <param name="options">What is minimised.</param>
    /// <param name="seed">The seed of the run.</param>
    public Supervised(SegmentationNetwork network, SupervisedOptions options, long seed)
        : base("supervised", network, seed)
    {
        this.options = options;
    }

    /// <inheritdoc/>
    public override void Step(Batch batch, long iteration, Objective objective)
    {
        Network.train();
        Network.BeginStep(Seed, iteration);
        var logits = Network.forward(batch.Images.narrow(0, 0, batch.LabelledCount)).Logits;
        double diceWeight = options.CrossEntropy ? 0.5 : 1;
        objective.Add("seg", DiceLoss.Supervised(options.DiceForm, nn.functional.softmax(logits, 1), batch.Labels), diceWeight);
        if (options.CrossEntropy) objective.Add("ce", nn.functional.cross_entropy(logits, batch.Labels), 1 - diceWeight);
    }
}
