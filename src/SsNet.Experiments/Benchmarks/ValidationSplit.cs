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
    /// With fewer groups of labelled cases none is held out: of 4 or 8 labels every one teaches more than it could tell about the weights, and
    /// a choice by one or two cases is mostly chance.
    /// </summary>
    public const int FewestLabelled = 10;

    /// <summary>
    /// When the recipe selects by validation, takes the cases that the data set sets apart for it. Where it sets none apart, holds out
    /// a fifth of the groups of labelled cases (<see cref="CaseSource.Group"/>), at least two, chosen by the seed of the run, if there are
    /// <see cref="FewestLabelled"/> or more. Unlabelled cases of these groups are still learned from: their images alone tell nothing of the labels
    /// to validate by.
    /// </summary>
    /// <param name="dataset">The training cases.</param>
    /// <param name="setApart">Cases that the data set sets apart for validation; may be empty.</param>
    /// <param name="recipe">The recipe.</param>
    public static ValidationSplit Choose(Dataset dataset, IReadOnlyList<CaseSource> setApart, Recipe recipe)
    {
        if (recipe.Selection != ModelSelection.Val) return new ValidationSplit(dataset, []);
        if (setApart.Count > 0) return new ValidationSplit(dataset, setApart);
        string[] groups = [.. dataset.Labelled.Select(source => source.Group).Distinct()];
        if (groups.Length < FewestLabelled) return new ValidationSplit(dataset, []);

        int[] order = new RandomSequence(recipe.Seed, RandomPurpose.Split).Permutation(groups.Length);
        var held = order.Take(Math.Max(2, groups.Length / 5)).Select(index => groups[index]).ToHashSet();
        return new ValidationSplit(
            dataset with { Labelled = [.. dataset.Labelled.Where(source => !held.Contains(source.Group))] },
            [.. dataset.Labelled.Where(source => held.Contains(source.Group))]);
    }
}
