using SsNet.Data;
using SsNet.Experiments.Recipes;
using SsNet.Randomness;
using SsNet.Training;

namespace SsNet.Experiments.Benchmarks;

/// <summary>Labelled training cases divided into those to learn from and those to choose the weights by.</summary>
/// <param name="Training">The cases to learn from.</param>
/// <param name="Validation">Labelled cases that are not learned from; empty when none can be spared.</param>
public sealed record ValidationSplit(Dataset Training, IReadOnlyList<CaseSource> Validation)
{
    /// <summary>
    /// With fewer labelled cases none is held out: of 4 or 8 labels every one teaches more than it could tell about the weights, and
    /// a choice by one or two cases is mostly chance.
    /// </summary>
    public const int FewestLabelled = 10;

    /// <summary>
    /// Holds out a fifth of the labelled cases, at least two, chosen by the seed of the run, when the recipe selects by validation
    /// and there are <see cref="FewestLabelled"/> or more; else none.
    /// </summary>
    /// <param name="dataset">The training cases.</param>
    /// <param name="recipe">The recipe.</param>
    public static ValidationSplit Hold(Dataset dataset, Recipe recipe)
    {
        int count = dataset.Labelled.Count;
        if (recipe.Selection != ModelSelection.Val || count < FewestLabelled) return new ValidationSplit(dataset, []);

        var held = new RandomSequence(recipe.Seed, RandomPurpose.Split).Permutation(count).Take(Math.Max(2, count / 5)).ToHashSet();
        return new ValidationSplit(
            dataset with { Labelled = [.. dataset.Labelled.Where((_, index) => !held.Contains(index))] },
            [.. dataset.Labelled.Where((_, index) => held.Contains(index))]);
    }
}
