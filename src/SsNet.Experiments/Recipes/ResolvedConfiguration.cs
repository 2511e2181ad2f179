using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace SsNet.Experiments.Recipes;

/// <summary>What of a recipe decides its result, and a short name for it.</summary>
public static class ResolvedConfiguration
{
    private const int HashLength = 12;

    // What changes speed alone. Threads and memory layout change the last bits, since sums have another order, but not what is asked for.
    private static readonly string[] OfSpeed = ["workers", "threads", "device", "memory-layout", "checkpoint-every", "windows-per-batch"];

    private static readonly Recipe Defaults = new();

    /// <summary>The settings that decide a result: all but those that change speed alone.</summary>
    public static ImmutableArray<RecipeKey> Keys { get; } = [.. RecipeKeys.All.Where(key => !OfSpeed.Contains(key.Name))];

    /// <summary>
    /// The first 12 hexadecimal digits of the SHA-256 of the settings that decide the result, one line each, in the order of their names.
    /// Settings that have their default are left out, so that a later program, which knows more settings, gives a recipe the same hash.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    public static string HashOf(Recipe recipe)
    {
        var lines = Keys.OrderBy(key => key.Name, StringComparer.Ordinal)
            .Where(key => key.ToToml(recipe) != key.ToToml(Defaults))
            .Select(key => $"{key.Name} = {key.ToToml(recipe)}\n");
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines)));
        return Convert.ToHexStringLower(hash)[..HashLength];
    }
}
