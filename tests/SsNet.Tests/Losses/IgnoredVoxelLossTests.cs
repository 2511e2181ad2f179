using SsNet.Data;
using SsNet.Losses;
using static TorchSharp.torch;

namespace SsNet.Tests.Losses;

/// <summary>Losses of labels that are unknown in the last rows, against those of the same scores and labels with these rows cut away.</summary>
public class IgnoredVoxelLossTests
{
    private const int KnownRows = 3;

    public static TheoryData<DiceForm> Forms => [.. Enum.GetValues<DiceForm>()];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_Dice_loss_is_that_of_the_known_voxels(DiceForm form)
    {
        using var scope = NewDisposeScope();
        double expected = DiceLoss.Supervised(form, Cut(SineScores.Probabilities(0)), Cut(SineScores.Labels())).item<double>();
        Assert.Equal(expected, DiceLoss.Supervised(form, SineScores.Probabilities(0), Labels(), Known()).item<double>(), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_supervised_term_and_its_gradient_are_those_of_the_known_voxels(DiceForm form)
    {
        using var scope = NewDisposeScope();
        var loss = new SegmentationLoss { DiceForm = form, CrossEntropy = true };
        var logits = SineScores.Logits(0).requires_grad_();
        var cut = Cut(SineScores.Logits(0)).requires_grad_();
        foreach (var (term, expected) in loss.Terms(logits, Labels(), Known()).Zip(loss.Terms(cut, Cut(SineScores.Labels()))))
        {
            Assert.Equal((expected.Name, expected.Weight), (term.Name, term.Weight));
            Assert.Equal(expected.Value.item<double>(), term.Value.item<double>(), 1e-12);
            AssertGradient(autograd.grad([term.Value], [logits])[0], autograd.grad([expected.Value], [cut])[0]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_regression_of_level_sets_is_that_of_the_known_voxels(int maps)
    {
        using var scope = NewDisposeScope();
        Tensor Distances() => SineScores.Logits(1).narrow(1, 0, maps).tanh();
        var levelSets = SineScores.Logits(0).narrow(1, 0, maps).tanh().requires_grad_();
        var cut = Cut(levelSets.detach()).requires_grad_();
        var actual = LevelSetLoss.Regression(levelSets, Distances(), Known());
        var expected = LevelSetLoss.Regression(cut, Cut(Distances()));
        Assert.Equal(expected.item<double>(), actual.item<double>(), 1e-12);
        AssertGradient(autograd.grad([actual], [levelSets])[0], autograd.grad([expected], [cut])[0]);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Without_a_known_voxel_losses_are_finite_and_teach_nothing(DiceForm form)
    {
        using var scope = NewDisposeScope();
        var logits = SineScores.Logits(0).requires_grad_();
        var nothing = zeros([2, 4, 4], ScalarType.Bool);
        var labels = full([2, 4, 4], Case.Ignored, int64);
        var terms = new SegmentationLoss { DiceForm = form, CrossEntropy = true }.Terms(logits, labels, nothing).ToArray();
        Tensor[] values = [.. terms.Select(term => term.Value), LevelSetLoss.Regression(logits, SineScores.Logits(1), nothing)];
        Assert.Equal([form == DiceForm.SquaredHalf ? 0.5 : 0, 0, 0], values.Select(value => value.item<double>()));
        Assert.All(values, value => Assert.Equal(0, autograd.grad([value], [logits])[0].abs().max().item<double>()));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_mask_that_ignores_nothing_changes_no_bit(DiceForm form)
    {
        using var scope = NewDisposeScope();
        var everything = ones([2, 4, 4], ScalarType.Bool);
        var loss = new SegmentationLoss { DiceForm = form, CrossEntropy = true };
        Tensor scores = SineScores.Logits(0), labels = SineScores.Labels();
        Assert.Equal(loss.Terms(scores, labels).Select(term => term.Value.item<double>()), loss.Terms(scores, labels, everything).Select(term => term.Value.item<double>()));
        Assert.Equal(
            LevelSetLoss.Regression(scores, SineScores.Logits(1)).item<double>(),
            LevelSetLoss.Regression(scores, SineScores.Logits(1), everything).item<double>());
    }

    /// <summary>Labels whose last rows nobody knows.</summary>
    private static Tensor Labels() => SineScores.Labels().masked_fill(Known().logical_not(), Case.Ignored);

    private static Tensor Known() => arange(4, int64).lt(KnownRows).view(1, 4, 1).expand(2, 4, 4).contiguous();

    private static Tensor Cut(Tensor values) => values.narrow(-2, 0, KnownRows).contiguous();

    /// <summary>The known voxels have the gradient of the loss without the others, which have none at all.</summary>
    private static void AssertGradient(Tensor gradient, Tensor expected)
    {
        Assert.True(Cut(gradient).allclose(expected, 1e-12, 1e-14));
        Assert.True(expected.abs().max().item<double>() > 1e-4);
        Assert.Equal(0, gradient.narrow(-2, KnownRows, 4 - KnownRows).abs().max().item<double>());
    }
}
