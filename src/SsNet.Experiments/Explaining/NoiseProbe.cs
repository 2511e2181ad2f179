using System.Collections.Immutable;
using System.Runtime.InteropServices;
using SsNet.Imaging.Volumes;
using SsNet.Losses;
using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Experiments.Explaining;

/// <summary>The passes of the smoothness loss for one batch, with their predictions, which the loss itself does not keep.</summary>
/// <param name="Output">What the network makes of the images as they are.</param>
/// <param name="Perturbation">r_adv, of the images' shape.</param>
/// <param name="Perturbed">Logits under it.</param>
/// <param name="Random">Logits under random noise of the same length.</param>
internal sealed record NoiseProbe(NetworkOutput Output, Tensor Perturbation, Tensor Perturbed, Tensor Random)
{
    /// <summary>Finds the noise as training does and predicts with and without it.</summary>
    /// <param name="network">The network, in training mode with frozen statistics and without dropout, so that predictions differ by the noise alone.</param>
    /// <param name="smoothness">The loss.</param>
    /// <param name="images">[N, channels, spatial…].</param>
    /// <param name="start">Where the direction starts: random numbers in [−½, ½) of the images' shape; at length ε, the random noise.</param>
    /// <param name="cancellation">Stops between two passes.</param>
    public static NoiseProbe Of(SegmentationNetwork network, AdversarialSmoothness smoothness, Tensor images, Tensor start, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        NetworkOutput Predict(Tensor input)
        {
            cancellation.ThrowIfCancellationRequested();
            using var _ = no_grad();
            return network.forward(input);
        }

        var output = Predict(images);
        cancellation.ThrowIfCancellationRequested();
        Tensor perturbation;
        using (NewDisposeScope())
        {
            perturbation = smoothness.Loss(network, images, start, nn.functional.softmax(output.Logits, 1)).Perturbation.MoveToOuterDisposeScope();
        }

        var perturbed = Predict(images + perturbation).Logits;
        var random = Predict(images + smoothness.AtMagnitude(start)).Logits;
        foreach (var kept in new[] { output.Logits, output.Features, perturbation, perturbed, random }) kept.MoveToOuterDisposeScope();
        return new NoiseProbe(output, perturbation, perturbed, random);
    }

    /// <summary>What concerns one sample.</summary>
    /// <param name="smoothness">Measures the distances.</param>
    /// <param name="index">The sample.</param>
    /// <param name="grid">Its grid.</param>
    public NoiseResponse Of(AdversarialSmoothness smoothness, int index, Geometry grid)
    {
        using var scope = NewDisposeScope();
        Tensor Own(Tensor batch) => batch.narrow(0, index, 1);
        var (logits, perturbed, random) = (Own(Output.Logits), Own(Perturbed), Own(Random));
        var clean = nn.functional.softmax(logits, 1);
        double Distance(Tensor other) => smoothness.Between(other, clean).to(float64).item<double>();
        double Changed(Tensor other) => other.argmax(1).ne(logits.argmax(1)).to(float64).mean().item<double>();
        return new NoiseResponse(
            Maps(Own(Perturbation), grid),
            Maps(clean, grid),
            Maps(nn.functional.softmax(perturbed, 1), grid),
            Distance(perturbed),
            Distance(random),
            Distance(logits),
            Changed(perturbed),
            Changed(random));
    }

    /// <summary>The channels of [1, channels, spatial…].</summary>
    private static ImmutableArray<Volume<float>> Maps(Tensor maps, Geometry grid) =>
        [.. maps.squeeze(0).to(float32).cpu().unbind(0).Select(map => new Volume<float>(grid, MemoryMarshal.Cast<byte, float>(map.contiguous().bytes).ToArray()))];
}
