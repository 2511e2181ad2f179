using SsNet.Data;
using SsNet.Losses;
using SsNet.Networks;
using SsNet.Randomness;
using static TorchSharp.torch;

namespace SsNet.Methods;

/// <summary>
/// UA-MT (Yu et al., MICCAI 2019), the uncertainty-aware mean teacher: L = L_seg + λ(t) L_c. The student learns to agree with a teacher on the
/// unlabelled samples, where the teacher is certain.
/// </summary>
public sealed class UaMt : Method
{
    private const string TeacherState = "teacher.";

    private readonly UaMtOptions options;
    private readonly EmaTeacher teacher;
    private readonly RandomTensors random = new();

    /// <summary>UA-MT training of a network.</summary>
    /// <param name="network">The student, which predicts in the end; disposed with the method.</param>
    /// <param name="teacher">A network built like the student; disposed with the method.</param>
    /// <param name="options">Weights and thresholds.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <exception cref="ArgumentException">The teacher is not built like the student.</exception>
    public UaMt(SegmentationNetwork network, SegmentationNetwork teacher, UaMtOptions options, long seed)
        : base("ua-mt", network, seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.UncertaintyPasses, 1);
        if (!NamesOf(network).SequenceEqual(NamesOf(teacher))) throw new ArgumentException("The teacher has to be built like the student.", nameof(teacher));
        this.options = options;
        this.teacher = new EmaTeacher(teacher);
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, Tensor>> State => Prefixed(TeacherState, teacher.State);

    /// <inheritdoc/>
    public override void Step(Batch batch, long iteration, Objective objective)
    {
        BeginStep(iteration);
        teacher.Network.train();
        teacher.Network.BeginStep(Seed, iteration, RandomPurpose.TeacherDropout);
        random.Restart((long)new RandomSequence(Seed, RandomPurpose.Perturbation, iteration).NextBits());

        // The teacher's passes come first: without gradient, they leave no memory behind.
        bool hasUnlabelled = batch.UnlabelledCount > 0;
        var (target, uncertainty) = hasUnlabelled ? Teach(batch.Unlabelled(batch.Images), objective) : default;

        var logits = Forward(batch.Images, objective).Logits;
        objective.AddSupervision(options.Supervision, batch.Labelled(logits), batch);
        if (!hasUnlabelled) return;
        using var phase = objective.Phase("consistency");
        var predicted = nn.functional.softmax(batch.Unlabelled(logits), 1);
        double threshold = TeacherConsistency.Threshold(iteration, options.Iterations, options.UncertaintyThreshold);
        objective.Add("consistency", TeacherConsistency.Loss(predicted, target, uncertainty, threshold), options.Consistency.At(iteration));
    }

    /// <inheritdoc/>
    public override void AfterUpdate(Batch batch, long iteration, Objective objective)
    {
        using var phase = objective.Phase("teacher update");
        teacher.Follow(Network, iteration, options.TeacherDecay);
    }

    /// <inheritdoc/>
    public override void Restore(IReadOnlyDictionary<string, Tensor> state) => teacher.Restore(Stripped(TeacherState, state));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        teacher.Dispose();
        random.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>The teacher's prediction of noisy images, and the entropy of the mean of further ones, each with noise and dropout of its own.</summary>
    private (Tensor Target, Tensor Uncertainty) Teach(Tensor images, Objective objective)
    {
        using var phase = objective.Phase("teacher passes");
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var target = Predict(images);
        var sum = zeros_like(target);
        for (int rest = options.UncertaintyPasses; rest > 0; rest -= 2)
        {
            // Two at a time, which also share the statistics of their batch.
            using var passScope = NewDisposeScope();
            var predictions = Predict(rest > 1 ? cat([images, images]) : images);
            sum.add_(predictions.view([-1, .. target.shape]).sum(dim: 0));
        }

        var uncertainty = TeacherConsistency.Entropy(sum / options.UncertaintyPasses);
        return (target.MoveToOuterDisposeScope(), uncertainty.MoveToOuterDisposeScope());
    }

    private static IEnumerable<string> NamesOf(SegmentationNetwork network) => network.named_parameters().Select(entry => entry.name);

    private Tensor Predict(Tensor images)
    {
        double sigma = options.TeacherNoise;
        var noise = random.Normal(empty(images.shape, images.dtype, images.device), 0, 1).mul_(sigma).clamp_(-2 * sigma, 2 * sigma);
        return nn.functional.softmax(teacher.Network.forward(images + noise).Logits, 1);
    }
}
