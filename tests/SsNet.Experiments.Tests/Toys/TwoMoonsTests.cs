using System.Numerics;
using SsNet.Experiments.Toys;

namespace SsNet.Experiments.Tests.Toys;

public class TwoMoonsTests
{
    [Fact]
    public void Without_blur_all_points_lie_on_their_half_circles()
    {
        var points = TwoMoons.Draw(seed: 3, count: 1000, blur: 0);
        for (int i = 0; i < points.Count; i++)
        {
            var (centre, up) = points.Classes[i] == 1 ? (Vector2.Zero, 1) : (new Vector2(1, 0.5f), -1);
            var radius = points.Positions[i] - centre;
            Assert.Equal(1, radius.Length(), 5);
            Assert.True(up * radius.Y > -1e-6);
        }
    }

    [Fact]
    public void Gamma_is_the_deviation_along_either_axis_and_nothing_else_changes()
    {
        const double Blur = 0.25;
        const int Count = 4000;
        var (sharp, blurred) = (TwoMoons.Draw(5, Count, 0), TwoMoons.Draw(5, Count, Blur));
        Assert.Equal(sharp.Classes, blurred.Classes);
        Vector2[] noise = [.. blurred.Positions.Zip(sharp.Positions, (a, b) => a - b)];
        foreach (var axis in new Func<Vector2, double>[] { v => v.X, v => v.Y })
        {
            // Five standard errors of the mean, of the deviation.
            Assert.InRange(noise.Average(axis), -5 * Blur / Math.Sqrt(Count), 5 * Blur / Math.Sqrt(Count));
            Assert.Equal(1, Math.Sqrt(noise.Average(v => axis(v) * axis(v))) / Blur, 5 / Math.Sqrt(2.0 * Count));
        }

        double covariance = noise.Average(v => v.X * v.Y) / (Blur * Blur);
        Assert.InRange(covariance, -5 / Math.Sqrt(Count), 5 / Math.Sqrt(Count));
    }

    [Fact]
    public void Any_first_points_are_balanced_and_a_longer_list_begins_with_a_shorter_one()
    {
        var points = TwoMoons.Draw(7, 400, 0.1);
        for (int labelled = 2; labelled <= points.Count; labelled += 2) Assert.Equal(labelled / 2, points.Classes.Take(labelled).Count(moon => moon == 1));
        Assert.Equal(points.Positions.Take(20), TwoMoons.Draw(7, 20, 0.1).Positions);
    }

    [Fact]
    public void Seeds_and_held_out_points_share_no_point()
    {
        var positions = TwoMoons.Draw(1, 100, 0.1).Positions;
        Assert.Equal(positions, TwoMoons.Draw(1, 100, 0.1).Positions);
        Assert.Empty(positions.Intersect(TwoMoons.Draw(2, 100, 0.1).Positions));
        Assert.Empty(positions.Intersect(TwoMoons.Draw(1, 100, 0.1, heldOut: true).Positions));
    }

    [Fact]
    public void A_negative_gamma_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => TwoMoons.Draw(1, 10, -0.1));
}
