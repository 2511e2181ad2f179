using SsNet.Imaging;

namespace SsNet.Data;

/// <summary>What a network expects of every case.</summary>
/// <param name="Rank">Number of axes: 2 or 3, as many as the patch has.</param>
/// <param name="Channels">Number of image channels.</param>
/// <param name="Classes">Number of classes, background included; label values are 0 to <paramref name="Classes"/> − 1, so that there are at most 255.</param>
/// <param name="AllowsVolumes">Whether a case may have three axes where the patch has two, because it is taken slice by slice.</param>
/// <param name="AllowsIgnored">
/// Whether a label may hold <see cref="Case.Ignored"/> beside its classes. It has to be said, because masks of 0 and 255 are often mistaken for label maps.
/// </param>
public sealed record CaseRequirements(int Rank, int Channels, int Classes, bool AllowsVolumes = false, bool AllowsIgnored = false)
{
    /// <summary>Checks a case; the label only where it has one.</summary>
    /// <param name="case">The case.</param>
    /// <exception cref="ReportedException">The case is not as expected.</exception>
    public void Check(Case @case)
    {
        int rank = @case.Geometry.Rank;
        if (rank < Rank || (rank > Rank && !AllowsVolumes))
        {
            throw new ReportedException(
                $"Case {@case.Id}: the image has {rank} axes ({@case.Geometry.SizeText}) but the patch has {Rank}; use images and a patch of the same number of axes.");
        }

        if (@case.Channels.Length != Channels)
        {
            throw new ReportedException(
                $"Case {@case.Id}: the image has {@case.Channels.Length} channels but the network takes {Channels}; set the number of input channels or correct the data.");
        }

        if (@case.Label is null) return;
        if (Classes > Case.Ignored)
        {
            throw new ReportedException(
                $"Case {@case.Id}: with {Classes} classes the value {Case.Ignored} would be one, but it marks voxels whose class nobody knows; set the number of classes to at most {Case.Ignored}.");
        }

        int largest = Largest(@case.Label.Voxels);
        if (largest >= Classes)
        {
            throw new ReportedException(
                $"Case {@case.Id}: the label holds the value {largest}, but with {Classes} classes only 0 to {Classes - 1} are allowed; set the number of classes or correct the label.");
        }
    }

    private int Largest(byte[] label)
    {
        int largest = label.Max();
        return AllowsIgnored && largest == Case.Ignored ? label.Max(value => value == Case.Ignored ? 0 : value) : largest;
    }
}
