using System.Collections.Immutable;
using SsNet.Imaging.Volumes;
using SsNet.Losses;
using static TorchSharp.torch;

namespace SsNet.Experiments.Explaining;

/// <summary>A labelled voxel that became a prototype of its class.</summary>
/// <param name="Class">The class, from 1.</param>
/// <param name="Sample">Which sample of the batch it lies in.</param>
/// <param name="Position">Where in the patch, voxels from the first one along each axis.</param>
/// <param name="Score">What the attention gives it, in (0, 1); null where all candidates of the class were taken without being ranked.</param>
public sealed record PrototypeVoxel(int Class, int Sample, ImmutableArray<int> Position, double? Score);

/// <summary>How the prototypes of a batch were chosen (Wu et al. 2022, section 2.2, algorithm 2).</summary>
/// <param name="Sample">The labelled sample that is shown: the explained one where it is labelled, else the one with most prototypes.</param>
/// <param name="Scores">The attention that each candidate in that sample has, by its own class's module, in (0, 1); not a number where there is none.</param>
/// <param name="Candidates">The number of candidates per class 1, 2, … in the whole batch: labelled voxels that are predicted correctly.</param>
/// <param name="Voxels">The prototypes that lie in the batch.</param>
/// <param name="Remembered">The classes without a candidate in the batch, which keep the prototypes of the run's last checkpoint.</param>
public sealed record ExplainedPrototypes(
    int Sample, Volume<float> Scores, ImmutableArray<long> Candidates, ImmutableArray<PrototypeVoxel> Voxels, ImmutableArray<int> Remembered)
{
    /// <summary>Chooses the prototypes of the labelled samples, and puts them into the memory.</summary>
    /// <param name="separation">The memory, with what the run remembers.</param>
    /// <param name="features">Features of the labelled voxels, sample by sample in row-major order, [V, width].</param>
    /// <param name="labels">Their classes, int64 [V].</param>
    /// <param name="predicted">Their predicted classes, int64 [V].</param>
    /// <param name="samples">The samples, labelled ones first.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="shown">The explained sample where it is labelled; null for the one with most prototypes.</param>
    internal static ExplainedPrototypes Of(
        ClassSeparation separation, Tensor features, Tensor labels, Tensor predicted, IReadOnlyList<ExplainedSample> samples, int classes, int? shown)
    {
        using var scope = NewDisposeScope();
        var choices = separation.ChoosePrototypes(features, labels, predicted);
        foreach (var choice in choices) separation.SetPrototypes(choice.Class, choice.Prototypes);

        var grid = samples[0].Geometry;
        int perSample = checked((int)grid.VoxelCount);
        var candidates = new long[classes - 1];
        var voxels = new List<PrototypeVoxel>();
        var scores = new Dictionary<long, float>();
        foreach (var choice in choices)
        {
            long[] rows = choice.Candidates.cpu().data<long>().ToArray();
            candidates[choice.Class - 1] = rows.Length;
            if (choice.Scores is { } ranked)
            {
                foreach (var (row, score) in rows.Zip(ranked.to(float32).cpu().data<float>().ToArray())) scores[row] = score;
            }

            foreach (long row in choice.Chosen.cpu().data<long>().ToArray())
            {
                voxels.Add(new PrototypeVoxel(choice.Class, (int)(row / perSample), Position((int)(row % perSample), grid), scores.TryGetValue(row, out float score) ? score : null));
            }
        }

        int sample = shown ?? (voxels.Count == 0 ? 0 : voxels.CountBy(voxel => voxel.Sample).OrderBy(entry => entry.Key).MaxBy(entry => entry.Value).Key);
        var map = new Volume<float>(grid);
        for (int i = 0; i < perSample; i++) map.Voxels[i] = scores.GetValueOrDefault((long)sample * perSample + i, float.NaN);
        int[] remembered = [.. Enumerable.Range(1, classes - 1).Where(c => candidates[c - 1] == 0 && separation.Prototypes(c) is not null)];
        return new ExplainedPrototypes(sample, map, [.. candidates], [.. voxels], [.. remembered]);
    }

    private static ImmutableArray<int> Position(int voxel, Geometry grid)
    {
        int[] strides = Geometry.Strides(grid.Size.AsSpan());
        return [.. strides.Select((stride, axis) => voxel / stride % grid.Size[axis])];
    }
}
