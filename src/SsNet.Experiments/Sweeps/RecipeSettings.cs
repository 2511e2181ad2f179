using SsNet.Experiments.Recipes;

namespace SsNet.Experiments.Sweeps;

/// <summary>Settings that a plan changes in a recipe, each with a value that is allowed.</summary>
/// <param name="Values">The settings.</param>
internal sealed record RecipeSettings(IReadOnlyList<(RecipeKey Key, object Value)> Values)
{
    public static RecipeSettings None { get; } = new([]);

    public void ApplyTo(Recipe recipe)
    {
        foreach (var (key, value) in Values) key.TrySet(recipe, value);
    }
}
