using SsNet.Data;
using SsNet.Experiments.Recipes;
using SsNet.Randomness;
using SsNet.Training;

namespace SsNet.Experiments.Benchmarks;

/// <summary>Cases to learn from, and cases to choose the weights by.</summary>
/// <param name="Training">The cases to learn from.</param>
/// <param name="Validation">Labelled cases that are not learned from; empty when the weights are not chosen by any, or none can be spared.</param>
public sealed record ValidationSplit(Dataset Training, IReadOnlyList<CaseSource> Validation)
{
    /// <summary>
    /// With fewer labelled cases none is held out: of 4 or 8 labels every one teaches more than it could tell about the weights, and
    /// a choice by one or two cases is mostly chance.
    /// </summary>
    public const int FewestLabelled = 10;

    /// <summary>
    /// When the recipe selects by validation, takes the cases that the data set sets apart for it. Where it sets none apart, holds out
    /// a fifth of the labelled cases, at least two, chosen by the seed of the run, if there are <see cref="FewestLabelled"/> or more.
    /// </summary>
    /// <param name="dataset">The training cases.</param>
    /// <param name="setApart">Cases that the data set sets apart for validation; may be empty.</param>
    /// <param name="recipe">The recipe.</param>
    public static ValidationSplit Choose(Dataset dataset, IReadOnlyList<CaseSource> setApart, Recipe recipe)
    {
        if (recipe.Selection != ModelSelection.Val) return new ValidationSplit(dataset, []);
        if (setApart.Count > 0) return new ValidationSplit(dataset, setApart);
        int count = dataset.Labelled.Count;
        if (count < FewestLabelled) return new ValidationSplit(dataset, []);

        var held = new RandomSequence(recipe.Seed, RandomPurpose.Split).Permutation(count).Take(Math.Max(2, count / 5)).ToHashSet();
        return new ValidationSplit(
            dataset with { Labelled = [.. dataset.Labelled.Where((_, index) => !held.Contains(index))] },
            [.. dataset.Labelled.Where((_, index) => held.Contains(index))]);
    }
}
