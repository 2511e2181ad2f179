using SsNet.Data;
using SsNet.Networks;
using static TorchSharp.torch;

namespace SsNet.Methods;

/// <summary>
/// A way to learn from labelled and unlabelled samples. The trainer calls <see cref="Step"/>, follows the
/// gradient and calls <see cref="AfterUpdate"/>; it never knows which method it runs. What a method owns besides its
/// network (a teacher, a discriminator, a memory of prototypes) it gives out and takes back as named tensors, so that a run
/// continues exactly where it stopped.
/// </summary>
public abstract class Method : IDisposable
{
    /// <summary>A method that trains a network.</summary>
    /// <param name="name">Its name in recipes, such as <c>ss-net</c>.</param>
    /// <param name="network">The network that learns and that predicts in the end; disposed with the method.</param>
    /// <param name="seed">The seed of the run, from which every random number of a step derives.</param>
    protected Method(string name, SegmentationNetwork network, long seed)
    {
        Name = name;
        Network = network;
        Seed = seed;
    }

    /// <summary>Its name in recipes, such as <c>ss-net</c>.</summary>
    public string Name { get; }

    /// <summary>The network that learns and that predicts in the end.</summary>
    public SegmentationNetwork Network { get; }

    /// <summary>The seed of the run.</summary>
    protected long Seed { get; }

    /// <summary>
    /// Whether the method learns from <see cref="Batch.SignedDistances"/>. If so, the trainer has them made for every labelled sample
    /// (<see cref="SignedDistanceAugmentation"/>), one map for a network of two classes, else one per class; otherwise none are made and
    /// the batch has null. Asked once, before training.
    /// </summary>
    public virtual bool NeedsSignedDistances => false;

    /// <summary>
    /// Computes the objective of one batch; the trainer calls <see cref="Objective.Backward"/> when it returns. Randomness is a function
    /// of the seed and the iteration, never of earlier calls.
    /// </summary>
    /// <param name="batch">Labelled samples first.</param>
    /// <param name="iteration">The iteration, counted from 1.</param>
    /// <param name="objective">Takes the terms.</param>
    /// <exception cref="Imaging.ReportedException">A term is not finite.</exception>
    public abstract void Step(Batch batch, long iteration, Objective objective);

    /// <summary>Called once the weights were updated, for what else the method trains.</summary>
    /// <param name="batch">The batch of the step.</param>
    /// <param name="iteration">The iteration, counted from 1.</param>
    /// <param name="objective">Takes terms that are logged; nobody follows their gradient any more.</param>
    /// <exception cref="Imaging.ReportedException">A term is not finite.</exception>
    public virtual void AfterUpdate(Batch batch, long iteration, Objective objective)
    {
    }

    /// <summary>What the method owns besides the network's weights, by name; the tensors stay the method's.</summary>
    public virtual IEnumerable<KeyValuePair<string, Tensor>> State => [];

    /// <summary>Takes back what <see cref="State"/> gave; the tensors are copied.</summary>
    /// <param name="state">The tensors by name.</param>
    public virtual void Restore(IReadOnlyDictionary<string, Tensor> state)
    {
    }

    /// <summary>Named tensors under a prefix, as parts of <see cref="State"/>.</summary>
    /// <param name="prefix">What comes before every name.</param>
    /// <param name="tensors">The tensors.</param>
    private protected static IEnumerable<KeyValuePair<string, Tensor>> Prefixed(string prefix, IEnumerable<KeyValuePair<string, Tensor>> tensors) =>
        tensors.Select(entry => new KeyValuePair<string, Tensor>(prefix + entry.Key, entry.Value));

    /// <summary>Those of the named tensors that have a prefix, without it.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="tensors">The tensors.</param>
    private protected static Dictionary<string, Tensor> Stripped(string prefix, IReadOnlyDictionary<string, Tensor> tensors) => tensors
        .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(entry => entry.Key[prefix.Length..], entry => entry.Value);

    /// <summary>Puts the network into training mode, with dropout that is a function of seed and iteration.</summary>
    /// <param name="iteration">The iteration, counted from 1.</param>
    protected void BeginStep(long iteration)
    {
        Network.train();
        Network.BeginStep(Seed, iteration);
    }

    /// <summary>One pass through the network, a phase of the step.</summary>
    /// <param name="images">[N, channels, spatial…].</param>
    /// <param name="objective">The objective of the step.</param>
    protected NetworkOutput Forward(Tensor images, Objective objective)
    {
        using var phase = objective.Phase("forward");
        return Network.forward(images);
    }

    /// <summary>Frees the network and what else the method owns.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the network and what else the method owns.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing) => Network.Dispose();
}
