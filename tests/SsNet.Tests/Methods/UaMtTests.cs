using SsNet.Losses;
using SsNet.Methods;
using SsNet.Networks;
using SsNet.Training;
using SsNet.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Tests.Methods;

public class UaMtTests
{
    private static readonly ConsistencyWeight Full = new() { RampLength = 0 };

    [Fact]
    public void After_the_first_iteration_the_teachers_weights_are_the_students_but_its_statistics_its_own()
    {
        using var scope = NewDisposeScope();
        using var method = new UaMt(SmallTraining.SliceNetwork(seed: 1), SmallTraining.SliceNetwork(seed: 2), new UaMtOptions { Consistency = Full }, seed: 1);
        using var optimiser = new StochasticGradientDescent(method.Network, momentum: 0.9, weightDecay: 1e-4);
        SmallTraining.Iterate(method, optimiser, SmallTraining.SliceBatch(seed: 1, [1, 2, 3]), iteration: 1);
        var teacher = method.State.ToDictionary(entry => entry.Key, entry => entry.Value);
        var statistics = new List<bool>();
        foreach (var (name, value) in StateDict.Of(method.Network))
        {
            bool same = teacher[$"teacher.{name}"].equal(value).all().ToBoolean();
            if (!name.Contains("running", StringComparison.Ordinal) && !name.Contains("num_batches", StringComparison.Ordinal)) Assert.True(same, name);
            // The heads of the class separation are not used.
            else if (name.Contains("running", StringComparison.Ordinal) && name.Contains("coder.", StringComparison.Ordinal)) statistics.Add(same);
        }

        Assert.NotEmpty(statistics);
        Assert.DoesNotContain(true, statistics);

        SmallTraining.Iterate(method, optimiser, SmallTraining.SliceBatch(seed: 2, [1, 2, 3]), iteration: 2);
        Assert.Contains(StateDict.Of(method.Network), entry => !teacher[$"teacher.{entry.Key}"].equal(entry.Value).all().ToBoolean());
    }

    [Theory]
    [InlineData(8, new[] { 2L, 4, 4, 4, 4 })]
    [InlineData(3, new[] { 2L, 4, 2 })]
    [InlineData(1, new[] { 2L, 2 })]
    public void The_teacher_sees_the_unlabelled_images_with_fresh_noise_two_uncertain_passes_at_a_time(int passes, long[] samples)
    {
        using var scope = NewDisposeScope();
        using InputRecorder student = new(1), teacher = new(2);
        using var method = new UaMt(student, teacher, new UaMtOptions { Consistency = Full, UncertaintyPasses = passes }, seed: 1);
        using var batch = SmallTraining.SliceBatch(seed: 1, [1]);
        method.Step(batch, iteration: 1, new Objective());

        Assert.True(Assert.Single(student.Passes).Images.equal(batch.Images).all().ToBoolean());
        Assert.Equal(samples, teacher.Passes.Select(pass => pass.Images.shape[0]));
        Assert.All(teacher.Passes, pass => Assert.True(pass.Trains));
        var unlabelled = batch.Unlabelled(batch.Images);
        var noises = teacher.Passes.SelectMany(pass => (pass.Images.view([-1, .. unlabelled.shape]) - unlabelled).unbind(0)).ToArray();
        Assert.Equal(passes + 1, noises.Length);
        foreach (var (i, noise) in noises.Index())
        {
            Assert.InRange(noise.abs().max().item<float>(), 0.19f, 0.2001f);
            // A normal distribution cut off at two standard deviations has 0.96 of its spread.
            Assert.InRange(noise.std().item<float>(), 0.09f, 0.102f);
            Assert.All(noises[..i], other => Assert.False(noise.allclose(other)));
        }

        int before = teacher.Passes.Count;
        method.Step(batch, iteration: 1, new Objective());
        method.Step(batch, iteration: 2, new Objective());
        Assert.True(teacher.Passes[before].Images.equal(teacher.Passes[0].Images).all().ToBoolean());
        Assert.False(teacher.Passes[2 * before].Images.equal(teacher.Passes[0].Images).all().ToBoolean());
    }

    [Fact]
    public void The_consistency_is_that_with_the_teachers_noisy_prediction()
    {
        using var scope = NewDisposeScope();
        using InputRecorder student = new(1), teacher = new(2);
        using var method = new UaMt(student, teacher, new UaMtOptions { Consistency = Full with { Maximum = 0.1 }, Iterations = 1000 }, seed: 1);
        using var batch = SmallTraining.SliceBatch(seed: 1, [1]);
        var objective = new Objective();
        method.Step(batch, iteration: 400, objective);

        Tensor Probabilities(Tensor images, double weight) => nn.functional.softmax(cat([-weight * images, weight * images], 1), 1);
        var images = batch.Unlabelled(batch.Images);
        var mean = teacher.Passes.Skip(1).Select(pass => Probabilities(pass.Images, 2).view([2, 2, 2, 32, 32]).sum(dim: 0)).Aggregate((sum, part) => sum + part) / 8;
        var isCertain = (-(mean * (mean + 1e-6).log()).sum(1)).lt((0.75 + 0.25 * Math.Exp(-5 * 0.601 * 0.601)) * Math.Log(2));
        Assert.InRange(isCertain.to(float32).mean().item<float>(), 0.05f, 0.95f);
        var distances = (Probabilities(images, 1) - Probabilities(teacher.Passes[0].Images, 2)).square().sum(1);
        double expected = distances.masked_select(isCertain).mean().item<float>() / 2;
        var term = objective.Terms.Single(term => term.Name == "consistency");
        Assert.Equal(expected, term.Value, 1e-6);
        Assert.Equal(0.1, term.Weight);
    }

    [Fact]
    public void Only_the_student_learns_from_the_gradient()
    {
        using var scope = NewDisposeScope();
        using UNet teacher = SmallTraining.SliceNetwork(seed: 2);
        using var method = new UaMt(SmallTraining.SliceNetwork(seed: 1), teacher, new UaMtOptions { Consistency = Full, UncertaintyThreshold = 3 }, seed: 1);
        var objective = new Objective();
        method.Step(SmallTraining.SliceBatch(seed: 1, [1, 2, 3]), iteration: 1, objective);
        objective.Backward();
        Assert.All(teacher.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.Contains(method.Network.parameters(), parameter => parameter.grad is not null);
    }
}
