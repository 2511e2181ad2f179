using System.Globalization;
using SsNet.Imaging;
using SsNet.Methods;
using SsNet.Weights;
using static TorchSharp.torch;

namespace SsNet.Training;

/// <summary>
/// Everything a run needs to go on as if it had never stopped, in one safetensors file: the network's weights and statistics, the
/// velocities of the optimiser, what the method owns, and as notes the iteration, the best validation so far and the recipe. Random
/// numbers and the order of samples are functions of seed and iteration, so they need nothing else.
/// </summary>
public sealed record Checkpoint
{
    private const string NetworkPrefix = "network.";
    private const string VelocityPrefix = "velocity.";
    private const string MethodPrefix = "method.";

    /// <summary>The last iteration that is in the weights.</summary>
    public required long Iteration { get; init; }

    /// <summary>The last iteration that was validated; 0 before the first.</summary>
    public required long Validated { get; init; }

    /// <summary>The best validation so far; null before the first.</summary>
    public required ValidationReport? Best { get; init; }

    /// <summary>The seed of the run.</summary>
    public required long Seed { get; init; }

    /// <summary>Writes a checkpoint, whole or not at all.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="method">The method, with its network.</param>
    /// <param name="optimiser">The optimiser; null for weights alone, from which no run can go on.</param>
    /// <param name="notes">What else is kept with it, such as the recipe.</param>
    /// <exception cref="ReportedException">The weights are not finite, or the file cannot be written; a previous file stays as it was.</exception>
    public void Save(string path, Method method, StochasticGradientDescent? optimiser, IReadOnlyDictionary<string, string> notes)
    {
        var tensors = new List<KeyValuePair<string, Tensor>>();
        tensors.AddRange(Prefixed(NetworkPrefix, StateDict.Of(method.Network)));
        ThrowUnlessFinite(path, tensors);
        if (optimiser is not null)
        {
            tensors.AddRange(Prefixed(VelocityPrefix, optimiser.Velocities));
            tensors.AddRange(Prefixed(MethodPrefix, method.State));
        }

        var metadata = new Dictionary<string, string>(notes)
        {
            ["iteration"] = Iteration.ToString(CultureInfo.InvariantCulture),
            ["validated"] = Validated.ToString(CultureInfo.InvariantCulture),
            ["seed"] = Seed.ToString(CultureInfo.InvariantCulture),
            ["method"] = method.Name,
        };
        if (Best is not null)
        {
            metadata["best-iteration"] = Best.Iteration.ToString(CultureInfo.InvariantCulture);
            metadata["best-dice"] = Best.Dice.ToString("R", CultureInfo.InvariantCulture);
        }

        Safetensors.Save(path, tensors, metadata);
    }

    /// <summary>Reads a checkpoint into a method and an optimiser.</summary>
    /// <param name="path">The file.</param>
    /// <param name="method">The method, made from the same recipe.</param>
    /// <param name="optimiser">The optimiser of the method's network.</param>
    /// <exception cref="ReportedException">The file is missing, damaged, or of another network, method or seed.</exception>
    public static Checkpoint Load(string path, Method method, StochasticGradientDescent optimiser)
    {
        using var file = Safetensors.Load(path);
        string? Note(string key) => file.Metadata.GetValueOrDefault(key);
        if (!long.TryParse(Note("iteration"), CultureInfo.InvariantCulture, out long iteration)
            || !long.TryParse(Note("validated"), CultureInfo.InvariantCulture, out long validated)
            || !long.TryParse(Note("seed"), CultureInfo.InvariantCulture, out long seed))
        {
            throw new ReportedException($"{path} holds weights, but no run to go on with: it is not a checkpoint of a training run.");
        }

        RequireMethod(path, file, method);
        StateDict.LoadInto(method.Network, Stripped(NetworkPrefix, file), path);
        optimiser.Restore(Stripped(VelocityPrefix, file));
        method.Restore(Stripped(MethodPrefix, file));

        ValidationReport? best = Note("best-iteration") is { } at && Note("best-dice") is { } dice
            ? new(long.Parse(at, CultureInfo.InvariantCulture), double.Parse(dice, CultureInfo.InvariantCulture), true)
            : null;
        return new Checkpoint { Iteration = iteration, Validated = validated, Best = best, Seed = seed };
    }

    /// <summary>Reads the network's weights alone: from a checkpoint, from exported weights, or from a PyTorch state dict.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network. Weights of heads that it does not have are ignored.</param>
    /// <exception cref="ReportedException">The file is missing, damaged, or of another network.</exception>
    public static void LoadWeights(string path, nn.Module network)
    {
        using var file = WeightFile.Open(path);
        bool isCheckpoint = file.Tensors.Keys.Any(name => name.StartsWith(NetworkPrefix, StringComparison.Ordinal));
        StateDict.LoadInto(network, isCheckpoint ? Stripped(NetworkPrefix, file) : file.Tensors, path, allowExtra: true);
    }

    /// <summary>Reads what a method owns besides its network, and leaves the network as it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="method">The method, made from the same recipe.</param>
    /// <exception cref="ReportedException">The file is missing, damaged, or of another method.</exception>
    public static void LoadMethodState(string path, Method method)
    {
        using var file = Safetensors.Load(path);
        RequireMethod(path, file, method);
        method.Restore(Stripped(MethodPrefix, file));
    }

    private static void RequireMethod(string path, WeightFile file, Method method)
    {
        if (file.Metadata.GetValueOrDefault("method") is var recorded && recorded != method.Name) throw new ReportedException($"{path} is a checkpoint of the method {recorded}, not of {method.Name}.");
    }

    private static IEnumerable<KeyValuePair<string, Tensor>> Prefixed(string prefix, IEnumerable<KeyValuePair<string, Tensor>> tensors) =>
        tensors.Select(entry => new KeyValuePair<string, Tensor>(prefix + entry.Key, entry.Value));

    private static Dictionary<string, Tensor> Stripped(string prefix, WeightFile file) => file.Tensors
        .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(entry => entry.Key[prefix.Length..], entry => entry.Value);

    private static void ThrowUnlessFinite(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        using var scope = NewDisposeScope();
        foreach (var (name, tensor) in tensors)
        {
            if (tensor.is_floating_point() && !tensor.isfinite().all().item<bool>())
            {
                throw new ReportedException($"{name} is not finite any more, so {path} was not written; the checkpoint before it is unharmed. Lower the learning rate.");
            }
        }
    }
}
