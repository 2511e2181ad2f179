using static TorchSharp.torch;

namespace SsNet.Training;

/// <summary>
/// Stochastic gradient descent with momentum and weight decay (Sutskever et al. 2013, in PyTorch's form): g ← g + decay · w;
/// v ← momentum · v + g, or g the first time; w ← w − rate · v. A parameter without a gradient stays untouched. The velocities are
/// plain named tensors, so that a run continues exactly where it stopped.
/// </summary>
public sealed class StochasticGradientDescent : IDisposable
{
    private readonly IReadOnlyList<(string Name, Tensor Parameter)> parameters;
    private readonly Dictionary<string, Tensor> velocities = [];
    private readonly double momentum;
    private readonly double weightDecay;

    /// <summary>An optimiser of a network's parameters, with no velocity yet.</summary>
    /// <param name="network">The network; stays the caller's.</param>
    /// <param name="momentum">Share of the velocity that stays, in [0, 1).</param>
    /// <param name="weightDecay">L2 penalty on every parameter.</param>
    public StochasticGradientDescent(nn.Module network, double momentum, double weightDecay)
    {
        parameters = [.. network.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter))];
        this.momentum = momentum;
        this.weightDecay = weightDecay;
    }

    /// <summary>The velocity of every parameter that ever had a gradient, by the parameter's name; the tensors stay the optimiser's.</summary>
    public IReadOnlyDictionary<string, Tensor> Velocities => velocities;

    /// <summary>Forgets the gradients of all parameters.</summary>
    public void ClearGradients() => Gradients.Clear(parameters.Select(entry => entry.Parameter));

    /// <summary>Moves every parameter that has a gradient.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    public void Step(double learningRate)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var (name, parameter) in parameters)
        {
            if (parameter.grad is not { } gradient) continue;
            var direction = weightDecay == 0 ? gradient : gradient.add(parameter, alpha: weightDecay);
            if (velocities.TryGetValue(name, out var velocity))
            {
                velocity.mul_(momentum).add_(direction);
            }
            else
            {
                velocity = direction.clone().DetachFromDisposeScope();
                velocities[name] = velocity;
            }

            parameter.add_(velocity, alpha: -learningRate);
        }
    }

    /// <summary>Takes back the velocities of an interrupted run; the tensors are copied.</summary>
    /// <param name="state">The velocities by the parameters' names.</param>
    public void Restore(IReadOnlyDictionary<string, Tensor> state)
    {
        Dispose();
        using var _ = no_grad();
        foreach (var (name, parameter) in parameters)
        {
            // In the parameter's order in memory, in which the run would have kept it: vectorised loops may round otherwise than others.
            if (state.TryGetValue(name, out var velocity)) velocities[name] = empty_like(parameter).copy_(velocity).DetachFromDisposeScope();
        }
    }

    /// <summary>Frees the velocities.</summary>
    public void Dispose()
    {
        foreach (var velocity in velocities.Values) velocity.Dispose();
        velocities.Clear();
    }
}
