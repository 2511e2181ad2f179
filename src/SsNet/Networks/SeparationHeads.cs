using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>
/// The small perceptrons of the class separation (Wu et al. 2022, section 2.2 and algorithm 2): the projectors and, per
/// class, two attention modules. All act on rows of features, [voxels, length].
/// </summary>
public sealed class SeparationHeads
{
    /// <summary>Length of a projected feature and of a prototype.</summary>
    public const int ProjectedLength = 32;

    internal SeparationHeads(int featureLength, int classes, Device device, ScalarType dtype)
    {
        Device = device;
        nn.Module<Tensor, Tensor> Head(int input, int output, Func<nn.Module<Tensor, Tensor>> activation) => nn.Sequential(
            ("0", nn.Linear(input, ProjectedLength, device: device, dtype: dtype)),
            ("1", new BatchNormalisation(ProjectedLength, device, dtype)),
            ("2", activation()),
            ("3", nn.Linear(ProjectedLength, output, device: device, dtype: dtype)));

        nn.Module<Tensor, Tensor> Attention() => Head(ProjectedLength, 1, () => nn.LeakyReLU(0.2, inplace: true));

        Projection = Head(featureLength, ProjectedLength, () => nn.ReLU(inplace: true));
        Prediction = Head(ProjectedLength, ProjectedLength, () => nn.ReLU(inplace: true));
        FeatureAttention = [.. Enumerable.Range(0, classes).Select(_ => Attention())];
        MemoryAttention = [.. Enumerable.Range(0, classes).Select(_ => Attention())];
    }

    internal Device Device { get; }

    /// <summary>The projector of labelled and unlabelled features, [V, width] to [V, 32].</summary>
    public nn.Module<Tensor, Tensor> Projection { get; }

    /// <summary>The second projector, on top of the first, [V, 32] to [V, 32].</summary>
    public nn.Module<Tensor, Tensor> Prediction { get; }

    /// <summary>Per class, the attention that ranks prototype candidates and weights features, [V, 32] to [V, 1].</summary>
    public IReadOnlyList<nn.Module<Tensor, Tensor>> FeatureAttention { get; }

    /// <summary>Per class, the attention that weights prototypes, [V, 32] to [V, 1].</summary>
    public IReadOnlyList<nn.Module<Tensor, Tensor>> MemoryAttention { get; }

    /// <summary>The modules under the names of the original's parameters.</summary>
    internal IEnumerable<(string Name, nn.Module Module)> Modules =>
    [
        ("projection_head", Projection),
        ("prediction_head", Prediction),
        .. FeatureAttention.Select((module, i) => ($"contrastive_class_selector_{i}", (nn.Module)module)),
        .. MemoryAttention.Select((module, i) => ($"contrastive_class_selector_memory{i}", (nn.Module)module)),
    ];
}
