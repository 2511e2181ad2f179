using SsNet.Losses;
using SsNet.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Losses;

/// <summary>Against the loss as eq. 4 states it, with a matrix of features × prototypes, in float64.</summary>
public sealed class ClassSeparationTests : IDisposable
{
    private const int Classes = 3;
    private const int Width = 5;
    private const double Difference = 1e-5;

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Generator generator = new(1, CPU);
    private readonly SeparationHeads heads = new(Width, Classes, CPU, ScalarType.Float64);
    private readonly Tensor features;
    private readonly Tensor classes;

    public ClassSeparationTests()
    {
        using var _ = no_grad();
        foreach (var (_, head) in heads.Modules)
        {
            foreach (var parameter in head.parameters()) parameter.uniform_(-0.7, 0.7, generator);
        }

        features = randn([12, Width], ScalarType.Float64, generator: generator);
        classes = tensor(new long[] { 0, 1, 2, 1, 1, 0, 2, 2, 1, 2, 0, 1 });
    }

    public void Dispose()
    {
        foreach (var (_, head) in heads.Modules) head.Dispose();
        generator.Dispose();
        scope.Dispose();
    }

    [Theory]
    [InlineData(SeparationVariant.Paper)]
    [InlineData(SeparationVariant.Released)]
    public void Its_value_and_gradients_are_those_of_the_textbook_form(SeparationVariant variant)
    {
        using var separation = Separation(variant);
        features.requires_grad_();
        var loss = separation.Loss(features, classes);
        loss.backward();
        var values = features.detach();

        // The attention sees the features without gradient: in the textbook form it keeps what it saw at the point of the derivative.
        var attention = Projected(values);
        double Textbook() => TextbookLoss(variant, separation, Projected(values), attention);
        Assert.Equal(Textbook(), loss.ToDouble(), 1e-13);
        AssertGradient(values, features.grad!, Textbook);

        double TextbookOfWeights() => TextbookLoss(variant, separation, Projected(values), Projected(values));
        foreach (var head in heads.FeatureAttention.Concat(heads.MemoryAttention))
        {
            foreach (var parameter in head.parameters())
            {
                if (parameter.grad is { } gradient) AssertGradient(parameter, gradient, TextbookOfWeights);
            }
        }
    }

    [Fact]
    public void A_class_with_one_feature_or_one_prototype_is_left_out()
    {
        using var separation = Separation(SeparationVariant.Paper);
        separation.SetPrototypes(2, ones([1, SeparationHeads.ProjectedLength], ScalarType.Float64));
        var oneFeatureOfClassOne = tensor(new long[] { 0, 1, 2, 0, 0, 0, 2, 2, 0, 2, 0, 0 });
        Assert.Equal(0, separation.Loss(features, oneFeatureOfClassOne).ToDouble());
    }

    [Theory]
    [InlineData(SeparationVariant.Paper, true)]
    [InlineData(SeparationVariant.Released, false)]
    public void Prototypes_are_the_candidates_that_the_attention_ranks_first(SeparationVariant variant, bool highest)
    {
        using var separation = new ClassSeparation(heads, variant, prototypes: 2);
        var predicted = classes.clone();
        predicted[1] = tensor(2L);
        predicted[0] = tensor(1L);
        var choices = separation.ChoosePrototypes(features, classes, predicted);
        Assert.All(Enumerable.Range(0, Classes), c => Assert.Null(separation.Prototypes(c)));

        // Rows 3, 4, 8 and 11 are of class 1 and predicted as such; row 1 is not, and row 0 is background.
        Assert.Equal([1, 2], choices.Select(choice => choice.Class));
        Assert.Equal([3L, 4, 8, 11], choices[0].Candidates.data<long>().ToArray());
        foreach (var choice in choices)
        {
            long[] candidates = choice.Candidates.data<long>().ToArray();
            double[] scores = choice.Scores!.data<double>().ToArray();
            var ranked = candidates.Zip(scores).OrderBy(entry => highest ? -entry.Second : entry.Second).Select(entry => entry.First);
            Assert.Equal(ranked.Take(2), choice.Chosen.data<long>().ToArray());
        }

        separation.UpdatePrototypes(features, classes, predicted);
        Assert.All(choices, choice => Assert.True(choice.Prototypes.eq(separation.Prototypes(choice.Class)!).all().item<bool>()));
    }

    [Fact]
    public void Few_candidates_are_taken_without_being_ranked()
    {
        using var separation = new ClassSeparation(heads, prototypes: 5);
        var choices = separation.ChoosePrototypes(features, classes, classes);
        Assert.All(choices, choice => Assert.Null(choice.Scores));
        Assert.Equal([1L, 3, 4, 8, 11], choices[0].Chosen.data<long>().ToArray());
        Assert.Equal([2L, 6, 7, 9], choices[1].Chosen.data<long>().ToArray());
        Assert.Empty(separation.ChoosePrototypes(features, classes, zeros_like(classes)));
    }

    /// <summary>With prototypes for the foreground classes, of different number.</summary>
    private ClassSeparation Separation(SeparationVariant variant)
    {
        var separation = new ClassSeparation(heads, variant);
        separation.SetPrototypes(1, randn([4, SeparationHeads.ProjectedLength], ScalarType.Float64, generator: generator));
        separation.SetPrototypes(2, randn([3, SeparationHeads.ProjectedLength], ScalarType.Float64, generator: generator));
        return separation;
    }

    private Tensor Projected(Tensor rows)
    {
        using var _ = no_grad();
        return heads.Prediction.forward(heads.Projection.forward(rows));
    }

    private double TextbookLoss(SeparationVariant variant, ClassSeparation separation, Tensor projected, Tensor attended)
    {
        using var inner = NewDisposeScope();
        using var _ = no_grad();
        double sum = 0;
        for (int c = 1; c < Classes; c++)
        {
            var ofClass = classes.eq(c);
            var rows = nn.functional.normalize(projected[ofClass]);
            var prototypes = nn.functional.normalize(separation.Prototypes(c)!);
            var featureScores = sigmoid(heads.FeatureAttention[c].forward(attended[ofClass]));
            var memoryScores = variant == SeparationVariant.Paper
                ? sigmoid(heads.MemoryAttention[c].forward(prototypes))
                : ones([prototypes.shape[0], 1], ScalarType.Float64);
            var weights = (featureScores / featureScores.mean()).mm((memoryScores / memoryScores.mean()).t());
            sum += ((1 - rows.mm(prototypes.t())) * weights).mean().ToDouble();
        }

        return sum / Classes;
    }

    /// <summary>Compares with central differences, at no more than sixty elements of a tensor.</summary>
    private static void AssertGradient(Tensor point, Tensor gradient, Func<double> value)
    {
        using var _ = no_grad();
        var elements = point.flatten();
        double[] expected = gradient.flatten().data<double>().ToArray();
        for (int i = 0; i < expected.Length; i += 1 + expected.Length / 60)
        {
            elements[i] += Difference;
            double above = value();
            elements[i] -= 2 * Difference;
            double below = value();
            elements[i] += Difference;
            Assert.Equal(expected[i], (above - below) / (2 * Difference), 1e-8);
        }
    }
}
