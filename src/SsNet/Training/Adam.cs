using static TorchSharp.torch;

namespace SsNet.Training;

/// <summary>
/// Adam (Kingma and Ba 2015), without weight decay: m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²; w ← w − rate · m̂ / (√v̂ + 1e-8), with m̂ and v̂
/// corrected for their start at 0. A parameter without a gradient stays untouched. Its state is plain named tensors, so that a run continues exactly
/// where it stopped.
/// </summary>
internal sealed class Adam : IDisposable
{
    private const double Epsilon = 1e-8;
    private const string Steps = "steps";
    private const string First = "first.";
    private const string Second = "second.";

    private readonly IReadOnlyList<(string Name, Tensor Parameter)> parameters;
    private readonly Dictionary<string, (Tensor First, Tensor Second)> moments = [];
    private readonly double firstDecay;
    private readonly double secondDecay;
    private readonly Tensor steps = zeros([], int64).DetachFromDisposeScope();

    public Adam(nn.Module network, double firstDecay, double secondDecay)
    {
        parameters = [.. network.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter))];
        this.firstDecay = firstDecay;
        this.secondDecay = secondDecay;
    }

    /// <summary>The number of steps and the moments, by name; the tensors stay the optimiser's.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> State
    {
        get
        {
            yield return new(Steps, steps);
            foreach (var (name, (first, second)) in moments)
            {
                yield return new(First + name, first);
                yield return new(Second + name, second);
            }
        }
    }

    public void ClearGradients() => Gradients.Clear(parameters.Select(entry => entry.Parameter));

    /// <summary>Moves every parameter that has a gradient.</summary>
    public void Step(double learningRate)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        steps.add_(1);
        long count = steps.item<long>();
        double firstCorrection = 1 - Math.Pow(firstDecay, count);
        double secondCorrection = 1 - Math.Pow(secondDecay, count);
        foreach (var (name, parameter) in parameters)
        {
            if (parameter.grad is not { } gradient) continue;
            if (!moments.TryGetValue(name, out var moment))
            {
                moment = (zeros_like(gradient).DetachFromDisposeScope(), zeros_like(gradient).DetachFromDisposeScope());
                moments[name] = moment;
            }

            moment.First.mul_(firstDecay).add_(gradient, alpha: 1 - firstDecay);
            moment.Second.mul_(secondDecay).addcmul_(gradient, gradient, 1 - secondDecay);
            var scale = (moment.Second / secondCorrection).sqrt_().add_(Epsilon);
            parameter.addcdiv_(moment.First, scale, -learningRate / firstCorrection);
        }
    }

    /// <summary>Takes back what <see cref="State"/> gave; the tensors are copied.</summary>
    public void Restore(IReadOnlyDictionary<string, Tensor> state)
    {
        using var _ = no_grad();
        DisposeMoments();
        if (state.TryGetValue(Steps, out var count)) steps.copy_(count);
        foreach (var (name, parameter) in parameters)
        {
            if (!state.TryGetValue(First + name, out var first) || !state.TryGetValue(Second + name, out var second)) continue;
            moments[name] = (Copy(first, parameter.device), Copy(second, parameter.device));
        }
    }

    public void Dispose()
    {
        steps.Dispose();
        DisposeMoments();
    }

    private void DisposeMoments()
    {
        foreach (var (first, second) in moments.Values)
        {
            first.Dispose();
            second.Dispose();
        }

        moments.Clear();
    }

    private static Tensor Copy(Tensor tensor, Device device) => tensor.to(device, copy: true).DetachFromDisposeScope();
}
