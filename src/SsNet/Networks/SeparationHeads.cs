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

    private readonly Perceptron projection, prediction;
    private readonly Perceptron[] featureAttention;

    internal SeparationHeads(int featureLength, int classes, Device device, ScalarType dtype)
    {
        Device = device;
        Perceptron Head(int input, int output, nn.Module<Tensor, Tensor> activation) => new(input, ProjectedLength, output, activation, device, dtype);
        Perceptron Attention() => Head(ProjectedLength, 1, nn.LeakyReLU(0.2, inplace: true));

        projection = Head(featureLength, ProjectedLength, nn.ReLU(inplace: true));
        prediction = Head(ProjectedLength, ProjectedLength, nn.ReLU(inplace: true));
        featureAttention = [.. Enumerable.Range(0, classes).Select(_ => Attention())];
        MemoryAttention = [.. Enumerable.Range(0, classes).Select(_ => Attention())];
    }

    internal Device Device { get; }

    /// <summary>The projector of labelled and unlabelled features, [V, width] to [V, 32].</summary>
    public nn.Module<Tensor, Tensor> Projection => projection;

    /// <summary>The second projector, on top of the first, [V, 32] to [V, 32].</summary>
    public nn.Module<Tensor, Tensor> Prediction => prediction;

    /// <summary>Per class, the attention that ranks prototype candidates and weights features, [V, 32] to [V, 1].</summary>
    public IReadOnlyList<nn.Module<Tensor, Tensor>> FeatureAttention => featureAttention;

    /// <summary>Per class, the attention that weights prototypes, [V, 32] to [V, 1].</summary>
    public IReadOnlyList<nn.Module<Tensor, Tensor>> MemoryAttention { get; }

    /// <summary>The features of every voxel as rows, in the order in which labels are flattened.</summary>
    /// <param name="features">[N, width, spatial…].</param>
    /// <returns>[voxels, width].</returns>
    public static Tensor Rows(Tensor features) => features.movedim([1], [-1]).flatten(0, -2);

    /// <summary>Some rows after both projectors; in training normalised by all rows, as <see cref="Prediction"/> of <see cref="Projection"/> of all of them would, in a fraction of time and memory.</summary>
    /// <param name="features">All rows, [V, width]; at least two.</param>
    /// <param name="places">Which of them are wanted, int64 [M].</param>
    /// <returns>[M, 32].</returns>
    public Tensor Project(Tensor features, Tensor places) => projection.Then(prediction, features, places);

    /// <summary>The scores that <see cref="FeatureAttention"/> gives to rows that no gradient flows back to.</summary>
    /// <param name="classIndex">The class.</param>
    /// <param name="rows">[M, 32], without gradient.</param>
    /// <returns>[M, 1].</returns>
    internal Tensor Attend(int classIndex, Tensor rows) => featureAttention[classIndex].OfConstants(rows);

    /// <summary>The modules under the names of the original's parameters.</summary>
    internal IEnumerable<(string Name, nn.Module Module)> Modules =>
    [
        ("projection_head", Projection),
        ("prediction_head", Prediction),
        .. FeatureAttention.Select((module, i) => ($"contrastive_class_selector_{i}", (nn.Module)module)),
        .. MemoryAttention.Select((module, i) => ($"contrastive_class_selector_memory{i}", (nn.Module)module)),
    ];
}
