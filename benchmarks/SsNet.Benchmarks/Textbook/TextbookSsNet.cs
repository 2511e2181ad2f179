using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Benchmarks.Textbook;

/// <summary>
/// SS-Net as one writes it down from the paper (Wu et al. 2022), to be compared with: one graph for all losses, every pair of feature and prototype in a matrix, the adversarial direction by a
/// backward pass through all weights. The network is the same.
/// </summary>
/// <param name="network">A network with separation heads.</param>
internal sealed class TextbookSsNet(SegmentationNetwork network) : IDisposable
{
    private const double Smoothing = 1e-8, NormFloor = 1e-8, Probe = 10, Magnitude = 10, LearningRate = 0.01, Momentum = 0.9, WeightDecay = 1e-4;
    private const int Prototypes = 32;

    private readonly SeparationHeads heads = network.Heads!;
    private readonly Tensor?[] memory = new Tensor?[network.Options.Classes];
    private readonly TorchSharp.Modules.SGD optimiser = optim.SGD(network.parameters(), LearningRate, Momentum, weight_decay: WeightDecay);

    /// <summary>One iteration of training.</summary>
    /// <param name="images">[N, channels, spatial…].</param>
    /// <param name="labels">Classes of the first samples, int64 [labelled, spatial…].</param>
    /// <param name="weight">λ.</param>
    /// <returns>The loss.</returns>
    public double Step(Tensor images, Tensor labels, double weight)
    {
        using var scope = NewDisposeScope();
        long labelled = labels.shape[0], unlabelled = images.shape[0] - labelled;
        network.train();
        var (logits, features) = network.forward(images);
        var probabilities = nn.functional.softmax(logits, 1);
        var target = stack([.. Enumerable.Range(0, network.Options.Classes).Select(c => labels.eq(c).to(float32))], 1);
        var loss = Supervision(probabilities.narrow(0, 0, labelled), target);

        var predicted = logits.detach().argmax(1);
        var rows = features.movedim([1], [-1]);
        Remember(rows.narrow(0, 0, labelled).flatten(0, -2).detach(), labels.flatten(), predicted.narrow(0, 0, labelled).flatten());
        loss = loss + 0.1 * weight * Separation(rows.narrow(0, 0, labelled).flatten(0, -2), labels.flatten());
        if (unlabelled > 0) loss = loss + 0.1 * weight * Separation(rows.narrow(0, labelled, unlabelled).flatten(0, -2), predicted.narrow(0, labelled, unlabelled).flatten());
        loss = loss + weight * Smoothness(images);

        optimiser.zero_grad();
        loss.backward();
        optimiser.step();
        return loss.item<float>();
    }

    public void Dispose()
    {
        foreach (var rows in memory) rows?.Dispose();
        optimiser.Dispose();
    }

    private Tensor Smoothness(Tensor images)
    {
        Tensor clean;
        using (no_grad()) clean = nn.functional.softmax(network.forward(images).Logits, 1);
        using var frozen = network.FreezeStatistics();
        var direction = Unit(rand_like(images) - 0.5).detach().requires_grad_();
        Distance(nn.functional.softmax(network.forward(images + Probe * direction).Logits, 1), clean).backward();
        var perturbation = Magnitude * Unit(direction.grad!.detach());
        return Distance(nn.functional.softmax(network.forward(images + perturbation).Logits, 1), clean);
    }

    private void Remember(Tensor features, Tensor labels, Tensor predicted)
    {
        using var _ = no_grad();
        var correct = labels.eq(predicted).logical_and(predicted.gt(0));
        heads.Projection.eval();
        var projected = heads.Projection.forward(features[correct]);
        heads.Projection.train();
        for (int c = 1; c < memory.Length; c++)
        {
            var rows = projected[labels[correct].eq(c)];
            if (rows.shape[0] > Prototypes) rows = rows[sigmoid(heads.FeatureAttention[c].forward(rows)).squeeze(1).argsort(0, descending: true).narrow(0, 0, Prototypes)];
            if (rows.shape[0] == 0) continue;
            memory[c]?.Dispose();
            memory[c] = rows.DetachFromDisposeScope();
        }
    }

    private Tensor Separation(Tensor features, Tensor classes)
    {
        var projected = heads.Prediction.forward(heads.Projection.forward(features));
        Tensor loss = zeros([], device: features.device);
        for (int c = 0; c < memory.Length; c++)
        {
            var rows = projected[classes.eq(c)];
            if (memory[c] is not { } prototypes || prototypes.shape[0] < 2 || rows.shape[0] < 2) continue;
            var similarities = nn.functional.normalize(rows).mm(nn.functional.normalize(prototypes).t());
            var ofFeatures = MeanOne(sigmoid(heads.FeatureAttention[c].forward(rows.detach())));
            var ofPrototypes = MeanOne(sigmoid(heads.MemoryAttention[c].forward(nn.functional.normalize(prototypes))));
            loss = loss + ((1 - similarities) * ofFeatures * ofPrototypes.t()).mean() / memory.Length;
        }

        return loss;
    }

    /// <summary>Volumes: Dice of each foreground class; slices: squared Dice of all classes.</summary>
    private Tensor Supervision(Tensor probabilities, Tensor target)
    {
        if (network.Options.Dimension == 2) return Squared(probabilities, target);
        Tensor sum = zeros([], device: probabilities.device);
        for (int c = 1; c < network.Options.Classes; c++) sum = sum + Linear(probabilities.select(1, c), target.select(1, c));
        return sum / (network.Options.Classes - 1);
    }

    private Tensor Distance(Tensor a, Tensor b) => network.Options.Dimension == 2 ? Squared(a, b) : Linear(a, b);

    private static Tensor Linear(Tensor a, Tensor b) => 1 - (2 * (a * b).sum() + Smoothing) / (a.sum() + b.sum() + Smoothing);

    private static Tensor Squared(Tensor a, Tensor b)
    {
        Tensor Of(Tensor values) => values.transpose(0, 1).flatten(1).sum(1);
        return (1 - (2 * Of(a * b) + Smoothing) / (Of(a * a) + Of(b * b) + Smoothing)).mean();
    }

    private static Tensor MeanOne(Tensor weights) => weights * weights.shape[0] / weights.sum();

    private static Tensor Unit(Tensor values)
    {
        long[] perSample = [values.shape[0], .. Enumerable.Repeat(1L, values.shape.Length - 1)];
        return values / (values.flatten(1).square().sum(1).sqrt() + NormFloor).reshape(perSample);
    }
}
