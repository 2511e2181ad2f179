using SsNet.Testing;
using static TorchSharp.torch;

namespace SsNet.Tests.Goldens;

/// <summary>
/// The weights with which the numbers were recorded: a formula of a seed, of the place of the tensor among the network's tensors and
/// of the place of the element in the tensor, so that no weights had to be stored.
/// </summary>
internal static class GoldenWeights
{
    /// <summary>The names of a network's tensors or parameters, in order, from one of the side files.</summary>
    public static string[] Names(string file) =>
        [.. File.ReadLines(GoldenFile.PathOf(file)).Where(line => !line.StartsWith('#')).Select(line => line.Split(' ')[1])];

    /// <summary>Fills parameters and buffers.</summary>
    /// <param name="state">The tensors by name.</param>
    /// <param name="seed">The seed stored beside the numbers.</param>
    /// <param name="names">The side file that says which tensor has which place.</param>
    public static void Fill(IEnumerable<KeyValuePair<string, Tensor>> state, double seed, string names)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        string[] order = Names(names);
        foreach (var (name, values) in state)
        {
            int place = Array.IndexOf(order, name);
            Assert.True(place >= 0, $"{names} has no {name}.");
            values.copy_(tensor(Values((ulong)seed, place, name, values.shape), values.shape));
        }
    }

    /// <summary>The elements of one tensor, row by row.</summary>
    public static float[] Values(ulong seed, int place, string name, ReadOnlySpan<long> shape)
    {
        int count = 1;
        foreach (long size in shape) count *= (int)size;
        var values = new float[count];
        if (name.EndsWith("num_batches_tracked", StringComparison.Ordinal)) return values;

        double bound = shape.Length >= 2 ? Math.Sqrt(6.0 / (count / shape[0])) : 0;
        for (int i = 0; i < count; i++)
        {
            double u = Uniform(seed, place, i);
            double v = 2 * u - 1;
            values[i] = (float)(name switch
            {
                _ when name.EndsWith("running_mean", StringComparison.Ordinal) => 0.05 * v,
                _ when name.EndsWith("running_var", StringComparison.Ordinal) => 1 + 0.2 * u,
                _ when shape.Length >= 2 => bound * v,
                _ when name.EndsWith("weight", StringComparison.Ordinal) => 1 + 0.1 * v,
                _ => 0.1 * v,
            });
        }

        return values;
    }

    private static double Uniform(ulong seed, int place, int index)
    {
        ulong z = unchecked(seed * 0x9E3779B97F4A7C15 + (ulong)place * 0xD1B54A32D192ED03 + (ulong)index * 0x8CB92BA72F3D8DD7 + 0x2545F4914F6CDD1D);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        z ^= z >> 31;
        return (z >> 11) * Math.Pow(2, -53);
    }
}
