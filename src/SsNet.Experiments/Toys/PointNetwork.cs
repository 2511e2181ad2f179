using System.Numerics;
using System.Runtime.InteropServices;
using SsNet.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SsNet.Experiments.Toys;

/// <summary>
/// A perceptron of four layers that classifies points of the plane: three hidden layers of one width with ReLU, and the classifier (Wu et al. 2022, section 1). Points are
/// images without spatial axes: input [N, 2], logits [N, classes], features [N, width]. The background, class 0, is where no point belongs, and its score is never the highest: the class separation
/// keeps no prototypes of a background, and here both moons are to have them.
/// </summary>
public sealed class PointNetwork : SegmentationNetwork
{
    private const int Coordinates = 2;
    private const int HiddenLayers = 3;

    // Low enough that its probability is exactly 0 beside any score a training arrives at; finite, as the losses need it.
    private const double BackgroundScore = -1e4;

    private readonly List<Linear> hidden = [];
    private readonly Linear classifier;

    /// <summary>A network with weights not yet drawn (see <see cref="SegmentationNetwork.Initialise"/>).</summary>
    /// <param name="foregroundClasses">Number of classes that points belong to.</param>
    /// <param name="width">Units of every hidden layer, and the length of a feature.</param>
    public PointNetwork(int foregroundClasses, int width)
        : base(nameof(PointNetwork), new NetworkOptions { Dimension = 0, InputChannels = Coordinates, Classes = foregroundClasses + 1, BaseWidth = width, SeparationHeads = true }, CPU, ScalarType.Float32)
    {
        for (int layer = 0; layer < HiddenLayers; layer++)
        {
            hidden.Add(nn.Linear(layer == 0 ? Coordinates : width, width));
            register_module($"hidden_{layer + 1}", hidden[layer]);
        }

        classifier = nn.Linear(width, foregroundClasses);
        register_module(nameof(classifier), classifier);
        AddSeparationHeads();
    }

    /// <summary>Scores and features of points.</summary>
    /// <param name="input">[N, 2].</param>
    public override NetworkOutput forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var features = input;
        foreach (var layer in hidden) features = nn.functional.relu(layer.call(features));
        var background = full([input.shape[0], 1], BackgroundScore);
        return new NetworkOutput(
            cat([background, classifier.call(features)], 1).MoveToOuterDisposeScope(),
            features.MoveToOuterDisposeScope());
    }

    /// <summary>What the network says about points.</summary>
    /// <param name="points">The points, at least one.</param>
    public PointPrediction Predict(ReadOnlySpan<Vector2> points)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var (logits, features) = forward(ToTensor(points));
        return new PointPrediction(Rows(nn.functional.softmax(logits, 1)), Rows(features));
    }

    /// <summary>Points as images without spatial axes, [N, 2].</summary>
    internal static Tensor ToTensor(ReadOnlySpan<Vector2> points) => tensor(MemoryMarshal.Cast<Vector2, float>(points).ToArray(), [points.Length, Coordinates]);

    private static double[,] Rows(Tensor values)
    {
        var rows = new double[values.shape[0], values.shape[1]];
        float[] numbers = [.. values.data<float>()];
        for (int i = 0; i < numbers.Length; i++) rows[i / rows.GetLength(1), i % rows.GetLength(1)] = numbers[i];
        return rows;
    }
}
