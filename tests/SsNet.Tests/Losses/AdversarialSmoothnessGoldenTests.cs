using SsNet.Losses;
using SsNet.Testing;
using SsNet.Tests.Goldens;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Losses;

[Trait("Category", "Golden")]
public sealed class AdversarialSmoothnessGoldenTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<int, string, string> Variants
    {
        get
        {
            var data = new TheoryData<int, string, string>();
            foreach (int dimension in (int[])[2, 3])
            {
                foreach (string variant in (string[])["dice", "kl", "dice_ip2"])
                {
                    foreach (string group in (string[])["f64", "f32"]) data.Add(dimension, variant, group);
                }
            }

            return data;
        }
    }

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Noise_is_scaled_to_unit_length_as_in_the_original(int dimension)
    {
        using var file = Open(dimension);
        file.AssertNear("d0_normalised/f64", AdversarialSmoothness.Unit(file.Tensor("d0")), new Precision("f64").Array(0));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void It_finds_the_direction_the_loss_and_the_gradients_of_the_original(int dimension, string variant, string group)
    {
        using var file = Open(dimension);
        var precision = new Precision(group);
        string path = $"{variant}/{group}";
        var smoothness = Smoothness(file, dimension, variant);
        using var network = GoldenNetworks.Create(dimension, precision, file.Scalar("weights_seed"));
        var result = smoothness.Loss(network, file.Tensor("x", precision.Type), file.Tensor("d0", precision.Type));
        result.Loss.backward();

        file.AssertNear($"{path}/distance_probe1", result.FirstDistance!, precision.Scalar(2e-6));
        // In float64 only the foreground was recorded of volumes.
        bool foregroundOnly = precision.IsDouble && dimension == 3;
        file.AssertNear($"clean/{group}", foregroundOnly ? result.Clean.narrow(1, 1, 1) : result.Clean, precision.Array(7e-6));
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
        string layer = dimension == 3 ? "encoder.block_two.conv.1" : "encoder.down1.maxpool_conv.1.conv_conv.1";
        file.AssertStatistics($"bn_after/{group}", layer, state, precision.Array(2e-5));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void After_one_of_two_power_iterations_the_direction_is_the_one_of_the_original(int dimension)
    {
        using var file = Open(dimension);
        var precision = new Precision("f64");
        var smoothness = Smoothness(file, dimension, "dice_ip2") with { PowerIterations = 1 };
        using var network = GoldenNetworks.Create(dimension, precision, file.Scalar("weights_seed"));
        var result = smoothness.Loss(network, file.Tensor("x"), file.Tensor("d0"));
        file.AssertNear("dice_ip2/f64/direction_after_step1", result.Perturbation / smoothness.Magnitude, precision.Array(0));
    }

    private static GoldenFile Open(int dimension) => GoldenFile.Open($"vat{dimension}d.h5");

    private static AdversarialSmoothness Smoothness(GoldenFile file, int dimension, string variant) => new()
    {
        Distance = variant == "kl" ? PredictionDistance.KullbackLeibler : PredictionDistance.Dice,
        DiceForm = dimension == 3 ? DiceForm.Linear : DiceForm.Squared,
        Probe = file.Scalar($"{variant}/xi"),
        Magnitude = file.Scalar($"{variant}/epsilon"),
        PowerIterations = (int)file.Scalar($"{variant}/ip"),
    };
}
