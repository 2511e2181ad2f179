using System.Numerics;

namespace SsNet.Experiments.Toys;

/// <summary>What the figure shows of one training.</summary>
/// <param name="Accuracy">The share of held-out points that are classified correctly.</param>
/// <param name="SecondMoon">Probability of moon 2 in the cells of a grid over the view of the points, [rows, columns] from the upper left.</param>
/// <param name="Embedding">The deep features of the training points, laid out by t-SNE.</param>
internal sealed record TwoMoonsPanel(double Accuracy, double[,] SecondMoon, Vector2[] Embedding);
