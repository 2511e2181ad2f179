using System.Numerics;

namespace SsNet.Experiments.Phantoms.Shapes;

/// <summary>A chamber with a wall around it that is nowhere thinner than some measure.</summary>
/// <param name="chamber">The chamber.</param>
/// <param name="around">The chamber with its wall.</param>
/// <param name="thinnest">The least thickness of the wall within a cross-section, in mm; where it would be less, the chamber gives way.</param>
internal sealed class Inset(TaperedChamber chamber, TaperedChamber around, float thinnest) : Shape
{
    /// <inheritdoc/>
    public override Vector3 Lowest => chamber.Lowest;

    /// <inheritdoc/>
    public override Vector3 Highest => chamber.Highest;

    /// <inheritdoc/>
    public override float Distance(Vector3 point) => MathF.Max(chamber.Distance(point), around.Across(point) + thinnest);
}
