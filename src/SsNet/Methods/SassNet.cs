using SsNet.Data;
using SsNet.Losses;
using SsNet.Networks;
using SsNet.Training;
using SsNet.Weights;
using static TorchSharp.torch;

namespace SsNet.Methods;

/// <summary>
/// SASSNet (Li et al., MICCAI 2020), shape-aware semi-supervision: L = L_seg + β L_φ + λ(t) L_adv. A discriminator learns to tell the level sets of
/// unlabelled samples from those of labelled ones; the network learns to make it fail. After every update of the network the discriminator
/// has one of its own.
/// </summary>
public sealed class SassNet : Method
{
    private const string DiscriminatorState = "discriminator.";
    private const string OptimiserState = "discriminator_adam.";
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.99;

    private readonly SassNetOptions options;
    private readonly Discriminator discriminator;
    private readonly Adam optimiser;

    /// <summary>SASSNet training of a network.</summary>
    /// <param name="network">A network with a head of level sets; disposed with the method.</param>
    /// <param name="discriminator">A discriminator of its level sets; disposed with the method.</param>
    /// <param name="options">Weights.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <exception cref="ArgumentException">The network has no level sets.</exception>
    public SassNet(SegmentationNetwork network, Discriminator discriminator, SassNetOptions options, long seed)
        : base("sassnet", network, seed)
    {
        if (network.Options.LevelSets == 0) throw new ArgumentException("SASSNet needs a network with level sets.", nameof(network));
        this.options = options;
        this.discriminator = discriminator;
        optimiser = new Adam(discriminator, FirstDecay, SecondDecay);
    }

    /// <inheritdoc/>
    public override bool NeedsSignedDistances => true;

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, Tensor>> State =>
        Prefixed(DiscriminatorState, StateDict.Of(discriminator)).Concat(Prefixed(OptimiserState, optimiser.State));

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

        if (batch.UnlabelledCount == 0) return;

        using var phase = objective.Phase("adversarial loss");
        // Only the network learns from this loss: the discriminator's weights get no gradient.
        discriminator.eval();
        foreach (var parameter in discriminator.parameters()) parameter.requires_grad = false;
        var judged = discriminator.forward(batch.Unlabelled(levelSets), batch.Unlabelled(batch.Images));
        objective.Add("adversarial", nn.functional.cross_entropy(judged, ones([batch.UnlabelledCount], int64, Network.Device)), options.Consistency.At(iteration));
    }

    /// <summary>The discriminator learns from the updated network's level sets which samples were labelled.</summary>
    /// <inheritdoc/>
    public override void AfterUpdate(Batch batch, long iteration, Objective objective)
    {
        using var phase = objective.Phase("discriminator");
        using var scope = NewDisposeScope();
        var levelSets = LevelSets(batch.Images);
        discriminator.train();
        discriminator.BeginStep(Seed, iteration);
        foreach (var parameter in discriminator.parameters()) parameter.requires_grad = true;
        optimiser.ClearGradients();
        var isLabelled = arange(batch.Images.shape[0], int64, Network.Device).lt(batch.LabelledCount).to(int64);
        var loss = nn.functional.cross_entropy(discriminator.forward(levelSets, batch.Images), isLabelled);
        objective.Add("discriminator", loss.detach(), 0);
        loss.backward();
        optimiser.Step(options.DiscriminatorLearningRate);
    }

    /// <inheritdoc/>
    public override void Restore(IReadOnlyDictionary<string, Tensor> state)
    {
        StateDict.LoadInto(discriminator, Stripped(DiscriminatorState, state), "The checkpoint's discriminator");
        optimiser.Restore(Stripped(OptimiserState, state));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        optimiser.Dispose();
        discriminator.Dispose();
        base.Dispose(disposing);
    }

    private Tensor LevelSets(Tensor images)
    {
        using var _ = no_grad();
        Network.eval();
        return Network.forward(images).LevelSets!;
    }
}
