using SsNet.Data;
using SsNet.Imaging;
using SsNet.Losses;
using SsNet.Training;
using static TorchSharp.torch;

namespace SsNet.Methods;

/// <summary>
/// What a method minimises in one iteration: a weighted sum of terms. A method adds its terms and may call <see cref="Backward"/>
/// in between: what was added so far is differentiated and its memory freed before the next term is computed; gradients add up.
/// </summary>
/// <param name="profile">Takes down where the time goes; null for nobody.</param>
public sealed class Objective(StepProfile? profile = null)
{
    private readonly List<LossTerm> terms = [];
    private Tensor? pending;

    /// <summary>The terms added so far, in order.</summary>
    public IReadOnlyList<LossTerm> Terms => terms;

    /// <summary>Σ weight · value of the terms added so far.</summary>
    public double Total => terms.Sum(term => term.Weight * term.Value);

    /// <summary>Takes down where the time goes; null for nobody.</summary>
    public StepProfile? Profile => profile;

    /// <summary>Begins a phase of the step (<see cref="StepProfile.Phase"/>).</summary>
    /// <param name="name">The phase, such as <c>forward</c>.</param>
    /// <returns>Ends it when disposed; null where nobody takes the time.</returns>
    public IDisposable? Phase(string name) => profile?.Phase(name);

    /// <summary>Adds a term.</summary>
    /// <param name="name">Its name in logs.</param>
    /// <param name="value">Its value before weighting, a scalar.</param>
    /// <param name="weight">Its factor in the total.</param>
    /// <exception cref="ReportedException">The value is NaN or infinite; the message names the term.</exception>
    public void Add(string name, Tensor value, double weight)
    {
        double number = value.detach().to(float64).item<double>();
        if (!double.IsFinite(number)) throw new ReportedException($"the loss term {name} is {number}");
        terms.Add(new LossTerm(name, number, weight));
        if (!value.requires_grad) return;
        var weighted = weight == 1 ? value : value * weight;
        pending = pending is null ? weighted : pending + weighted;
    }

    /// <summary>Adds the supervision by the labelled samples.</summary>
    /// <param name="loss">What it consists of.</param>
    /// <param name="logits">Scores of the labelled samples, [labelled, C, spatial…].</param>
    /// <param name="batch">The batch that they are of.</param>
    /// <param name="weight">Its factor in the total.</param>
    /// <param name="suffix">What follows the names of the terms, where a network has several outputs.</param>
    /// <exception cref="ReportedException">The value is NaN or infinite.</exception>
    public void AddSupervision(SegmentationLoss loss, Tensor logits, Batch batch, double weight = 1, string suffix = "")
    {
        using var phase = Phase("supervised loss");
        foreach (var (name, value, share) in loss.Terms(logits, batch.Labels, batch.Known)) Add(name + suffix, value, weight * share);
    }

    /// <summary>
    /// Adds terms that come from an intermediate result, and differentiates them down to it at once, so that their memory is freed before more is computed. From there their gradient flows on in the next
    /// <see cref="Backward"/>.
    /// </summary>
    /// <param name="result">The intermediate result.</param>
    /// <param name="phase">The phase of the step that the way back to the result is.</param>
    /// <param name="addTerms">Adds the terms, which it computes from what it is given: the result, cut off from what led to it.</param>
    public void AddFrom(Tensor result, string phase, Action<Tensor> addTerms)
    {
        var before = pending;
        pending = null;
        using var scope = NewDisposeScope();
        var cut = result.detach().requires_grad_(result.requires_grad);
        addTerms(cut);
        Backward(phase);
        // A number whose gradient is the one that arrived; it is no term, and its value means nothing.
        var arrived = cut.grad is { } gradient ? (result * gradient).sum() : null;
        pending = arrived is null ? before : (before is null ? arrived : before + arrived).MoveToOuterDisposeScope();
    }

    /// <summary>Adds the gradients of what was added since the last call to those of the parameters.</summary>
    /// <param name="phase">The phase of the step that this is.</param>
    public void Backward(string phase = "backward")
    {
        if (pending is null) return;
        using var entered = Phase(phase);
        pending.backward();
        pending = null;
    }
}
