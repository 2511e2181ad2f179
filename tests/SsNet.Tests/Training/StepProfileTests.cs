using SsNet.Testing;
using SsNet.Training;
using static TorchSharp.torch;

namespace SsNet.Tests.Training;

public class StepProfileTests
{
    private readonly Clock clock = new();
    private readonly StepProfile profile;

    public StepProfileTests()
    {
        profile = new StepProfile(CPU, clock);
    }

    [Fact]
    public void Every_moment_of_a_step_belongs_to_the_innermost_phase()
    {
        Step(100);
        profile.BeginStep();
        clock.Seconds += 1;
        using (profile.Phase("outer"))
        {
            clock.Seconds += 2;
            using (profile.Phase("inner")) clock.Seconds += 4;
            clock.Seconds += 8;
            using (profile.Phase("inner")) clock.Seconds += 16;
        }

        clock.Seconds += 32;
        profile.EndStep(voxels: 126);

        Assert.Equal([Time("outer", 10, 1), Time("inner", 20, 2), Time(StepProfile.Rest, 33, 0)], profile.OfSteps);
        Assert.Equal((1, TimeSpan.FromSeconds(63), 2.0), (profile.Iterations, profile.StepTime, profile.VoxelsPerSecond));
    }

    [Fact]
    public void The_first_step_is_left_out_unless_it_is_the_only_one()
    {
        Assert.Equal((0, false, TimeSpan.Zero, 0.0), (profile.Iterations, profile.CountsWarmUp, profile.StepTime, profile.VoxelsPerSecond));
        Assert.Empty(profile.OfSteps);
        Step(100);
        Assert.Equal((1, true, TimeSpan.FromSeconds(100)), (profile.Iterations, profile.CountsWarmUp, profile.StepTime));
        Step(7);
        Step(9);
        Assert.Equal((2, false, TimeSpan.FromSeconds(8)), (profile.Iterations, profile.CountsWarmUp, profile.StepTime));
        Assert.Equal([Time("work", 16, 2), Time(StepProfile.Rest, 0, 0)], profile.OfSteps);
    }

    [Fact]
    public void What_happens_between_steps_is_part_of_none()
    {
        for (int i = 0; i < 2; i++)
        {
            Step(5);
            clock.Seconds += 1000;
            using (profile.Phase("validation"))
            {
                clock.Seconds += 3;
                using (profile.Phase("checkpoint")) clock.Seconds += 4;
            }
        }

        Assert.Equal(TimeSpan.FromSeconds(5), profile.StepTime);
        Assert.Equal([Time("validation", 6, 2), Time("checkpoint", 8, 2)], profile.BetweenSteps);
    }

    [Fact]
    public void A_step_that_is_stopped_does_not_count_and_what_follows_is_between_steps()
    {
        Step(5);
        Step(5);
        profile.BeginStep();
        using (profile.Phase("work")) clock.Seconds += 50;
        profile.DropStep();
        using (profile.Phase("checkpoint")) clock.Seconds += 4;
        Assert.Equal((1, TimeSpan.FromSeconds(5)), (profile.Iterations, profile.StepTime));
        Assert.Equal([Time("checkpoint", 4, 1)], profile.BetweenSteps);
    }

    private void Step(long seconds)
    {
        profile.BeginStep();
        using (profile.Phase("work")) clock.Seconds += seconds;
        profile.EndStep(voxels: 1);
    }

    private static PhaseTime Time(string name, long seconds, long calls) => new(name, TimeSpan.FromSeconds(seconds), calls);
}
