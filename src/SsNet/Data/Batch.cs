using System.Collections.Immutable;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace SsNet.Data;

/// <summary>The samples of one iteration as tensors, labelled ones first.</summary>
public sealed class Batch : IDisposable
{
    /// <summary>A batch over existing tensors, which it takes over.</summary>
    /// <param name="images">[B, C, spatial…], labelled samples first.</param>
    /// <param name="labels">Classes of the labelled samples, int64 [labelled, spatial…].</param>
    /// <param name="caseIds">The cases the samples were made from, one per sample.</param>
    /// <param name="signedDistances">Signed distance maps of the labels, [labelled, 1 or classes, spatial…]; null when there are none.</param>
    /// <param name="known">Where the labels are known, bool [labelled, spatial…]; null for everywhere.</param>
    public Batch(Tensor images, Tensor labels, ImmutableArray<string> caseIds, Tensor? signedDistances = null, Tensor? known = null)
    {
        Images = images;
        Labels = labels;
        CaseIds = caseIds;
        SignedDistances = signedDistances;
        Known = known;
    }

    /// <summary>The images, [B, C, spatial…].</summary>
    public Tensor Images { get; }

    /// <summary>Classes of the labelled samples, int64 [labelled, spatial…]; <see cref="Case.Ignored"/> where nobody knows the class.</summary>
    public Tensor Labels { get; }

    /// <summary>
    /// Where the classes are known, bool [labelled, spatial…], on the images' device; null when they are known everywhere, so that data without
    /// ignored voxels are computed as if there was no such thing.
    /// </summary>
    public Tensor? Known { get; }

    /// <summary>
    /// Signed distance maps of the labels, [labelled, 1 or classes, spatial…], of the images' type and on their device, from −1 inside to 1
    /// outside (<see cref="Imaging.Morphology.SignedDistance.PerClass"/>); null when the labelled samples carry none, or no sample is labelled.
    /// </summary>
    public Tensor? SignedDistances { get; }

    /// <summary>How many of the samples, from the first, are labelled.</summary>
    public int LabelledCount => (int)Labels.shape[0];

    /// <summary>How many follow them without a label.</summary>
    public int UnlabelledCount => (int)Images.shape[0] - LabelledCount;

    /// <summary>The part of a network's output that belongs to the labelled samples.</summary>
    /// <param name="output">[B, …], one entry per sample of the batch.</param>
    public Tensor Labelled(Tensor output) => output.narrow(0, 0, LabelledCount);

    /// <summary>The part of a network's output that belongs to the unlabelled samples.</summary>
    /// <param name="output">[B, …], one entry per sample of the batch.</param>
    public Tensor Unlabelled(Tensor output) => output.narrow(0, LabelledCount, UnlabelledCount);

    /// <summary>The cases the samples were made from, one per sample.</summary>
    public ImmutableArray<string> CaseIds { get; }

    /// <summary>
    /// Puts samples into tensors. They belong to the dispose scope around the call, where there is one: make the batch on
    /// the thread that uses it, since dispose scopes are per thread.
    /// </summary>
    /// <param name="samples">The samples, labelled ones first, all of one size and number of channels.</param>
    /// <param name="labelledCount">How many of them are labelled; labels and signed distances that the others may carry are not read.</param>
    /// <param name="device">Where the tensors go.</param>
    /// <param name="dtype">Type of the images and of the signed distances.</param>
    /// <exception cref="ArgumentException">
    /// There is no sample, sizes or channels differ, a labelled sample has no label, or labelled samples differ in their number of signed distance maps.
    /// </exception>
    public static Batch From(IReadOnlyList<Sample> samples, int labelledCount, Device device, ScalarType dtype = ScalarType.Float32)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(labelledCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(labelledCount, samples.Count);
        if (samples.Count == 0) throw new ArgumentException("A batch needs at least one sample.", nameof(samples));
        foreach (var sample in samples)
        {
            if (!sample.Size.AsSpan().SequenceEqual(samples[0].Size) || sample.Channels.Length != samples[0].Channels.Length)
            {
                throw new ArgumentException($"Samples of {sample.CaseId} and {samples[0].CaseId} differ in size or channels.", nameof(samples));
            }
        }

        byte[][] labels = [.. samples.Take(labelledCount).Select(
            sample => sample.Label ?? throw new ArgumentException($"The sample of {sample.CaseId} has no label.", nameof(samples)))];
        float[][]? distances = SignedDistancesOf([.. samples.Take(labelledCount)]);
        long[] spatial = [.. samples[0].Size];

        using var scope = NewDisposeScope();
        var images = Stack([.. samples.SelectMany(sample => sample.Channels)], [samples.Count, samples[0].Channels.Length, .. spatial], ScalarType.Float32);
        // Bytes go to the device and are widened there: an eighth of the transfer.
        var classes = Stack(labels, [labelledCount, .. spatial], ScalarType.Byte).to(device);
        var known = labels.Any(label => label.Contains(Case.Ignored)) ? classes.ne(Case.Ignored) : null;
        var maps = distances is null ? null : Stack(distances, [labelledCount, distances.Length / labelledCount, .. spatial], ScalarType.Float32).to(dtype, device);
        return new Batch(
            images.to(dtype, device).MoveToOuterDisposeScope(),
            classes.to(ScalarType.Int64).MoveToOuterDisposeScope(),
            [.. samples.Select(sample => sample.CaseId)],
            maps?.MoveToOuterDisposeScope(),
            known?.MoveToOuterDisposeScope());
    }

    /// <summary>Frees the tensors.</summary>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
        SignedDistances?.Dispose();
        Known?.Dispose();
    }

    /// <summary>The maps of samples one after the other; null when none has any.</summary>
    private static float[][]? SignedDistancesOf(Sample[] samples)
    {
        if (samples.All(sample => sample.SignedDistances is null)) return null;
        foreach (var sample in samples)
        {
            if (sample.SignedDistances?.Length == samples[0].SignedDistances?.Length) continue;
            throw new ArgumentException($"Samples of {sample.CaseId} and {samples[0].CaseId} differ in their signed distance maps.", nameof(samples));
        }

        return [.. samples.SelectMany(sample => sample.SignedDistances!)];
    }

    private static Tensor Stack<T>(T[][] parts, long[] shape, ScalarType dtype)
        where T : unmanaged
    {
        var stacked = empty(shape, dtype, CPU);
        if (parts.Length == 0) return stacked;

        var rest = MemoryMarshal.Cast<byte, T>(stacked.bytes);
        foreach (T[] part in parts)
        {
            part.CopyTo(rest);
            rest = rest[part.Length..];
        }

        return stacked;
    }
}
