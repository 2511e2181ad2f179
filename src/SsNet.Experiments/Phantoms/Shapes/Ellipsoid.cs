using System.Numerics;

namespace SsNet.Experiments.Phantoms.Shapes;

/// <summary>An ellipsoid, turned, whose surface may rise and fall in soft waves, as the wall of a chamber does.</summary>
public sealed class Ellipsoid : Shape
{
    private readonly Vector3 centre;
    private readonly Vector3 radii;
    private readonly Quaternion toOwnAxes;
    private readonly Wave[] waves;
    private readonly float reach;

    /// <summary>An ellipsoid.</summary>
    /// <param name="centre">Its centre in mm.</param>
    /// <param name="radii">Its half axes in mm.</param>
    /// <param name="orientation">How it is turned.</param>
    /// <param name="waves">What its surface is displaced by; none for a smooth ellipsoid.</param>
    public Ellipsoid(Vector3 centre, Vector3 radii, Quaternion orientation, IReadOnlyList<Wave> waves)
    {
        this.centre = centre;
        this.radii = radii;
        this.waves = [.. waves];
        toOwnAxes = Quaternion.Conjugate(orientation);
        reach = MathF.Max(radii.X, MathF.Max(radii.Y, radii.Z)) + waves.Sum(wave => wave.Height);
    }

    /// <inheritdoc/>
    public override Vector3 Lowest => centre - new Vector3(reach);

    /// <inheritdoc/>
    public override Vector3 Highest => centre + new Vector3(reach);

    /// <inheritdoc/>
    public override float Distance(Vector3 point)
    {
        var p = Vector3.Transform(point - centre, toOwnAxes);
        float scaled = (p / radii).Length();
        float slope = (p / (radii * radii)).Length();

        // Near the centre both are close to zero; the distance there is the smallest half axis.
        float distance = slope < 1e-6f ? -MathF.Min(radii.X, MathF.Min(radii.Y, radii.Z)) : scaled * (scaled - 1) / slope;
        foreach (var wave in waves) distance += wave.Height * MathF.Sin(Vector3.Dot(wave.Direction, p) + wave.Phase);
        return distance;
    }

    /// <summary>A displacement of the surface that goes up and down along one direction.</summary>
    /// <param name="Height">Largest displacement in mm.</param>
    /// <param name="Direction">Direction of change; its length is the angular frequency in radians per mm.</param>
    /// <param name="Phase">Phase at the centre in radians.</param>
    public readonly record struct Wave(float Height, Vector3 Direction, float Phase);
}
