using System.Numerics;
using SsNet.Experiments.Phantoms.Shapes;
using SsNet.Randomness;
using static SsNet.Experiments.Phantoms.RandomMeasures;

namespace SsNet.Experiments.Phantoms;

/// <summary>The left ventricle of one phantom heart, around whose axis everything else is placed.</summary>
/// <param name="Basis">Middle of the cavity's base in mm.</param>
/// <param name="Apex">The cavity's apex in mm.</param>
/// <param name="InnerRadius">Mean radius of the cavity's base in mm.</param>
/// <param name="OuterRadius">Mean radius of the muscle's base in mm.</param>
/// <param name="Cavity">The cavity.</param>
/// <param name="Heart">Cavity and muscle.</param>
internal sealed record LeftVentricle(Vector3 Basis, Vector3 Apex, float InnerRadius, float OuterRadius, TaperedChamber Cavity, TaperedChamber Heart)
{
    /// <summary>A left ventricle.</summary>
    /// <param name="random">Where its measures come from.</param>
    public static LeftVentricle Draw(ref RandomSequence random)
    {
        var basis = new Vector3(Uniform(ref random, -44, -24), 0, 9) + Jitter(ref random, 7) with { X = 0 };
        var apex = basis + new Vector3(Uniform(ref random, 58, 72), 0, 0) + Jitter(ref random, 8) with { X = 0 };

        // A contracted heart has a small cavity and a thick wall, since the muscle keeps its area; how much muscle there is, differs.
        float inner = Uniform(ref random, 12, 25);
        float outer = MathF.Sqrt(inner * inner + Uniform(ref random, 260, 560));

        TaperedChamber.Lobe oval = new(2, Uniform(ref random, 0, 0.08f), Uniform(ref random, 0, MathF.PI));
        TaperedChamber.Lobe corners = new(3, Uniform(ref random, 0, 0.05f), Uniform(ref random, 0, MathF.PI));
        TaperedChamber.Lobe thicker = new(1, Uniform(ref random, 0, 0.06f), Uniform(ref random, 0, 2 * MathF.PI));
        TaperedChamber.Lobe bulges = new(2, Uniform(ref random, 0, 0.04f), Uniform(ref random, 0, MathF.PI));
        var cavity = new TaperedChamber(basis, apex, inner, [oval, corners]);
        var heart = new TaperedChamber(
            basis, apex + new Vector3(Uniform(ref random, 5, 10), 0, 0), outer, [oval, corners with { Share = 0.5f * corners.Share }, thicker, bulges]);
        return new LeftVentricle(basis, apex, inner, outer, cavity, heart);
    }

    /// <summary>A point beside the axis.</summary>
    /// <param name="x">Its X in mm.</param>
    /// <param name="angle">Its direction from the axis, in radians from Z towards Y.</param>
    /// <param name="distance">Its distance from the axis in mm.</param>
    public Vector3 At(float x, float angle, float distance)
    {
        var (sine, cosine) = MathF.SinCos(angle);
        return Vector3.Lerp(Basis, Apex, (x - Basis.X) / (Apex.X - Basis.X)) + distance * new Vector3(0, sine, cosine);
    }
}
