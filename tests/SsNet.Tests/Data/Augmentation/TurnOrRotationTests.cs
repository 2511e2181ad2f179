using SsNet.Data;
using SsNet.Randomness;

namespace SsNet.Tests.Data;

public class TurnOrRotationTests
{
    [Fact]
    public void Half_of_the_draws_turn_and_a_quarter_rotates_by_every_angle_from_minus_20_to_19()
    {
        var random = new RandomSequence(1, RandomPurpose.Augmentation);
        var turns = new Dictionary<RotateFlip, int>();
        var angles = new Dictionary<int, int>();
        int neither = 0;
        for (int i = 0; i < 16000; i++)
        {
            var drawn = TurnOrRotation.Draw(ref random);
            Assert.False(drawn.Turn is not null && drawn.Degrees is not null);
            if (drawn.Turn is { } turn) turns[turn] = turns.GetValueOrDefault(turn) + 1;
            else if (drawn.Degrees is { } degrees) angles[degrees] = angles.GetValueOrDefault(degrees) + 1;
            else neither++;
        }

        Assert.InRange(turns.Values.Sum(), 7700, 8300);
        Assert.InRange(angles.Values.Sum(), 3750, 4250);
        Assert.InRange(neither, 3750, 4250);
        Assert.Equal(8, turns.Count);
        Assert.All(turns.Values, count => Assert.InRange(count, 850, 1150));
        Assert.Equal(Enumerable.Range(-20, 40), angles.Keys.Order());
        Assert.All(angles.Values, count => Assert.InRange(count, 50, 150));
    }
}
