using SsNet.Imaging;

namespace SsNet.Data;

/// <summary>What a network expects of every case.</summary>
/// <param name="Rank">Number of axes: 2 or 3, as many as the patch has.</param>
/// <param name="Channels">Number of image channels.</param>
/// <param name="Classes">Number of classes, background included; label values are 0 to <paramref name="Classes"/> − 1.</param>
/// <param name="AllowsVolumes">Whether a case may have three axes where the patch has two, because it is taken slice by slice.</param>
public sealed record CaseRequirements(int Rank, int Channels, int Classes, bool AllowsVolumes = false)
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
        int largest = @case.Label.Voxels.Max();
        if (largest >= Classes)
        {
            throw new ReportedException(
                $"Case {@case.Id}: the label holds the value {largest}, but with {Classes} classes only 0 to {Classes - 1} are allowed; set the number of classes or correct the label.");
        }
    }
}
