using static TorchSharp.torch;

namespace SsNet.Losses;

/// <summary>
/// The consistency of a student with its teacher where the teacher is certain (Yu et al., MICCAI 2019, UA-MT): its uncertainty is the entropy
/// of the mean of several predictions with noise and dropout.
/// </summary>
public static class TeacherConsistency
{
    private const double LogarithmFloor = 1e-6;
    private const double CountFloor = 1e-16;

    /// <summary>The entropy of every voxel, −Σ_c p ln(p + 1e-6), [N, spatial…].</summary>
    /// <param name="probabilities">[N, C, spatial…].</param>
    public static Tensor Entropy(Tensor probabilities) => -(probabilities * (probabilities + LogarithmFloor).log()).sum(1);

    /// <summary>
    /// The entropy H up to which a voxel counts: it rises from <paramref name="start"/> · ln 2 to ln 2. As in published code ln 2 is the
    /// measure for any number of classes, although the entropy of four reaches ln 4.
    /// </summary>
    /// <param name="iteration">The iteration, counted from 1.</param>
    /// <param name="iterations">Length of the run.</param>
    /// <param name="start">Where it starts: 0.75 in published code. Above 1 it stays there.</param>
    public static double Threshold(long iteration, long iterations, double start) =>
        Math.Max(start, start + (1 - start) * ConsistencyWeight.Ramp(iteration - 1, iterations)) * Math.Log(2);

    /// <summary>Σ m |p − q|² / (2 Σ m), m = 1 where the uncertainty is below the threshold; 0 where no voxel is certain. The 2 is literal, for any number of classes.</summary>
    /// <param name="student">p, probabilities [N, C, spatial…].</param>
    /// <param name="teacher">q, of the same shape, without gradient.</param>
    /// <param name="uncertainty">[N, spatial…].</param>
    /// <param name="threshold">H.</param>
    public static Tensor Loss(Tensor student, Tensor teacher, Tensor uncertainty, double threshold)
    {
        var certain = uncertainty.lt(threshold).to(student.dtype);
        var distances = (student - teacher).square().sum(1);
        return (certain * distances).sum() / (2 * certain.sum() + CountFloor);
    }
}
