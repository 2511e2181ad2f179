using static TorchSharp.torch;

namespace SsNet.Tests.Goldens;

/// <summary>One of the two precisions in which the numbers were recorded, and how closely ours must agree.</summary>
/// <param name="Group">The groups' name, f32 or f64.</param>
internal sealed record Precision(string Group)
{
    public ScalarType Type => IsDouble ? ScalarType.Float64 : ScalarType.Float32;

    public bool IsDouble => Group == "f64";

    /// <summary>Tolerance of an array: 1e-7 in float64, else three times what rounding alone did to the original in float32.</summary>
    public double Array(double float32Deviation) => IsDouble ? 1e-7 : 3 * float32Deviation;

    /// <summary>Tolerance of a scalar: 1e-8 in float64, else as for arrays.</summary>
    public double Scalar(double float32Deviation) => IsDouble ? 1e-8 : 3 * float32Deviation;
}
