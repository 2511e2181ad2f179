using SsNet.Imaging;
using static TorchSharp.torch;

namespace SsNet.Weights;

/// <summary>The weights of a network by name, as PyTorch names and orders them.</summary>
public static class StateDict
{
    private const int MostNamed = 3;

    /// <summary>The parameters and buffers of a network: those of a module itself, then those of each of its parts.</summary>
    /// <param name="module">The network.</param>
    /// <returns>Names such as <c>encoder.0.weight</c>, and the network's own tensors: do not dispose them.</returns>
    public static IReadOnlyList<KeyValuePair<string, Tensor>> Of(nn.Module module)
    {
        var entries = new List<KeyValuePair<string, Tensor>>();
        List(module, "", entries);
        return entries;
    }

    /// <summary>
    /// Copies weights into a network, converted to its number types and device. Either all of them or, on an error, none.
    /// </summary>
    /// <param name="module">The network.</param>
    /// <param name="weights">A tensor for each of its parameters and buffers, by name, in exactly its shape.</param>
    /// <param name="source">Where the weights are from, for the message.</param>
    /// <param name="allowExtra">Whether weights that the network has no place for are ignored rather than an error.</param>
    /// <exception cref="ReportedException">Weights are missing, unexpected, or of another shape: they are those of another network.</exception>
    public static void LoadInto(nn.Module module, IReadOnlyDictionary<string, Tensor> weights, string source, bool allowExtra = false)
    {
        var targets = Of(module);
        var names = targets.Select(target => target.Key).ToHashSet();
        string[] missing = [.. targets.Select(target => target.Key).Where(name => !weights.ContainsKey(name))];
        string[] unexpected = allowExtra ? [] : [.. weights.Keys.Where(name => !names.Contains(name))];
        string[] misshaped =
        [
            .. from target in targets
               let weight = weights.GetValueOrDefault(target.Key)
               where weight is not null && !weight.shape.AsSpan().SequenceEqual(target.Value.shape)
               select $"{target.Key} ({ShapeText(weight)} instead of {ShapeText(target.Value)})",
        ];
        string[] problems = [.. Problem("missing", missing), .. Problem("unexpected", unexpected), .. Problem("of another shape", misshaped)];
        if (problems.Length > 0)
        {
            throw new ReportedException($"{source} holds the weights of another network: {string.Join("; ", problems)}.");
        }

        using var withoutGradients = no_grad();
        foreach (var (name, target) in targets) target.copy_(weights[name]);
    }

    private static void List(nn.Module module, string prefix, List<KeyValuePair<string, Tensor>> entries)
    {
        foreach (var (name, parameter) in module.named_parameters(recurse: false)) entries.Add(new(prefix + name, parameter));
        foreach (var (name, buffer) in module.named_buffers(recurse: false)) entries.Add(new(prefix + name, buffer));
        foreach (var (name, child) in module.named_children()) List(child, $"{prefix}{name}.", entries);
    }

    private static IEnumerable<string> Problem(string kind, string[] entries)
    {
        if (entries.Length == 0) yield break;
        string others = entries.Length > MostNamed ? $" and {entries.Length - MostNamed} more" : "";
        yield return $"{kind}: {string.Join(", ", entries.Take(MostNamed))}{others}";
    }

    private static string ShapeText(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
