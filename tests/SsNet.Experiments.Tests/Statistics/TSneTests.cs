using SsNet.Experiments.Statistics;
using SsNet.Randomness;

namespace SsNet.Experiments.Tests.Statistics;

public class TSneTests
{
    [Fact]
    public void Clusters_stay_together_and_apart()
    {
        const int Clusters = 4, Each = 40;
        var rows = Balls(Clusters, Each, dimensions: 10, distance: 12);
        var positions = TSne.Embed(rows, cancellation: TestContext.Current.CancellationToken).Positions;

        // The nearest 20 neighbours of every point are of its own cluster, and no two clusters overlap.
        for (int i = 0; i < Clusters * Each; i++)
        {
            var nearest = Enumerable.Range(0, Clusters * Each).Where(j => j != i).OrderBy(j => Distance(positions, i, j)).Take(20);
            Assert.All(nearest, j => Assert.Equal(i / Each, j / Each));
        }

        for (int axis = 0; axis < 2; axis++) Assert.Equal(0, Enumerable.Range(0, Clusters * Each).Average(i => positions[i, axis]), 6);
    }

    [Fact]
    public void Points_on_a_circle_stay_in_their_order()
    {
        const int Count = 90;
        var rows = new double[Count, 5];
        for (int i = 0; i < Count; i++) (rows[i, 1], rows[i, 3]) = (Math.Cos(2 * Math.PI * i / Count), Math.Sin(2 * Math.PI * i / Count));
        var positions = TSne.Embed(rows, new TSneOptions { Perplexity = 6 }, TestContext.Current.CancellationToken).Positions;
        for (int i = 0; i < Count; i++)
        {
            int nearest = Enumerable.Range(0, Count).Where(j => j != i).MinBy(j => Distance(positions, i, j));
            Assert.InRange((nearest - i + Count) % Count is var ahead && ahead > Count / 2 ? Count - ahead : ahead, 1, 2);
        }
    }

    [Fact]
    public void The_gradient_is_that_of_the_divergence()
    {
        const double Step = 1e-6;
        double[,] affinities = TSne.Affinities(Balls(3, 8, dimensions: 4, distance: 3), perplexity: 5);
        var random = new RandomSequence(5, RandomPurpose.Weights);
        double[][] places = [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, 24).Select(_ => random.Normal()).ToArray())];
        double[][] gradient = TSne.Gradient(affinities, places, exaggeration: 1);
        foreach (var (axis, i) in new[] { (0, 0), (1, 0), (0, 11), (1, 17), (0, 23) })
        {
            double at = places[axis][i];
            places[axis][i] = at + Step;
            double above = TSne.Divergence(affinities, places);
            places[axis][i] = at - Step;
            double below = TSne.Divergence(affinities, places);
            places[axis][i] = at;
            Assert.Equal((above - below) / (2 * Step), gradient[axis][i], 7);
        }
    }

    [Fact]
    public void Exaggeration_strengthens_the_attraction_alone()
    {
        double[,] affinities = TSne.Affinities(Balls(2, 6, dimensions: 3, distance: 3), perplexity: 3);
        double[][] places = [[.. Enumerable.Range(0, 12).Select(i => Math.Sin(i))], [.. Enumerable.Range(0, 12).Select(i => Math.Cos(3 * i))]];
        double[][] once = TSne.Gradient(affinities, places, 1), twice = TSne.Gradient(affinities, places, 2), none = TSne.Gradient(affinities, places, 0);
        for (int i = 0; i < 12; i++) Assert.Equal(2 * (once[0][i] - none[0][i]), twice[0][i] - none[0][i], 12);
    }

    [Fact]
    public void Affinities_are_a_distribution_of_the_perplexity_asked_for()
    {
        // Equal distances: everybody is everybody's neighbour to the same degree.
        double[,] corners = new double[6, 6];
        for (int i = 0; i < 6; i++) corners[i, i] = 1;
        double[,] equal = TSne.Affinities(corners, perplexity: 1.5);
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < 6; j++) Assert.Equal(i == j ? 0 : 1 / 30.0, equal[i, j], 12);
        }

        // Two neighbours each, at distances that never tie by symmetry: 2 to the power of the entropy in bits is the perplexity.
        var line = new double[40, 1];
        for (int i = 0; i < 40; i++) line[i, 0] = i;
        double[,] affinities = TSne.Affinities(line, perplexity: 4);
        Assert.Equal(1, affinities.Cast<double>().Sum(), 10);
        double[] middle = [.. Enumerable.Range(0, 40).Select(j => 40 * affinities[20, j])];
        double perplexity = Math.Exp(-middle.Where(p => p > 0).Sum(p => p * Math.Log(p)));
        Assert.Equal(4, perplexity, 4);
    }

    [Fact]
    public void The_same_points_give_the_same_picture_and_steps_lessen_the_divergence()
    {
        var rows = Balls(3, 20, dimensions: 6, distance: 4);
        var first = TSne.Embed(rows, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(first.Positions, TSne.Embed(rows, cancellation: TestContext.Current.CancellationToken).Positions);
        Assert.True(first.Divergence < TSne.Embed(rows, new TSneOptions { Iterations = 50 }, TestContext.Current.CancellationToken).Divergence);
        Assert.InRange(first.Divergence, 0, 1);
    }

    [Fact]
    public void Few_or_equal_points_are_no_trouble()
    {
        var token = TestContext.Current.CancellationToken;
        Assert.Equal(new double[0, 2], TSne.Embed(new double[0, 3], cancellation: token).Positions);
        Assert.Equal(new double[1, 2], TSne.Embed(new double[1, 3], cancellation: token).Positions);
        foreach (int count in (int[])[2, 3, 4, 30])
        {
            Assert.All(TSne.Embed(new double[count, 3], cancellation: token).Positions.Cast<double>(), value => Assert.True(double.IsFinite(value)));
        }
    }

    [Fact]
    public void What_cannot_be_laid_out_is_refused()
    {
        var token = TestContext.Current.CancellationToken;
        Assert.Throws<ArgumentException>(() => TSne.Embed(new double[,] { { 1 }, { double.NaN } }, cancellation: token));
        Assert.Throws<ArgumentException>(() => TSne.Embed(new double[2, 2], new TSneOptions { Perplexity = 0 }, token));
        Assert.Throws<ArgumentException>(() => TSne.Embed(new double[2, 2], new TSneOptions { Iterations = 0 }, token));
    }

    // Balls around corners of a cube.
    private static double[,] Balls(int clusters, int each, int dimensions, double distance)
    {
        var random = new RandomSequence(7, RandomPurpose.Weights);
        var rows = new double[clusters * each, dimensions];
        for (int i = 0; i < clusters * each; i++)
        {
            for (int j = 0; j < dimensions; j++) rows[i, j] = random.Normal() + (j == i / each ? distance : 0);
        }

        return rows;
    }

    private static double Distance(double[,] positions, int i, int j) => Math.Pow(positions[i, 0] - positions[j, 0], 2) + Math.Pow(positions[i, 1] - positions[j, 1], 2);
}
