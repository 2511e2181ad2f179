using SsNet.Testing;
using SsNet.Training;

namespace SsNet.Tests.Training;

[Trait("Category", "Golden")]
public sealed class LearningRateScheduleGoldenTests : IDisposable
{
    private const double Tolerance = 1e-14;

    private readonly GoldenFile file = GoldenFile.Open("train3d.h5");

    public void Dispose() => file.Dispose();

    [Fact]
    public void In_3D_every_update_uses_the_rate_of_the_original() => AssertRates("lr_3d", LearningRateDecay.Step);

    [Fact]
    public void In_2D_every_update_uses_the_rate_of_the_original() => AssertRates("lr_2d", LearningRateDecay.Constant);

    private void AssertRates(string name, LearningRateDecay decay)
    {
        double[] updates = file.Numbers("schedule/update_n"), rates = file.Numbers($"schedule/{name}");
        var schedule = new LearningRateSchedule { Decay = decay };
        Assert.Equal(rates.Length, updates.Length);
        Assert.All(updates, (update, i) => Assert.Equal(rates[i], schedule.At((long)update, 15_000), Tolerance));
    }
}
