namespace SsNet.Experiments.Toys;

/// <summary>What a network says about points.</summary>
/// <param name="Probabilities">Probability of every class, [n, classes]; class 0 is the background.</param>
/// <param name="Features">The deep features that the last layer classifies, [n, width].</param>
public sealed record PointPrediction(double[,] Probabilities, double[,] Features)
{
    /// <summary>The share of points whose most probable class is the true one.</summary>
    /// <param name="classes">The true classes, one per point.</param>
    public double Accuracy(IReadOnlyList<byte> classes) => classes.Index().Count(point => MostProbable(point.Index) == point.Item) / (double)classes.Count;

    private int MostProbable(int point) => Enumerable.Range(0, Probabilities.GetLength(1)).MaxBy(c => Probabilities[point, c]);
}
