using SsNet.Experiments.Toys;
using static TorchSharp.torch;

namespace SsNet.Experiments.Tests.Toys;

public class PointNetworkTests
{
    [Fact]
    public void Points_get_scores_and_the_features_that_the_last_of_four_layers_classifies()
    {
        using var scope = NewDisposeScope();
        using var network = Fresh();
        var (logits, features) = network.forward(PointNetwork.ToTensor(TwoMoons.Draw(1, 30, 0.1).Positions));
        Assert.Equal([30, 3], logits.shape);
        Assert.Equal([30, 16], features.shape);
        var parameters = network.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        Assert.Equal(4, parameters.Count(entry => entry.Key.EndsWith(".weight", StringComparison.Ordinal) && (entry.Key.StartsWith("hidden", StringComparison.Ordinal) || entry.Key.StartsWith("classifier", StringComparison.Ordinal))));
        var expected = nn.functional.linear(features, parameters["classifier.weight"], parameters["classifier.bias"]);
        Assert.True(expected.allclose(logits.narrow(1, 1, 2)));
    }

    [Fact]
    public void No_point_is_ever_background()
    {
        using var network = Fresh();
        var prediction = network.Predict([new(0, 0), new(1e3f, -1e3f), new(-50, 7)]);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(0, prediction.Probabilities[i, 0]);
            Assert.Equal(1, prediction.Probabilities[i, 1] + prediction.Probabilities[i, 2], 5);
        }
    }

    [Fact]
    public void The_gradient_reaches_every_layer_and_the_points()
    {
        using var scope = NewDisposeScope();
        using var network = Fresh();
        var points = PointNetwork.ToTensor(TwoMoons.Draw(1, 30, 0.1).Positions).requires_grad_();
        nn.functional.softmax(network.forward(points).Logits, 1).select(1, 2).sum().backward();
        Assert.All(points.grad!.abs().sum(dim: 1).data<float>().ToArray(), gradient => Assert.True(gradient > 0));
        var reached = network.named_parameters().Where(entry => entry.name.StartsWith("hidden", StringComparison.Ordinal) || entry.name.StartsWith("classifier", StringComparison.Ordinal));
        Assert.All(reached, entry => Assert.True(entry.parameter.grad!.abs().sum().item<float>() > 0, entry.name));
    }

    [Fact]
    public void Accuracy_is_the_share_of_points_whose_most_probable_class_is_theirs()
    {
        var prediction = new PointPrediction(new[,] { { 0, 0.9, 0.1 }, { 0, 0.2, 0.8 }, { 0, 0.6, 0.4 }, { 0, 0.3, 0.7 } }, new double[4, 1]);
        Assert.Equal(0.75, prediction.Accuracy([1, 2, 2, 2]));
    }

    private static PointNetwork Fresh()
    {
        var network = new PointNetwork(foregroundClasses: 2, width: 16);
        network.Initialise(seed: 1);
        return network;
    }
}
