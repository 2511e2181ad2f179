using SsNet.Networks;
using SsNet.Training;
using static TorchSharp.torch;

namespace SsNet.Losses;

/// <summary>
/// The pixel-level smoothness loss L_lds (Wu et al. 2022, section 2.1, eq. 2 and 3, algorithm 1; after Miyato et al. 2018): the
/// prediction must not change under the perturbation of length ε that changes it most. The direction is found by power
/// iteration: the gradient, with respect to a small perturbation ξ·d, of the distance between perturbed and clean prediction.
/// </summary>
public sealed record AdversarialSmoothness
{
    private const double NormFloor = 1e-8;

    /// <summary>The distance D.</summary>
    public PredictionDistance Distance { get; init; } = PredictionDistance.Dice;

    /// <summary>Which Dice, where the distance is Dice.</summary>
    public DiceForm DiceForm { get; init; } = DiceForm.Linear;

    /// <summary>ξ: the length of the probe that finds the direction.</summary>
    public double Probe { get; init; } = 10;

    /// <summary>ε: the length of the adversarial perturbation of a sample; 10 on LA, 6 on ACDC.</summary>
    public double Magnitude { get; init; } = 10;

    /// <summary>How often the direction is refined.</summary>
    public int PowerIterations { get; init; } = 1;

    /// <summary>
    /// The loss. Unless it is given, the clean prediction is one training pass of its own, without gradient, that updates the running statistics, as in the
    /// published code; the perturbed passes normalise by their batch and leave the running statistics alone, as there.
    /// </summary>
    /// <param name="network">The network, in training mode.</param>
    /// <param name="images">[N, channels, spatial…].</param>
    /// <param name="noise">Where the direction starts: random numbers in [−½, ½) of the images' shape.</param>
    /// <param name="clean">The clean prediction, probabilities [N, C, spatial…] without gradient; null for a pass of its own.</param>
    /// <param name="profile">Takes down where the time goes; null for nobody.</param>
    /// <returns>The loss (a scalar whose gradient reaches the weights through the last pass) and what led to it.</returns>
    public SmoothnessResult Loss(SegmentationNetwork network, Tensor images, Tensor noise, Tensor? clean = null, StepProfile? profile = null)
    {
        clean ??= Clean(network, images, profile);
        using var frozen = network.FreezeStatistics();
        var direction = Unit(noise);
        Tensor? firstDistance = null;
        for (int i = 0; i < PowerIterations; i++)
        {
            using var scope = NewDisposeScope();
            direction = direction.detach().requires_grad_();
            var distance = DistanceFrom(clean, "probe forward", network, images + Probe * direction, profile);
            firstDistance ??= distance.detach().MoveToOuterDisposeScope();
            using var phase = profile?.Phase("adversarial direction");
            direction = Unit(autograd.grad([distance], [direction])[0]).MoveToOuterDisposeScope();
        }

        var perturbation = (Magnitude * direction).detach();
        var loss = DistanceFrom(clean, "adversarial forward", network, images + perturbation, profile);
        return new SmoothnessResult(loss, clean, perturbation, firstDistance);
    }

    /// <summary>D of a perturbed prediction from a clean one (eq. 1), as the loss takes it.</summary>
    /// <param name="logits">The perturbed prediction before the softmax, [N, C, spatial…].</param>
    /// <param name="clean">The clean prediction, probabilities [N, C, spatial…].</param>
    /// <returns>A scalar.</returns>
    public Tensor Between(Tensor logits, Tensor clean) => PredictionDistances.Between(Distance, DiceForm, logits, clean);

    /// <summary>Noise of the length of the adversarial one, ε per sample, to compare with: without its direction, which is all that is adversarial in it.</summary>
    /// <param name="noise">Noise of any length, [N, channels, spatial…].</param>
    public Tensor AtMagnitude(Tensor noise) => Magnitude * Unit(noise);

    /// <summary>D between the prediction of perturbed images and the clean one.</summary>
    private Tensor DistanceFrom(Tensor clean, string phase, SegmentationNetwork network, Tensor perturbed, StepProfile? profile)
    {
        using var entered = profile?.Phase(phase);
        return Between(network.forward(perturbed).Logits, clean);
    }

    private static Tensor Clean(SegmentationNetwork network, Tensor images, StepProfile? profile)
    {
        using var phase = profile?.Phase("clean prediction");
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return nn.functional.softmax(network.forward(images).Logits, 1).MoveToOuterDisposeScope();
    }

    /// <summary>Every sample scaled to L2 norm 1; a sample of zeros stays zero.</summary>
    internal static Tensor Unit(Tensor values)
    {
        long[] perSample = [values.shape[0], .. Enumerable.Repeat(1L, values.shape.Length - 1)];
        var norms = values.flatten(1).square().sum(1).sqrt() + NormFloor;
        return values / norms.reshape(perSample);
    }
}
