using SsNet.Training;

namespace SsNet.Tests.Training;

public class LearningRateScheduleTests
{
    /// <summary>The published code sets the rate after a step with the count from before it, so that update n runs with t = n − 2.</summary>
    [Theory]
    [InlineData(0, 0.01)]
    [InlineData(1, 0.0099997)]
    [InlineData(15_000, 0.0053588673)]
    [InlineData(29_999, 9.34525e-7)]
    public void The_polynomial_rate_lags_by_one_update(long t, double rate)
    {
        var schedule = new LearningRateSchedule { Decay = LearningRateDecay.Polynomial };
        Assert.Equal(rate, schedule.At(t + 2, 30_000), rate * 1e-6);
    }

    [Fact]
    public void The_first_update_runs_with_the_full_rate() =>
        Assert.All(Enum.GetValues<LearningRateDecay>(), decay => Assert.Equal(0.01, new LearningRateSchedule { Decay = decay }.At(1, 100)));

    [Fact]
    public void The_step_comes_after_as_many_updates_as_it_is_long()
    {
        var schedule = new LearningRateSchedule { StepLength = 10 };
        Assert.Equal([0.01, 0.001, 0.001, 0.0001], new long[] { 10, 11, 20, 21 }.Select(update => Math.Round(schedule.At(update, 30), 12)));
    }
}
