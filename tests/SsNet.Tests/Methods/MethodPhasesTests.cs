using SsNet.Methods;
using SsNet.Training;
using static TorchSharp.torch;

namespace SsNet.Tests.Methods;

/// <summary>What a profile says of a step of every method, and that the step does not mind.</summary>
public class MethodPhasesTests
{
    public static TheoryData<string, int> Methods => SmallMethods.NamesAndAxes;

    [Theory]
    [InlineData("supervised", "forward", "supervised loss", "backward")]
    [InlineData(
        "ss-net", "forward", "supervised loss", "prototypes", "labelled separation", "labelled separation backward", "unlabelled separation", "unlabelled separation backward", "backward",
        "clean prediction", "probe forward", "adversarial direction", "adversarial forward", "adversarial backward")]
    [InlineData("ua-mt", "teacher passes", "forward", "supervised loss", "consistency", "backward", "teacher update")]
    [InlineData("sassnet", "forward", "supervised loss", "level sets", "adversarial loss", "backward", "discriminator")]
    [InlineData("dtc", "forward", "supervised loss", "level sets", "consistency", "backward")]
    [InlineData("urpc", "forward", "supervised loss", "consistency", "backward")]
    [InlineData("mc-net", "forward", "supervised loss", "consistency", "backward")]
    public void The_phases_of_a_step_come_in_this_order(string name, params string[] phases)
    {
        using var scope = NewDisposeScope();
        using var method = SmallMethods.Create(name, axes: 3);
        var profile = new StepProfile(CPU);
        Step(method, profile, iteration: 1);
        Assert.Equal([.. phases, StepProfile.Rest], profile.OfSteps.Select(phase => phase.Name));
        // Every output of MC-Net and URPC is supervised; everything else happens once.
        Assert.All(profile.OfSteps.SkipLast(1), phase => Assert.Equal(phase.Name == "supervised loss" ? Outputs(name) : 1, phase.Calls));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_step_that_is_profiled_ends_in_the_same_bits(string name, int axes)
    {
        using var scope = NewDisposeScope();
        using var plain = SmallMethods.Create(name, axes);
        using var profiled = SmallMethods.Create(name, axes);
        var profile = new StepProfile(CPU);
        for (int i = 1; i <= 2; i++) Assert.Equal(Step(plain, profile: null, i, axes), Step(profiled, profile, i, axes));
        var (expected, actual) = (plain.Network.named_parameters(), profiled.Network.named_parameters());
        foreach (var (before, after) in expected.Zip(actual))
        {
            Assert.Equal(before.parameter.grad?.bytes.ToArray(), after.parameter.grad?.bytes.ToArray());
            Assert.True(before.parameter.bytes.SequenceEqual(after.parameter.bytes), before.name);
        }
    }

    private static int Outputs(string name) => name switch { "urpc" => 4, "mc-net" => 3, _ => 1 };

    private static LossTerm[] Step(Method method, StepProfile? profile, long iteration, int axes = 3)
    {
        var objective = new Objective(profile);
        profile?.BeginStep();
        using var batch = SmallMethods.Batch(axes, seed: iteration);
        method.Step(batch, iteration, objective);
        objective.Backward();
        method.AfterUpdate(batch, iteration, objective);
        profile?.EndStep(batch.Images.numel());
        return [.. objective.Terms];
    }
}
