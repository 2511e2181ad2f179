using System.Numerics;
using SsNet.Experiments.Phantoms.Shapes;
using SsNet.Randomness;

namespace SsNet.Experiments.Phantoms;

/// <summary>Measures of organs, drawn at random.</summary>
internal static class RandomMeasures
{
    /// <summary>A number in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    /// <param name="random">Where it comes from.</param>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">Upper end, not reached.</param>
    public static float Uniform(ref RandomSequence random, float low, float high) => (float)random.Uniform(low, high);

    /// <summary>A vector with every coordinate between −range and range.</summary>
    /// <param name="random">Where it comes from.</param>
    /// <param name="range">The range.</param>
    public static Vector3 Jitter(ref RandomSequence random, float range) =>
        new(Uniform(ref random, -range, range), Uniform(ref random, -range, range), Uniform(ref random, -range, range));

    /// <summary>A small turn.</summary>
    /// <param name="random">Where it comes from.</param>
    /// <param name="inPlane">Largest angle about Z in radians.</param>
    /// <param name="outOfPlane">Largest angle about X and Y in radians.</param>
    public static Quaternion Turn(ref RandomSequence random, float inPlane, float outOfPlane) => Quaternion.CreateFromYawPitchRoll(
        Uniform(ref random, -outOfPlane, outOfPlane), Uniform(ref random, -outOfPlane, outOfPlane), Uniform(ref random, -inPlane, inPlane));

    /// <summary>Soft waves for the surface of an ellipsoid, 22 to 45 mm long.</summary>
    /// <param name="random">Where they come from.</param>
    /// <param name="count">How many.</param>
    /// <param name="height">Largest height of each in mm.</param>
    public static List<Ellipsoid.Wave> Waves(ref RandomSequence random, int count, float height)
    {
        var waves = new List<Ellipsoid.Wave>();
        for (int i = 0; i < count; i++)
        {
            var direction = Vector3.Normalize(Jitter(ref random, 1) + new Vector3(1e-3f)) * (2 * MathF.PI / Uniform(ref random, 22, 45));
            waves.Add(new(Uniform(ref random, 0.3f, 1) * height, direction, Uniform(ref random, 0, 2 * MathF.PI)));
        }

        return waves;
    }
}
