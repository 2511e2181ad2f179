using SsNet.Losses;
using SsNet.Networks;
using SsNet.Testing;
using SsNet.Tests.Goldens;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Losses;

[Trait("Category", "Golden")]
public sealed class AdversarialSmoothnessGoldenTests : IDisposable
{
    private readonly GoldenFile file = GoldenFile.Open("vat3d.h5");
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        file.Dispose();
    }

    [Fact]
    public void Noise_is_scaled_to_unit_length_as_in_the_original() =>
        file.AssertNear("d0_normalised/f64", AdversarialSmoothness.Unit(file.Tensor("d0")), new Precision("f64").Array(0));

    [Theory]
    [InlineData("dice", "f64")]
    [InlineData("dice", "f32")]
    [InlineData("kl", "f64")]
    [InlineData("kl", "f32")]
    [InlineData("dice_ip2", "f64")]
    [InlineData("dice_ip2", "f32")]
    public void In_3D_it_finds_the_direction_the_loss_and_the_gradients_of_the_original(string variant, string group)
    {
        var precision = new Precision(group);
        string path = $"{variant}/{group}";
        var smoothness = Smoothness(variant);
        using var network = Network(precision);
        var result = smoothness.Loss(network, file.Tensor("x", precision.Type), file.Tensor("d0", precision.Type));
        result.Loss.backward();

        file.AssertNear($"{path}/distance_probe1", result.FirstDistance!, precision.Scalar(2e-6));
        // In float64 only the foreground was recorded.
        file.AssertNear($"clean/{group}", precision.IsDouble ? result.Clean.narrow(1, 1, 1) : result.Clean, precision.Array(7e-6));
        if (file.Exists($"{path}/direction")) file.AssertNear($"{path}/direction", result.Perturbation / smoothness.Magnitude, precision.Array(2e-2));
        if (file.Exists($"{path}/r_adv")) file.AssertNear($"{path}/r_adv", result.Perturbation, precision.Array(2e-2));
        file.AssertNear($"{path}/lds", result.Loss, precision.Scalar(smoothness.PowerIterations == 1 ? 7e-4 : 3e-3));

        var state = network.state_dict();
        foreach (string name in file.Names($"{path}/grad"))
        {
            // In float32, rounding leaves nothing to compare below the last layer.
            bool last = name.Contains("out_conv", StringComparison.Ordinal);
            if (precision.IsDouble || last) file.AssertNear($"{path}/grad/{name}", state[name].grad!, precision.Array(4e-3));
        }

        // The clean pass alone updates the statistics, so they are the same for every variant.
        file.AssertStatistics($"bn_after/{group}", "encoder.block_two.conv.1", state, precision.Array(2e-5));
    }

    [Fact]
    public void After_one_of_two_power_iterations_the_direction_is_the_one_of_the_original()
    {
        var precision = new Precision("f64");
        var smoothness = Smoothness("dice_ip2") with { PowerIterations = 1 };
        using var network = Network(precision);
        var result = smoothness.Loss(network, file.Tensor("x"), file.Tensor("d0"));
        file.AssertNear("dice_ip2/f64/direction_after_step1", result.Perturbation / smoothness.Magnitude, precision.Array(0));
    }

    private AdversarialSmoothness Smoothness(string variant) => new()
    {
        Distance = variant == "kl" ? PredictionDistance.KullbackLeibler : PredictionDistance.Dice,
        Probe = file.Scalar($"{variant}/xi"),
        Magnitude = file.Scalar($"{variant}/epsilon"),
        PowerIterations = (int)file.Scalar($"{variant}/ip"),
    };

    private VNet Network(Precision precision)
    {
        var network = new VNet(new NetworkOptions { Dropout = false }, separationHeads: true, dtype: precision.Type);
        GoldenWeights.Fill(network.state_dict(), file.Scalar("weights_seed"), "names_vnet.txt");
        network.train();
        return network;
    }
}
