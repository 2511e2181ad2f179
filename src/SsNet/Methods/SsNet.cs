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
    private readonly RandomTensors random = new();

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
    }

    /// <summary>The prototypes and the loss of eq. 4; disposed with the method.</summary>
    public ClassSeparation Separation => separation;

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
    public override void Step(Batch batch, long iteration, Objective objective)
    {
        random.Restart((long)new RandomSequence(Seed, RandomPurpose.Perturbation, iteration).NextBits());
        var noise = random.Uniform(empty(batch.Images.shape, batch.Images.dtype, batch.Images.device), 0, 1).sub_(0.5);
        Step(batch, iteration, noise, objective);
    }

    /// <summary>The objective with a given start of the adversarial direction: random numbers in [−½, ½) of the images' shape.</summary>
    internal void Step(Batch batch, long iteration, Tensor noise, Objective objective)
    {
        BeginStep(iteration);
        double weight = options.Consistency.At(iteration);
        var clean = AddSupervisionAndSeparation(batch, weight, objective);
        if (options.Smoothness is not { } smoothness) return;
        objective.Add("lds", smoothness.Loss(Network, batch.Images, noise, clean, objective.Profile).Loss, weight);
        objective.Backward("adversarial backward");
    }

    /// <summary>
    /// L_seg, and L_con: labelled features with their true classes, unlabelled ones with their pseudo-labels (algorithm 2). They are
    /// differentiated here, and freed before the three passes of the smoothness loss need as much memory again.
    /// </summary>
    /// <returns>The prediction, probabilities without gradient, where the smoothness loss shares it; else null.</returns>
    private Tensor? AddSupervisionAndSeparation(Batch batch, double weight, Objective objective)
    {
        using var scope = NewDisposeScope();
        var (logits, features) = Forward(batch.Images, objective);
        using (objective.Phase("supervised loss"))
        {
            var probabilities = nn.functional.softmax(batch.Labelled(logits), 1);
            objective.Add("seg", DiceLoss.Supervised(options.DiceForm, probabilities, batch.Labels, batch.Known), 1);
        }

        if (options.SeparationWeight > 0) AddSeparation(batch, logits.detach(), features, options.SeparationWeight * weight, objective);
        bool shares = options.SharedCleanPrediction && options.Smoothness is not null;
        var clean = shares ? nn.functional.softmax(logits.detach(), 1).MoveToOuterDisposeScope() : null;
        objective.Backward();
        return clean;
    }

    /// <summary>One stream after the other: their rows of every voxel need as much memory as a good part of the network's features.</summary>
    private void AddSeparation(Batch batch, Tensor logits, Tensor features, double weight, Objective objective)
    {
        var predicted = logits.argmax(1);
        objective.AddFrom(batch.Labelled(features), "labelled separation backward", labelledFeatures =>
        {
            var (rows, labels) = UpdatePrototypes(batch, predicted, labelledFeatures, objective);
            using var phase = objective.Phase("labelled separation");
            objective.Add("con_labelled", separation.Loss(rows, labels), weight);
        });
        if (batch.UnlabelledCount == 0) return;
        objective.AddFrom(batch.Unlabelled(features), "unlabelled separation backward", unlabelledFeatures =>
        {
            using var phase = objective.Phase("unlabelled separation");
            objective.Add("con_unlabelled", separation.Loss(SeparationHeads.Rows(unlabelledFeatures), batch.Unlabelled(predicted).flatten()), weight);
        });
    }

    /// <summary>Refreshes the prototypes by the labelled samples; returns their features, with gradient, and their classes, of the voxels whose class is known.</summary>
    private (Tensor Rows, Tensor Labels) UpdatePrototypes(Batch batch, Tensor predicted, Tensor labelledFeatures, Objective objective)
    {
        using var phase = objective.Phase("prototypes");
        var (rows, labels, predictedLabels) = (SeparationHeads.Rows(labelledFeatures), batch.Labels.flatten(), batch.Labelled(predicted).flatten());
        if (batch.Known is not null)
        {
            // Voxels of unknown class are taken out here rather than passed over later: the projectors normalise by all rows they are given.
            var known = batch.Known.flatten().nonzero().squeeze(1);
            (rows, labels, predictedLabels) = (rows.index_select(0, known), labels.index_select(0, known), predictedLabels.index_select(0, known));
        }

        separation.UpdatePrototypes(rows.detach(), labels, predictedLabels);
        return (rows, labels);
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
        random.Dispose();
        base.Dispose(disposing);
    }
}
