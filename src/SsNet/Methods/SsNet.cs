using System.Globalization;
using SsNet.Data;
using SsNet.Losses;
using SsNet.Networks;
using SsNet.Randomness;
using static TorchSharp.torch;

namespace SsNet.Methods;

/// <summary>
/// SS-Net (Wu et al., MICCAI 2022): L = L_seg + λ(t) (L_lds + 0.1 (L_con of the labelled + L_con of the unlabelled)), eq. 5. Smoothness
/// under adversarial noise for all samples, and separation of the classes' features by prototypes.
/// </summary>
public sealed class SsNet : Method
{
    private const string PrototypeState = "prototypes.";

    private readonly SsNetOptions options;
    private readonly ClassSeparation separation;
    private readonly Generator generator;

    /// <summary>SS-Net training of a network.</summary>
    /// <param name="network">A network with separation heads; disposed with the method.</param>
    /// <param name="options">Weights and variants.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <exception cref="ArgumentException">The network has no separation heads.</exception>
    public SsNet(SegmentationNetwork network, SsNetOptions options, long seed)
        : base("ss-net", network, seed)
    {
        this.options = options;
        var heads = network.Heads ?? throw new ArgumentException("SS-Net needs a network with separation heads.", nameof(network));
        separation = new ClassSeparation(heads, options.SeparationVariant, options.Prototypes);
        generator = new Generator(0, network.Device);
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, Tensor>> State
    {
        get
        {
            for (int c = 0; c < Network.Options.Classes; c++)
            {
                if (separation.Prototypes(c) is { } rows) yield return new($"{PrototypeState}{c}", rows);
            }
        }
    }

    /// <inheritdoc/>
    public override LossTerms Step(Batch batch, long iteration)
    {
        generator.manual_seed((long)new RandomSequence(Seed, RandomPurpose.Perturbation, iteration).NextBits());
        var noise = rand(batch.Images.shape, batch.Images.dtype, batch.Images.device, generator: generator).sub_(0.5);
        return Step(batch, iteration, noise);
    }

    /// <summary>The objective with a given start of the adversarial direction.</summary>
    /// <param name="batch">Labelled samples first.</param>
    /// <param name="iteration">The iteration, counted from 1.</param>
    /// <param name="noise">Random numbers in [−½, ½) of the images' shape.</param>
    internal LossTerms Step(Batch batch, long iteration, Tensor noise)
    {
        Network.train();
        Network.BeginStep(Seed, iteration);
        var (logits, features) = Network.forward(batch.Images);
        double weight = options.Consistency.At(iteration);

        var labelledLogits = logits.narrow(0, 0, batch.LabelledCount);
        var segmentation = DiceLoss.Supervised(options.DiceForm, nn.functional.softmax(labelledLogits, 1), batch.Labels);
        var terms = new List<LossTerm> { new("seg", segmentation, 1) };
        if (options.SeparationWeight > 0) terms.AddRange(Separate(batch, logits, features, options.SeparationWeight * weight));
        if (options.Smoothness is { } smoothness) terms.Insert(1, new("lds", smoothness.Loss(Network, batch.Images, noise).Loss, weight));
        return new LossTerms([.. terms]);
    }

    /// <summary>L_con: labelled features with their true classes, unlabelled ones with their pseudo-labels (algorithm 2).</summary>
    private LossTerm[] Separate(Batch batch, Tensor logits, Tensor features, double weight)
    {
        int labelled = batch.LabelledCount;
        int unlabelled = (int)batch.Images.shape[0] - labelled;
        var predicted = logits.detach().argmax(1);
        var labelledRows = Rows(features.narrow(0, 0, labelled));
        var labels = batch.Labels.flatten();

        separation.UpdatePrototypes(labelledRows.detach(), labels, predicted.narrow(0, 0, labelled).flatten());
        var labelledTerm = new LossTerm("con_labelled", separation.Loss(labelledRows, labels), weight);
        if (unlabelled == 0) return [labelledTerm];

        var pseudoLabels = predicted.narrow(0, labelled, unlabelled).flatten();
        return [labelledTerm, new LossTerm("con_unlabelled", separation.Loss(Rows(features.narrow(0, labelled, unlabelled)), pseudoLabels), weight)];
    }

    /// <inheritdoc/>
    public override void Restore(IReadOnlyDictionary<string, Tensor> state)
    {
        foreach (var (name, rows) in state)
        {
            if (name.StartsWith(PrototypeState, StringComparison.Ordinal))
            {
                separation.SetPrototypes(int.Parse(name[PrototypeState.Length..], CultureInfo.InvariantCulture), rows);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        separation.Dispose();
        generator.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>[N, width, spatial…] as rows [N · voxels, width], sample by sample in row-major order.</summary>
    private static Tensor Rows(Tensor features) => features.movedim([1], [-1]).flatten(0, -2);
}
