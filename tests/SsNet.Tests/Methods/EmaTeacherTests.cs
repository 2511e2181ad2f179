using SsNet.Methods;
using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Tests.Methods;

public class EmaTeacherTests
{
    /// <summary>t counts the iterations before.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.5)]
    [InlineData(9, 0.9)]
    [InlineData(98, 0.98989899)]
    [InlineData(99, 0.99)]
    [InlineData(10_000, 0.99)]
    public void More_of_the_teacher_stays_as_training_goes_on(long t, double expected) =>
        Assert.Equal(expected, EmaTeacher.Decay(t + 1, 0.99), 6e-9);

    [Fact]
    public void The_teacher_is_the_average_of_the_students_weights_and_of_nothing_else()
    {
        using var scope = NewDisposeScope();
        using UNet student = SmallTraining.SliceNetwork(seed: 1);
        using var teacher = new EmaTeacher(SmallTraining.SliceNetwork(seed: 2));
        var before = Copy(teacher.Network);
        student.train();
        student.forward(SmallTraining.SliceBatch(seed: 1, [1, 2, 3]).Images);
        teacher.Follow(student, iteration: 4, decay: 0.99);
        var expected = student.state_dict();
        var parameters = student.named_parameters().Select(entry => entry.name).ToHashSet();
        foreach (var (name, value) in teacher.Network.state_dict())
        {
            var target = parameters.Contains(name) ? 0.75 * before[name] + 0.25 * expected[name] : before[name];
            Assert.True(value.allclose(target, 1e-5, 1e-7), name);
        }
    }

    private static Dictionary<string, Tensor> Copy(SegmentationNetwork network) =>
        network.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
}
