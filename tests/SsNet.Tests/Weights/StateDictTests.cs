using SsNet.Imaging;
using SsNet.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Weights;

public class StateDictTests
{
    [Fact]
    public void Entries_have_the_names_and_order_of_PyTorch()
    {
        using var network = Network();
        Assert.Equal(
            [
                "0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked",
                "2.0.weight", "2.0.bias", "2.1.weight", "2.1.bias",
            ],
            StateDict.Of(network).Select(entry => entry.Key));
    }

    [Fact]
    public void Own_tensors_come_before_those_of_parts_and_passing_buffers_not_at_all()
    {
        using var module = new WithBuffers();
        Assert.Equal(["mean", "first.weight", "first.bias", "again.weight", "again.bias"], StateDict.Of(module).Select(entry => entry.Key));
    }

    [Fact]
    public void Weights_saved_from_one_network_make_another_equal()
    {
        using var scope = NewDisposeScope();
        using var first = Network();
        using var second = Network().to(ScalarType.Float64);
        using var file = new TemporaryFile();
        Safetensors.Save(file.FilePath, StateDict.Of(first));
        using (var weights = WeightFile.Open(file.FilePath)) StateDict.LoadInto(second, weights.Tensors, file.FilePath);

        foreach (var (left, right) in StateDict.Of(first).Zip(StateDict.Of(second)))
        {
            Assert.True(left.Value.to(right.Value.dtype).equal(right.Value).all().item<bool>(), left.Key);
        }

        Assert.Equal(ScalarType.Float64, second.parameters().First().dtype);
        Assert.All(second.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void Weights_of_another_network_are_reported_and_change_nothing()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        var weights = StateDict.Of(network).ToDictionary(entry => entry.Key, entry => ones_like(entry.Value));
        foreach (string name in (string[])["0.bias", "1.weight", "1.bias", "1.running_var"]) weights.Remove(name);
        weights["extra"] = zeros(1);
        weights["2.0.bias"] = zeros(1, 3);
        float before = network.parameters().First().sum().item<float>();

        var error = Assert.Throws<ReportedException>(() => StateDict.LoadInto(network, weights, "best.pth"));

        Assert.Equal(
            "best.pth holds the weights of another network: missing: 0.bias, 1.weight, 1.bias and 1 more; unexpected: extra; of another shape: 2.0.bias ([1, 3] instead of [3]).",
            error.Message);
        Assert.Equal(before, network.parameters().First().sum().item<float>());
    }

    [Fact]
    public void Extra_weights_are_ignored_where_that_is_allowed()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        var weights = StateDict.Of(network).ToDictionary(entry => entry.Key, entry => ones_like(entry.Value));
        weights["extra"] = zeros(1);

        long tensors = LiveTensors.Count;
        StateDict.LoadInto(network, weights, "best.pth", allowExtra: true);

        Assert.Equal(tensors, LiveTensors.Count);
        Assert.Equal(1, network.parameters().First().mean().item<float>());
    }

    private static TorchSharp.Modules.Sequential Network() => nn.Sequential(
        nn.Conv3d(1, 2, 3),
        nn.BatchNorm3d(2),
        nn.Sequential(nn.ConvTranspose3d(2, 3, 2), nn.Linear(4, 2)));

    private sealed class WithBuffers : nn.Module
    {
        public WithBuffers()
            : base(nameof(WithBuffers))
        {
            var shared = nn.Linear(2, 2);
            register_module("first", shared);
            register_module("again", shared);
            register_buffer("mean", zeros(2));
            register_buffer("cache", zeros(2), persistent: false);
        }
    }
}
