using SsNet.Losses;
using static TorchSharp.torch;

namespace SsNet.Tests.Losses;

public class LevelSetLossTests
{
    private const double Steepness = 1500;

    [Fact]
    public void The_consistency_of_both_tasks_is_that_of_published_code()
    {
        using var scope = NewDisposeScope();
        var levelSets = (0.01 * SineScores.Logits(1)).tanh();
        Assert.Equal(0.3082262516, LevelSetLoss.DualTaskConsistency(levelSets, SineScores.Probabilities(0), Steepness).item<double>(), 1e-9);
    }

    [Fact]
    public void A_single_level_set_is_that_of_the_foreground()
    {
        using var scope = NewDisposeScope();
        var labels = tensor([0L, 1, 1, 0]).view(1, 4);
        var probabilities = DiceLoss.OneHot(labels, 2, float64);
        var levelSets = tensor([0.5, -0.5, -0.1, 1]).view(1, 1, 4);
        Assert.Equal(0, LevelSetLoss.DualTaskConsistency(levelSets, probabilities, Steepness).item<double>(), 1e-12);
        Assert.Equal(1, LevelSetLoss.DualTaskConsistency(-levelSets, probabilities, Steepness).item<double>(), 1e-12);
    }

    [Fact]
    public void The_gradient_reaches_both_tasks()
    {
        using var scope = NewDisposeScope();
        Tensor levelSets = (0.0005 * SineScores.Logits(1)).tanh().requires_grad_(), logits = SineScores.Logits(0).requires_grad_();
        var gradients = autograd.grad([LevelSetLoss.DualTaskConsistency(levelSets, nn.functional.softmax(logits, 1), Steepness)], [levelSets, logits]);
        Assert.All(gradients, gradient => Assert.True(gradient.abs().max().item<double>() > 1e-3));
    }

    [Fact]
    public void The_mask_is_half_on_the_boundary_and_nearly_whole_beside_it()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([1, 0.5, 0], LevelSetLoss.Mask(tensor([-0.02f, 0, 0.02f]), Steepness).data<float>().Select(value => Math.Round(value, 6)));
    }

    [Fact]
    public void Distances_are_learned_by_the_mean_square()
    {
        using var scope = NewDisposeScope();
        Assert.Equal((0.25 + 1) / 2, LevelSetLoss.Regression(tensor([0.5, -1]), tensor([0.0, 0])).item<double>(), 1e-12);
    }
}
