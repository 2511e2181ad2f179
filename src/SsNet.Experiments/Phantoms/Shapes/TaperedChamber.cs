using System.Numerics;

namespace SsNet.Experiments.Phantoms.Shapes;

/// <summary>
/// A chamber that is cut off flat at its base and narrows towards its apex like half an ellipsoid. Every cross-section
/// perpendicular to X is a circle about the axis, pressed into lobes.
/// </summary>
public sealed class TaperedChamber : Shape
{
    private readonly Vector3 basis;
    private readonly Vector3 apex;
    private readonly float radius;
    private readonly Lobe[] lobes;

    /// <summary>A chamber.</summary>
    /// <param name="basis">Middle of the base in mm.</param>
    /// <param name="apex">The apex in mm, at a larger X than the base.</param>
    /// <param name="radius">Mean radius of the base in mm.</param>
    /// <param name="lobes">What its cross-sections are pressed into; none for circles.</param>
    /// <exception cref="ArgumentException">The apex is not beyond the base.</exception>
    public TaperedChamber(Vector3 basis, Vector3 apex, float radius, IReadOnlyList<Lobe> lobes)
    {
        if (apex.X <= basis.X) throw new ArgumentException("The apex must have a larger X than the base.", nameof(apex));
        this.basis = basis;
        this.apex = apex;
        this.radius = radius;
        this.lobes = [.. lobes];
        var reach = new Vector3(0, 1, 1) * (radius * (1 + lobes.Sum(lobe => MathF.Abs(lobe.Share))));
        Lowest = Vector3.Min(basis, apex) - reach;
        Highest = Vector3.Max(basis, apex) + reach;
    }

    /// <inheritdoc/>
    public override Vector3 Lowest { get; }

    /// <inheritdoc/>
    public override Vector3 Highest { get; }

    /// <inheritdoc/>
    public override float Distance(Vector3 point) => MathF.Max(Across(point), basis.X - point.X);

    /// <summary>Distance to the wall in mm, negative inside: measured within the cross-section, as if the chamber went on beyond its base.</summary>
    /// <param name="point">A point in mm.</param>
    public float Across(Vector3 point)
    {
        float along = (point.X - basis.X) / (apex.X - basis.X);
        var fromAxis = point - Vector3.Lerp(basis, apex, along);
        float here = along < 0 ? radius : radius * MathF.Sqrt(MathF.Max(1 - along * along, 0));
        float angle = MathF.Atan2(fromAxis.Y, fromAxis.Z);
        float pressed = 1;
        foreach (var lobe in lobes) pressed += lobe.Share * MathF.Cos(lobe.Order * (angle - lobe.Angle));
        return new Vector2(fromAxis.Y, fromAxis.Z).Length() - here * pressed + MathF.Max(point.X - apex.X, 0);
    }

    /// <summary>A change of the radius around the axis: share · cos(order · (angle − angle of the lobe)).</summary>
    /// <param name="Order">How many times it goes out and in around the axis, from 1.</param>
    /// <param name="Share">Largest change as a share of the radius.</param>
    /// <param name="Angle">Where the radius is largest, in radians from Z towards Y.</param>
    public readonly record struct Lobe(int Order, float Share, float Angle);
}
