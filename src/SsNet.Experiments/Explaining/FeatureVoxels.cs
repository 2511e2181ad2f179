using System.Collections.Immutable;
using SsNet.Data;
using SsNet.Losses;
using SsNet.Networks;
using SsNet.Randomness;
using static TorchSharp.torch;

namespace SsNet.Experiments.Explaining;

/// <summary>Voxels of known class whose features are shown: as many of each class, the same ones of every network.</summary>
internal sealed class FeatureVoxels
{
    private const int MostPerClass = 300;
    private const int MostOfAll = 1000;

    private readonly long[] rows;
    private readonly long voxelsPerSample;

    private FeatureVoxels(long[] rows, ImmutableArray<int> classes, long voxelsPerSample)
    {
        this.rows = rows;
        Classes = classes;
        this.voxelsPerSample = voxelsPerSample;
    }

    /// <summary>Their true classes.</summary>
    public ImmutableArray<int> Classes { get; }

    /// <summary>Draws voxels from all samples that have a label.</summary>
    /// <param name="samples">The samples of the batch.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="seed">Decides which are drawn.</param>
    public static FeatureVoxels Draw(IReadOnlyList<ExplainedSample> samples, int classes, long seed)
    {
        int voxels = checked((int)samples[0].Geometry.VoxelCount);
        var ofClass = new List<long>[classes];
        for (int c = 0; c < classes; c++) ofClass[c] = [];
        foreach (var (index, sample) in samples.Index())
        {
            if (sample.Truth is not { } truth) continue;
            for (int i = 0; i < voxels; i++)
            {
                if (truth.Voxels[i] != Case.Ignored) ofClass[truth.Voxels[i]].Add((long)index * voxels + i);
            }
        }

        int most = Math.Min(MostPerClass, MostOfAll / classes);
        var drawn = new List<(long Row, int Class)>();
        foreach (var (c, candidates) in ofClass.Index())
        {
            int[] order = new RandomSequence(seed, RandomPurpose.Explanation, 1, c).Permutation(candidates.Count);
            drawn.AddRange(order.Take(most).Select(place => (candidates[place], c)));
        }

        drawn.Sort();
        return new FeatureVoxels([.. drawn.Select(voxel => voxel.Row)], [.. drawn.Select(voxel => voxel.Class)], voxels);
    }

    /// <summary>Their deep features, those that the last layer classifies.</summary>
    /// <param name="features">Of the whole batch, [N, width, spatial…].</param>
    /// <returns>[voxels, width].</returns>
    public double[,] Deep(Tensor features)
    {
        using var scope = NewDisposeScope();
        return Array(SeparationHeads.Rows(features).index_select(0, tensor(rows, device: features.device)));
    }

    /// <summary>
    /// Their projected features as eq. 4 compares them: behind both projectors, each stream normalised for itself, of unit length.
    /// </summary>
    /// <param name="heads">The projectors, in training mode with frozen statistics.</param>
    /// <param name="features">Of the whole batch, [N, width, spatial…].</param>
    /// <param name="labelled">How many samples, from the first, are labelled.</param>
    /// <param name="known">Where the labels of these are known, bool [labelled, spatial…]; null for everywhere.</param>
    /// <returns>[voxels, 32].</returns>
    public double[,] Projected(SeparationHeads heads, Tensor features, int labelled, Tensor? known)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        long boundary = labelled * voxelsPerSample;
        var parts = new List<Tensor>();
        long[] ofLabelled = [.. rows.Where(row => row < boundary)], ofOthers = [.. rows.Where(row => row >= boundary).Select(row => row - boundary)];
        if (ofLabelled.Length > 0)
        {
            var all = SeparationHeads.Rows(features.narrow(0, 0, labelled));
            var places = tensor(ofLabelled, device: features.device);
            if (known?.flatten() is { } mask)
            {
                // As in training, voxels of unknown class take no part; those that are wanted move up.
                all = all.index_select(0, mask.nonzero().squeeze(1));
                places = mask.to(int64).cumsum(0).index_select(0, places) - 1;
            }

            parts.Add(heads.Project(all, places));
        }

        if (ofOthers.Length > 0) parts.Add(heads.Project(SeparationHeads.Rows(features.narrow(0, labelled, features.shape[0] - labelled)), tensor(ofOthers, device: features.device)));
        return Array(UnitRows(cat(parts)));
    }

    /// <summary>All prototypes of a memory, of unit length, with their classes.</summary>
    /// <param name="separation">The memory.</param>
    /// <param name="classes">Number of classes.</param>
    public static (double[,] Rows, ImmutableArray<int> Classes) Prototypes(ClassSeparation separation, int classes)
    {
        using var scope = NewDisposeScope();
        (int Class, Tensor Rows)[] remembered = [.. Enumerable.Range(0, classes).Where(c => separation.Prototypes(c) is not null).Select(c => (c, separation.Prototypes(c)!))];
        return remembered.Length == 0
            ? (new double[0, SeparationHeads.ProjectedLength], [])
            : (Array(UnitRows(cat([.. remembered.Select(part => part.Rows)]))), [.. remembered.SelectMany(part => Enumerable.Repeat(part.Class, (int)part.Rows.shape[0]))]);
    }

    private static Tensor UnitRows(Tensor rows) => nn.functional.normalize(rows, 2, 1);

    private static double[,] Array(Tensor rows)
    {
        var values = new double[rows.shape[0], rows.shape[1]];
        double[] flat = rows.to(float64).cpu().contiguous().data<double>().ToArray();
        Buffer.BlockCopy(flat, 0, values, 0, flat.Length * sizeof(double));
        return values;
    }
}
