namespace SsNet.Data;

/// <summary>One augmented case, ready to be put into a batch: plain arrays of one size, row-major.</summary>
public sealed class Sample
{
    /// <summary>A sample.</summary>
    /// <param name="caseId">The case it was made from.</param>
    /// <param name="size">Voxels per axis; two or three axes.</param>
    /// <param name="channels">One image per channel, each with the voxels of <paramref name="size"/>.</param>
    /// <param name="label">Class of every voxel, or <see cref="Case.Ignored"/>; null when the case is used without its label.</param>
    /// <param name="signedDistances">Signed distance maps of the label, at least one, each with the voxels of <paramref name="size"/>; null when they are not asked for or there is no label.</param>
    /// <exception cref="ArgumentException">
    /// There is no channel, an array does not have the voxels of <paramref name="size"/>, or there are signed distances, but no map or no label.
    /// </exception>
    public Sample(string caseId, int[] size, float[][] channels, byte[]? label, float[][]? signedDistances = null)
    {
        int voxels = size.Aggregate(1, (product, n) => checked(product * n));
        if (channels.Length == 0) throw new ArgumentException("A sample needs at least one channel.", nameof(channels));
        if (channels.Any(channel => channel.Length != voxels)) throw new ArgumentException($"Every channel needs {voxels} voxels.", nameof(channels));
        if (label is not null && label.Length != voxels) throw new ArgumentException($"The label needs {voxels} voxels, not {label.Length}.", nameof(label));
        if (signedDistances is not null)
        {
            if (label is null) throw new ArgumentException("Signed distances need a label that they belong to.", nameof(signedDistances));
            if (signedDistances.Length == 0) throw new ArgumentException("Signed distances need at least one map.", nameof(signedDistances));
            if (signedDistances.Any(map => map.Length != voxels)) throw new ArgumentException($"Every map of signed distances needs {voxels} voxels.", nameof(signedDistances));
        }

        CaseId = caseId;
        Size = size;
        Channels = channels;
        Label = label;
        SignedDistances = signedDistances;
    }

    /// <summary>The case it was made from.</summary>
    public string CaseId { get; }

    /// <summary>Voxels per axis.</summary>
    public int[] Size { get; }

    /// <summary>One image per channel.</summary>
    public float[][] Channels { get; }

    /// <summary>Class of every voxel, or <see cref="Case.Ignored"/>; null when the case is used without its label.</summary>
    public byte[]? Label { get; }

    /// <summary>
    /// Signed distance maps of the label: one for two classes, else one per class
    /// (<see cref="Imaging.Morphology.SignedDistance.PerClass"/>); null when they are not asked for or there is no label.
    /// </summary>
    public float[][]? SignedDistances { get; }
}
