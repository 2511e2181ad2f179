using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Losses;

/// <summary>
/// The inter-class separation (Wu et al. 2022, section 2.2, eq. 4, algorithm 2; after Alonso et al. 2021): a memory of
/// high-quality prototypes per class, taken from correctly predicted labelled features, and a loss that draws the features of
/// a class towards its prototypes. Features are rows, [V, width]; the background has no prototypes.
/// </summary>
public sealed class ClassSeparation : IDisposable
{
    private const double NormFloor = 1e-12;

    private readonly SeparationHeads heads;
    private readonly SeparationVariant variant;
    private readonly int prototypes;
    private readonly Tensor?[] memory;
    private readonly Device device;

    /// <summary>A separation with an empty memory.</summary>
    /// <param name="heads">Projectors and attention modules of the network.</param>
    /// <param name="variant">As the paper says or as the published code does.</param>
    /// <param name="prototypes">K: prototypes per class; 32 in the paper.</param>
    public ClassSeparation(SeparationHeads heads, SeparationVariant variant = SeparationVariant.Paper, int prototypes = 32)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(prototypes, 1);
        this.heads = heads;
        this.variant = variant;
        this.prototypes = prototypes;
        device = heads.Device;
        memory = new Tensor?[heads.FeatureAttention.Count];
    }

    /// <summary>The prototypes of a class, [up to K, 32]; null before there were any.</summary>
    /// <param name="classIndex">The class.</param>
    public Tensor? Prototypes(int classIndex) => memory[classIndex];

    /// <summary>Sets the prototypes of a class, as when a run is resumed. They are copied.</summary>
    /// <param name="classIndex">The class.</param>
    /// <param name="rows">[up to K, 32].</param>
    public void SetPrototypes(int classIndex, Tensor rows)
    {
        memory[classIndex]?.Dispose();
        memory[classIndex] = rows.detach().to(device, copy: true).DetachFromDisposeScope();
    }

    /// <summary>
    /// Refreshes the prototypes from labelled features that were predicted correctly (steps 2 to 4 of algorithm 2). A class with no
    /// candidate keeps its prototypes; one with at most K candidates takes all; else the attention ranks them.
    /// </summary>
    /// <param name="features">Features of the labelled voxels, [V, width].</param>
    /// <param name="labels">Their classes, int64 [V].</param>
    /// <param name="predicted">Their predicted classes, int64 [V].</param>
    public void UpdatePrototypes(Tensor features, Tensor labels, Tensor predicted)
    {
        using var scope = NewDisposeScope();
        foreach (var choice in ChoosePrototypes(features, labels, predicted)) SetPrototypes(choice.Class, choice.Prototypes);
    }

    /// <summary>
    /// Which labelled voxels <see cref="UpdatePrototypes"/> makes the prototypes of their class, and what the attention says of those it had to choose from (steps 2 to 4 of
    /// algorithm 2). The memory stays as it is.
    /// </summary>
    /// <param name="features">Features of the labelled voxels, [V, width].</param>
    /// <param name="labels">Their classes, int64 [V].</param>
    /// <param name="predicted">Their predicted classes, int64 [V].</param>
    /// <returns>One entry for every foreground class that has a candidate, in the order of the classes.</returns>
    public IReadOnlyList<PrototypeChoice> ChoosePrototypes(Tensor features, Tensor labels, Tensor predicted)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var correct = labels.eq(predicted).logical_and(predicted.gt(0)).nonzero().squeeze(1);
        if (correct.numel() == 0) return [];

        // The published code projects the candidates in evaluation mode and ranks them in training mode.
        heads.Projection.eval();
        var candidates = heads.Projection.forward(features.index_select(0, correct));
        heads.Projection.train();
        var classes = labels.index_select(0, correct);

        var choices = new List<PrototypeChoice>();
        for (int c = 1; c < memory.Length; c++)
        {
            var ofClass = classes.eq(c).nonzero().squeeze(1);
            if (ofClass.shape[0] > 0) choices.Add(Choose(c, candidates.index_select(0, ofClass), correct.index_select(0, ofClass)).MoveToOuterDisposeScope());
        }

        return choices;
    }

    /// <summary>
    /// L_con of one stream (eq. 4): the mean over a class's features and prototypes of (1 − cosine), both sides weighted by their
    /// attention scaled to mean 1, summed over the classes that have at least two of each and divided by the number of all classes.
    /// </summary>
    /// <param name="features">Features of the network, [V, width], with gradient.</param>
    /// <param name="classes">True or pseudo-labels, int64 [V].</param>
    /// <returns>A scalar; 0 without gradient when no class can be compared.</returns>
    public Tensor Loss(Tensor features, Tensor classes)
    {
        // A single row cannot be normalised by the batch, and no class has two.
        if (features.shape[0] < 2) return zeros([], features.dtype, features.device);
        using var scope = NewDisposeScope();
        int[] compared = [.. Enumerable.Range(0, memory.Length).Where(c => memory[c] is { } rows && rows.shape[0] >= 2)];
        var counted = zeros_like(classes, dtype: ScalarType.Bool);
        foreach (int c in compared) counted.logical_or_(classes.eq(c));
        var places = counted.nonzero().squeeze(1);
        var projected = heads.Project(features, places);
        var classesOfProjected = classes.index_select(0, places);
        Tensor? sum = null;
        foreach (int c in compared)
        {
            var rows = RowsOf(projected, classesOfProjected, c);
            if (rows.shape[0] < 2) continue;
            var term = ClassTerm(c, rows, memory[c]!);
            sum = sum is null ? term : sum + term;
        }

        var loss = sum is null ? zeros([], features.dtype, features.device) : sum / memory.Length;
        return loss.MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var rows in memory) rows?.Dispose();
    }

    /// <summary>
    /// mean_jk (1 − cos(f_j, p_k)) a_j b_k = (Σa Σb − Σ_j a_j f̂_j · Σ_k b_k p̂_k) / (M K): sums over features and over prototypes,
    /// never a matrix of features × prototypes.
    /// </summary>
    private Tensor ClassTerm(int c, Tensor rows, Tensor classPrototypes)
    {
        var featureWeights = MeanOne(sigmoid(heads.Attend(c, rows.detach()))).squeeze(1);
        var unitPrototypes = UnitRows(classPrototypes);
        var memoryScores = sigmoid(heads.MemoryAttention[c].forward(unitPrototypes));
        var memoryWeights = variant == SeparationVariant.Paper ? MeanOne(memoryScores) : memoryScores / memoryScores;

        // The dimension is named because a literal 0 alone would be taken for an element type. Features are divided by their length last, so that no second copy of them is made.
        var direction = (memoryWeights * unitPrototypes).sum(dim: 0);
        var aligned = (featureWeights * rows.mv(direction)).div(linalg.vector_norm(rows, 2, [1]).clamp_min(NormFloor)).sum();
        var pairs = featureWeights.sum() * memoryWeights.sum();
        return (pairs - aligned) / ((double)rows.shape[0] * classPrototypes.shape[0]);
    }

    /// <summary>Of a class's candidates, projected, those that become its prototypes: all, or if they are too many those that the attention ranks first.</summary>
    private PrototypeChoice Choose(int c, Tensor rows, Tensor places)
    {
        if (rows.shape[0] <= prototypes) return new PrototypeChoice(c, places, Scores: null, places, rows);
        var scores = sigmoid(heads.FeatureAttention[c].forward(rows)).squeeze(1);
        var order = scores.argsort(0, descending: variant == SeparationVariant.Paper);
        var first = order.narrow(0, 0, prototypes);
        return new PrototypeChoice(c, places, scores, places.index_select(0, first), rows.index_select(0, first));
    }

    private static Tensor RowsOf(Tensor rows, Tensor classes, int c) => rows.index_select(0, classes.eq(c).nonzero().squeeze(1));

    private static Tensor MeanOne(Tensor weights) => weights * weights.shape[0] / weights.sum();

    private static Tensor UnitRows(Tensor rows) => rows / rows.square().sum(1, keepdim: true).sqrt().clamp_min(NormFloor);
}
