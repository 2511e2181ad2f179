using SsNet.Networks;
using SsNet.Testing;
using SsNet.Tests.Goldens;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Networks;

[Trait("Category", "Golden")]
public sealed class VNetGoldenTests : IDisposable
{
    private readonly GoldenFile file = GoldenFile.Open("vnet.h5");
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        file.Dispose();
    }

    [Fact]
    public void Parameters_have_the_names_and_the_order_of_the_original()
    {
        using var network = new VNet(new NetworkOptions { SeparationHeads = true });
        Assert.Equal(GoldenWeights.Names("params_vnet.txt"), network.named_parameters().Select(entry => entry.name));

        // The library lists buffers after all parameters.
        Assert.Equal(GoldenWeights.Names("names_vnet.txt").Order(), network.state_dict().Keys.Order());
        Assert.Equal(file.Scalar("state_count"), network.state_dict().Count);
    }

    [Theory]
    [InlineData(true, "param_count")]
    [InlineData(false, "param_count_seg")]
    public void It_has_as_many_parameters_as_the_original(bool separationHeads, string count)
    {
        using var network = new VNet(new NetworkOptions { SeparationHeads = separationHeads });
        Assert.Equal(file.Scalar(count), network.parameters().Sum(parameter => parameter.numel()));
    }

    [Theory]
    [InlineData("f64")]
    [InlineData("f32")]
    public void In_evaluation_it_computes_what_the_original_does(string group)
    {
        var precision = new Precision(group);
        using var network = Network(precision);
        network.eval();
        using var _ = no_grad();
        var (logits, features) = network.forward(file.Tensor("input", precision.Type));

        AssertLogits(precision, "logits_eval", logits);
        file.AssertNear($"{group}/embedding_eval_sum_per_channel", features.to(ScalarType.Float64).sum([0, 2, 3, 4]), precision.Array(2e-5));
        if (!precision.IsDouble)
        {
            var everySecond = TensorIndex.Slice(step: 2);
            file.AssertNear($"{group}/embedding_eval_sample0_stride2", features[0][TensorIndex.Colon, everySecond, everySecond, everySecond], precision.Array(2e-5));
        }
    }

    [Theory]
    [InlineData("f64")]
    [InlineData("f32")]
    public void In_training_it_computes_and_learns_what_the_original_does(string group)
    {
        var precision = new Precision(group);
        using var network = Network(precision);
        network.train();
        var input = file.Tensor("input", precision.Type).requires_grad_();
        var (logits, features) = network.forward(input);
        var loss = logits.square().mean();
        loss.backward();

        AssertLogits(precision, "logits_train", logits);
        file.AssertNear($"{group}/embedding_train_sum_per_channel", features.detach().to(ScalarType.Float64).sum([0, 2, 3, 4]), precision.Array(2e-5));
        file.AssertNear($"{group}/mean_sq_logits", loss, precision.Scalar(2e-5));
        file.AssertNear($"{group}/grad_input", input.grad!, precision.Array(2e-2));
        var state = network.state_dict();
        foreach (string name in file.Names($"{group}/grad"))
        {
            // What rounding does to a gradient grows from the last layer to the first.
            bool last = name.Contains("out_conv", StringComparison.Ordinal);
            file.AssertNear($"{group}/grad/{name}", state[name].grad!, precision.Array(last ? 2e-6 : 3e-2));
        }

        file.AssertStatistics($"{group}/bn_after", state, precision.Array(2e-5));
    }

    private VNet Network(Precision precision)
    {
        var network = new VNet(new NetworkOptions { Dropout = false, SeparationHeads = true }, GoldenDevice.Device, precision.Type);
        GoldenWeights.Fill(network.state_dict(), file.Scalar("weights_seed"), "names_vnet.txt");
        return network;
    }

    /// <summary>In float64 only the first sample was recorded.</summary>
    private void AssertLogits(Precision precision, string name, Tensor logits)
    {
        string path = $"{precision.Group}/{name}";
        if (precision.IsDouble) file.AssertNear($"{path}_sample0", logits[0], precision.Array(0));
        else file.AssertNear(path, logits, precision.Array(2e-5));
    }
}
