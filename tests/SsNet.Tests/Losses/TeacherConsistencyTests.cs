using SsNet.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Losses;

public class TeacherConsistencyTests
{
    /// <summary>t counts the iterations before; the run is as long as the ramp.</summary>
    [Theory]
    [InlineData(0, 0.5210279827)]
    [InlineData(15_000, 0.5695078835)]
    [InlineData(30_000, 0.6931471806)]
    public void The_threshold_rises_to_ln_2(long t, double expected) =>
        Assert.Equal(expected, TeacherConsistency.Threshold(t + 1, 30_000, start: 0.75), 1e-10);

    [Fact]
    public void The_uncertainty_is_the_entropy_of_the_mean_prediction()
    {
        using var scope = NewDisposeScope();
        var uncertainty = Uncertainty();
        Assert.Equal([2, 4, 4], uncertainty.shape);
        Assert.Equal(1.2172724123, uncertainty.mean().item<double>(), 1e-9);
    }

    [Theory]
    [InlineData(1.0, 1, 0.2870184722)]
    [InlineData(0.8336, 0, 0)]
    public void Only_voxels_below_the_threshold_count(double threshold, int kept, double expected)
    {
        using var scope = NewDisposeScope();
        var uncertainty = Uncertainty();
        Assert.Equal(kept, uncertainty.lt(threshold).sum().ToInt32());
        Assert.Equal(expected, TeacherConsistency.Loss(SineScores.Probabilities(0), SineScores.Probabilities(1), uncertainty, threshold).item<double>(), 1e-9);
    }

    [Fact]
    public void Half_the_mean_of_the_squares_summed_over_classes_where_every_voxel_is_certain()
    {
        using var scope = NewDisposeScope();
        Tensor student = SineScores.Probabilities(0), teacher = SineScores.Probabilities(1);
        double expected = (student - teacher).square().sum().item<double>() / (2 * 2 * 4 * 4);
        Assert.Equal(expected, TeacherConsistency.Loss(student, teacher, Uncertainty(), threshold: 2).item<double>(), 1e-12);
    }

    [Fact]
    public void Where_no_voxel_is_certain_loss_and_gradient_are_0_in_single_precision_too()
    {
        using var scope = NewDisposeScope();
        var logits = SineScores.Logits(0).to(float32).requires_grad_();
        var loss = TeacherConsistency.Loss(nn.functional.softmax(logits, 1), SineScores.Probabilities(1).to(float32), Uncertainty(), threshold: 0);
        Assert.Equal(0, loss.item<float>());
        Assert.True(autograd.grad([loss], [logits])[0].eq(0).all().ToBoolean());
    }

    [Fact]
    public void A_certain_prediction_has_no_entropy_worth_mentioning()
    {
        using var scope = NewDisposeScope();
        var certain = DiceLoss.OneHot(SineScores.Labels(), 4, float32);
        Assert.InRange(TeacherConsistency.Entropy(certain).abs().max().item<float>(), 0, 2e-6f);
    }

    private static Tensor Uncertainty() =>
        TeacherConsistency.Entropy((SineScores.Probabilities(1) + SineScores.Probabilities(2) + SineScores.Probabilities(3)) / 3);
}
