using System.Numerics;
using SsNet.Experiments.Phantoms.Shapes;
using SsNet.Randomness;
using static SsNet.Experiments.Phantoms.RandomMeasures;

namespace SsNet.Experiments.Phantoms;

/// <summary>
/// What lies around the ventricles of a phantom heart and is no target, though much of it is as bright as one: atria and vessels
/// at the base, fat in the grooves and in the chest wall, liver and stomach below.
/// </summary>
/// <param name="Atria">Chambers beyond the base.</param>
/// <param name="Vessels">Vessels that keep a wall to the atria.</param>
/// <param name="Fat">Fat in the grooves and in the chest wall.</param>
/// <param name="Liver">The liver.</param>
/// <param name="Stomach">The stomach.</param>
/// <param name="Lungs">The lungs.</param>
internal sealed record CineSurroundings(
    IReadOnlyList<Shape> Atria, IReadOnlyList<Shape> Vessels, IReadOnlyList<Shape> Fat, Shape Liver, Shape Stomach, IReadOnlyList<Shape> Lungs)
{
    // Beyond the first slice: where vessels leave the scan.
    private const float Above = -50;

    /// <summary>The surroundings of a heart.</summary>
    /// <param name="left">Its left ventricle.</param>
    /// <param name="rightAngle">On which side of it the right ventricle is, in radians.</param>
    /// <param name="exit">Where the right ventricle ends in its artery, in mm.</param>
    /// <param name="random">Where measures come from.</param>
    public static CineSurroundings Draw(LeftVentricle left, float rightAngle, Vector3 exit, ref RandomSequence random)
    {
        float turn = 0.4f * (rightAngle - MathF.PI) + Uniform(ref random, -0.25f, 0.25f);
        float basis = left.Basis.X;
        Ellipsoid[] atria =
        [
            Organ(left.At(basis - 13, rightAngle - 2.2f, Uniform(ref random, 3, 12)), new(14, 19, 23), 3, ref random),
            Organ(left.At(basis - 16, rightAngle - 0.6f, left.OuterRadius + 8), new(15, 17, 20), 3, ref random),
        ];
        return new CineSurroundings(
            atria,
            VesselsAround(left, rightAngle, turn, exit, ref random),
            FatAround(left, rightAngle, turn, ref random),
            Organ(Beside(2.3f + turn, 78, ref random), new(60, 42, 44), 12, ref random),
            Organ(Beside(1.15f + turn, 72, ref random), new(45, 28, 30), 8, ref random),
            [
                Organ(Beside(-0.4f + turn, 73, ref random), new(90, 52, 46), 8, ref random),
                Organ(Beside(-2.8f + turn, 80, ref random), new(90, 38, 38), 8, ref random),
            ]);
    }

    private static List<Shape> VesselsAround(LeftVentricle left, float rightAngle, float turn, Vector3 exit, ref RandomSequence random)
    {
        // The aorta leaves between the ventricles; seen from above the base it is round as the left cavity is, but has no thick ring.
        var root = left.At(left.Basis.X - 3, rightAngle + Uniform(ref random, 0.5f, 1), 0.4f * left.OuterRadius);
        var descending = Beside(0.75f + turn + Uniform(ref random, -0.35f, 0.35f), Uniform(ref random, 43, 56), ref random);
        float radius = Uniform(ref random, 7, 10);
        var vessels = new List<Shape>
        {
            new Tube([new(root with { X = Above } + Jitter(ref random, 4), 12), new(root, Uniform(ref random, 9, 12))]),
            new Tube([new(exit with { X = Above } + Jitter(ref random, 4), 10), new(exit, 10)]),
            new Tube([new(descending with { X = Above } - Jitter(ref random, 4), radius), new(descending with { X = -Above }, radius)]),
        };

        int branches = 3 + random.Below(4);
        for (int i = 0; i < branches; i++)
        {
            var start = Beside(-0.55f + turn + Uniform(ref random, -0.7f, 0.7f), Uniform(ref random, 36, 58), ref random) + Jitter(ref random, 30) with { Y = 0, Z = 0 };
            vessels.Add(new Tube([new(start, Uniform(ref random, 1.2f, 3)), new(start + Jitter(ref random, 14), 1.2f)]));
        }

        return vessels;
    }

    private static List<Shape> FatAround(LeftVentricle left, float rightAngle, float turn, ref RandomSequence random)
    {
        var fat = new List<Shape>();

        // Where the right ventricle meets the ring, a groove runs down the heart.
        foreach (float side in (ReadOnlySpan<float>)[-1, 1])
        {
            float angle = rightAngle + side * Uniform(ref random, 0.9f, 1.4f);
            float thickness = Uniform(ref random, 2, 5);
            var top = left.At(left.Basis.X - 5, angle, left.OuterRadius + 2.5f);
            var foot = left.At(left.Apex.X + 5, angle, 0.3f * left.OuterRadius);
            fat.Add(new Tube([new(top, thickness), new(Vector3.Lerp(top, foot, 0.6f) with { X = 0.5f * (left.Basis.X + left.Apex.X) }, 0.8f * thickness), new(foot, 0.5f * thickness)]));
        }

        float toChest = -2.1f + turn;
        fat.Add(new Ellipsoid(
            Beside(toChest, Uniform(ref random, 92, 102), ref random),
            new Vector3(160, 46, 110),
            Quaternion.CreateFromAxisAngle(Vector3.UnitX, MathF.PI / 2 - toChest),
            Waves(ref random, 3, 1.5f)));
        return fat;
    }

    private static Ellipsoid Organ(Vector3 place, Vector3 size, float vary, ref RandomSequence random) =>
        new(place + Jitter(ref random, 0.5f * vary), size + Jitter(ref random, 0.5f * vary), Turn(ref random, 0.3f, 0.2f), Waves(ref random, 3, 1.5f));

    // A point in a direction from the middle of the scan.
    private static Vector3 Beside(float angle, float distance, ref RandomSequence random)
    {
        var (sine, cosine) = MathF.SinCos(angle);
        return new Vector3(0, sine, cosine) * distance + Jitter(ref random, 4);
    }
}
