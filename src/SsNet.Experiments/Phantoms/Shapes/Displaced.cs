using System.Numerics;

namespace SsNet.Experiments.Phantoms.Shapes;

/// <summary>A solid as a scan in separate breath-holds shows it: every slice has moved a little within its plane.</summary>
/// <param name="shape">The solid at rest.</param>
/// <param name="breathHolds">How far each slice has moved.</param>
internal sealed class Displaced(Shape shape, BreathHolds breathHolds) : Shape
{
    /// <inheritdoc/>
    public override Vector3 Lowest => shape.Lowest - new Vector3(breathHolds.Largest);

    /// <inheritdoc/>
    public override Vector3 Highest => shape.Highest + new Vector3(breathHolds.Largest);

    /// <inheritdoc/>
    public override float Distance(Vector3 point) => shape.Distance(point - breathHolds.At(point.X));
}
