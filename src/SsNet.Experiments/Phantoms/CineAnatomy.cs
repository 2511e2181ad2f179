using SsNet.Experiments.Phantoms.Shapes;
using SsNet.Randomness;
using static SsNet.Experiments.Phantoms.RandomMeasures;

namespace SsNet.Experiments.Phantoms;

/// <summary>
/// The ventricles of one phantom heart, in mm from the middle of the scan; X runs from base to apex, Y down and Z to the
/// right in the picture. Hearts differ as hearts do: relaxed or contracted, thin or thick walls, a slim or a wide right ventricle.
/// </summary>
/// <param name="LeftCavity">The cavity of the left ventricle with the papillary muscles in it.</param>
/// <param name="LeftHeart">The left ventricle with its muscle: the ring is what the cavity leaves of it.</param>
/// <param name="PapillaryMuscles">Muscles within the cavity.</param>
/// <param name="RightBody">The right ventricle; what overlaps the left heart does not belong to it.</param>
/// <param name="Outflow">The way out of the right ventricle, which belongs to it.</param>
/// <param name="Surroundings">What lies around.</param>
internal sealed record CineAnatomy(
    TaperedChamber LeftCavity, TaperedChamber LeftHeart, IReadOnlyList<Shape> PapillaryMuscles, Shape RightBody, Shape Outflow, CineSurroundings Surroundings)
{
    /// <summary>A heart.</summary>
    /// <param name="random">Where its measures come from.</param>
    public static CineAnatomy Draw(ref RandomSequence random)
    {
        var left = LeftVentricle.Draw(ref random);
        float rightAngle = MathF.PI + Uniform(ref random, -0.3f, 0.9f);
        var papillary = Papillary(left, rightAngle, ref random);

        var right = RightVentricle(left, rightAngle, ref random);
        float valve = left.Basis.X - Uniform(ref random, -7, 7);
        float anterior = rightAngle + Uniform(ref random, 0.75f, 1.15f);
        var exit = left.At(valve, anterior, left.OuterRadius + Uniform(ref random, 2, 7));
        var outflow = new Tube([
            new(left.At(left.Basis.X + 20, rightAngle + 0.45f, left.OuterRadius + 7), 8),
            new(exit, Uniform(ref random, 8, 11.5f))]);

        return new CineAnatomy(left.Cavity, left.Heart, papillary, right, outflow, CineSurroundings.Draw(left, rightAngle, exit, ref random));
    }

    private static List<Tube> Papillary(LeftVentricle left, float rightAngle, ref RandomSequence random)
    {
        var muscles = new List<Tube>();

        // Both stand on the side away from the right ventricle.
        foreach (float side in (ReadOnlySpan<float>)[-1, 1])
        {
            float angle = rightAngle + MathF.PI + side * Uniform(ref random, 0.5f, 1.3f);
            float radius = left.InnerRadius * Uniform(ref random, 0.1f, 0.2f);
            float top = float.Lerp(left.Basis.X, left.Apex.X, Uniform(ref random, 0.15f, 0.35f));
            float foot = float.Lerp(left.Basis.X, left.Apex.X, Uniform(ref random, 0.6f, 0.8f));
            float fromAxis = left.InnerRadius * Uniform(ref random, 0.5f, 0.75f);
            muscles.Add(new Tube([new(left.At(top, angle, fromAxis), 0.6f * radius), new(left.At(foot, angle, 0.75f * fromAxis), radius)]));
        }

        return muscles;
    }

    private static TaperedChamber RightVentricle(LeftVentricle left, float angle, ref RandomSequence random)
    {
        // Centred under the ring's edge and wider along it than away from it: what the ring leaves of it is a crescent.
        float width = 0.3f * left.OuterRadius + Uniform(ref random, 13, 26);
        float halfLength = left.OuterRadius * Uniform(ref random, 0.9f, 1.2f);
        float radius = (width + halfLength) / 2;
        var start = left.At(left.Basis.X + Uniform(ref random, 0, 9), angle, 0.7f * left.OuterRadius);
        var end = left.At(float.Lerp(left.Basis.X, left.Apex.X, Uniform(ref random, 0.7f, 0.95f)), angle + Uniform(ref random, -0.3f, 0.3f), 0.6f * left.OuterRadius);
        return new TaperedChamber(start, end, radius, [
            new(2, (halfLength - width) / (halfLength + width), angle + MathF.PI / 2),
            new(3, Uniform(ref random, 0.02f, 0.1f), Uniform(ref random, 0, 2 * MathF.PI)),
            new(4, Uniform(ref random, 0.01f, 0.05f), Uniform(ref random, 0, 2 * MathF.PI)),
            new(6, Uniform(ref random, 0.01f, 0.03f), Uniform(ref random, 0, 2 * MathF.PI))]);
    }
}
