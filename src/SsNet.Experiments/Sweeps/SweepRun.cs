using System.Globalization;
using SsNet.Experiments.Recipes;

namespace SsNet.Experiments.Sweeps;

/// <summary>One run of a sweep.</summary>
/// <param name="Id">The hash of its resolved configuration (<see cref="ResolvedConfiguration.HashOf"/>).</param>
/// <param name="RecipeName">The recipe it comes from: a shipped name, or a file's without folder and extension.</param>
/// <param name="OverrideName">The element of the axis of overrides; null where the plan has no such axis.</param>
/// <param name="Recipe">The resolved recipe.</param>
public sealed record SweepRun(string Id, string RecipeName, string? OverrideName, Recipe Recipe)
{
    /// <summary>The name of its folder.</summary>
    public string Name
    {
        get
        {
            string recipe = OverrideName is null ? RecipeName : $"{RecipeName}-{OverrideName}";
            return string.Create(CultureInfo.InvariantCulture, $"{recipe}-{LabelledText}-s{Recipe.Seed}-{Id}");
        }
    }

    /// <summary>What it is, for messages.</summary>
    public override string ToString()
    {
        string recipe = OverrideName is null ? RecipeName : $"{RecipeName} with {OverrideName}";
        return string.Create(CultureInfo.InvariantCulture, $"{recipe}, {LabelledText} labelled, seed {Recipe.Seed}");
    }

    private string LabelledText => Recipe.Labelled == 0 ? "all" : Recipe.Labelled.ToString(CultureInfo.InvariantCulture);
}
