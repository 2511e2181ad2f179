using System.Numerics;
using SsNet.Experiments.Phantoms.Shapes;
using SsNet.Randomness;
using static SsNet.Experiments.Phantoms.RandomMeasures;

namespace SsNet.Experiments.Phantoms;

/// <summary>
/// The solids of one phantom heart, in mm from the middle of the scan. As in a real scan, the target shares its
/// brightness with all other blood; what tells it apart is where it lies (two chambers on its low side of axis 1, a round
/// artery and the lung on its high side) and that thin veins leave it.
/// </summary>
/// <param name="Chamber">The body of the target.</param>
/// <param name="Veins">Vessels that open into the target and belong to it.</param>
/// <param name="OtherBlood">Chambers and arteries beside it, which are not the target.</param>
/// <param name="Lung">Where the scan is dark.</param>
internal sealed record LeftAtriumAnatomy(Shape Chamber, IReadOnlyList<Shape> Veins, IReadOnlyList<Shape> OtherBlood, Shape Lung)
{
    // Four corners and the roof: where veins may open, as directions from the middle of the chamber.
    private static readonly Vector3[] Openings =
    [
        new(-1, 0.35f, 0.7f), new(-1, 0.45f, -0.7f), new(1, 0.1f, 0.75f), new(1, 0.2f, -0.75f), new(-1, -0.3f, 0.1f),
    ];

    private const float StepLength = 2;

    /// <summary>A heart.</summary>
    /// <param name="finestRadius">Radius to which veins taper, in mm.</param>
    /// <param name="random">Where its measures come from.</param>
    public static LeftAtriumAnatomy Draw(float finestRadius, ref RandomSequence random)
    {
        var centre = new Vector3(0, 3, 0) + Jitter(ref random, 4);
        var radii = new Vector3(Uniform(ref random, 19, 23), Uniform(ref random, 14, 17.5f), Uniform(ref random, 14, 17.5f)) * Uniform(ref random, 0.9f, 1.15f);
        var turn = Turn(ref random, 0.45f, 0.2f);
        var chamber = new Ellipsoid(centre, radii, turn, Waves(ref random, 3, 1.1f));

        var veins = new List<Shape>();
        int count = 3 + random.Below(3);
        foreach (int opening in random.Permutation(Openings.Length)[..count])
        {
            var outward = Vector3.Normalize(Openings[opening] + Jitter(ref random, 0.2f));
            var mouth = centre + Vector3.Transform(0.7f * outward * radii, turn);
            var heading = Vector3.Normalize(Vector3.Transform(outward, turn));
            AddVein(veins, mouth, heading, Uniform(ref random, 3.2f, 4.4f), Uniform(ref random, 20, 30), finestRadius, ref random);
        }

        return new LeftAtriumAnatomy(chamber, veins, Neighbours(centre, radii, ref random), LungBeside(centre, ref random));
    }

    private static List<Shape> Neighbours(Vector3 centre, Vector3 radii, ref RandomSequence random)
    {
        var neighbours = new List<Shape>();

        // Placed so near that they would overlap the target; the wall between is cut out later and follows its surface.
        foreach (float along in (ReadOnlySpan<float>)[-13, 15])
        {
            var size = new Vector3(Uniform(ref random, 12, 15), Uniform(ref random, 12, 17), Uniform(ref random, 15, 24));
            var place = centre + new Vector3(along, -(radii.Y + 0.75f * size.Y), 0) + Jitter(ref random, 3);
            neighbours.Add(new Ellipsoid(place, size, Turn(ref random, 0.4f, 0.2f), Waves(ref random, 2, 0.8f)));
        }

        // The artery runs through the whole scan along axis 2: round in every slice, unlike the target.
        float radius = Uniform(ref random, 6, 8);
        var artery = centre + new Vector3(Uniform(ref random, 1, 8), radii.Y + 0.8f * radius, 0) + Jitter(ref random, 2);
        var lean = Jitter(ref random, 3);
        neighbours.Add(new Tube([new(artery with { Z = -40 } - lean, radius), new(artery with { Z = 40 } + lean, radius)]));

        // Small arteries cross near the veins and look like them, but open nowhere.
        for (int i = 0; i < 2; i++)
        {
            var start = centre + new Vector3(Uniform(ref random, -30, -24), Uniform(ref random, 4, 24), Uniform(ref random, -22, 22));
            AddVein(neighbours, start, Vector3.Normalize(Jitter(ref random, 1) + new Vector3(-0.2f, 0.5f, 0)), Uniform(ref random, 1.8f, 3), 22, 1.2f, ref random);
        }

        return neighbours;
    }

    private static Ellipsoid LungBeside(Vector3 centre, ref RandomSequence random)
    {
        var place = centre + new Vector3(Uniform(ref random, -22, -8), Uniform(ref random, 36, 44), Uniform(ref random, -8, 8));
        var size = new Vector3(Uniform(ref random, 16, 26), Uniform(ref random, 16, 22), Uniform(ref random, 24, 40));
        return new Ellipsoid(place, size, Turn(ref random, 0.3f, 0.2f), Waves(ref random, 2, 1.2f));
    }

    private static void AddVein(
        List<Shape> vessels, Vector3 start, Vector3 heading, float radius, float length, float finestRadius, ref RandomSequence random)
    {
        int steps = (int)(length / StepLength);
        int fork = (int)(steps * Uniform(ref random, 0.45f, 0.65f));
        var bend = Jitter(ref random, 0.09f);
        var path = new List<Tube.Node> { new(start, radius) };
        for (int step = 1; step <= steps && IsInScan(start); step++)
        {
            if (step == fork && radius > 1.5f * finestRadius && random.NextDouble() < 0.8)
            {
                var aside = Vector3.Normalize(heading + Jitter(ref random, 0.9f));
                float here = float.Lerp(radius, finestRadius, (float)step / steps);
                AddVein(vessels, start, aside, here, length - step * StepLength, finestRadius, ref random);
            }

            heading = Vector3.Normalize(heading + bend);
            start += StepLength * heading;
            path.Add(new(start, float.Lerp(radius, finestRadius, (float)step / steps)));
        }

        if (path.Count > 1) vessels.Add(new Tube(path));
    }

    // A vein ends where it leaves the scan: one that came back in would be a piece on its own.
    private static bool IsInScan(Vector3 point) => MathF.Abs(point.X) < 40 && MathF.Abs(point.Y) < 40 && MathF.Abs(point.Z) < 30;
}
