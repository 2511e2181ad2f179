using System.Numerics;

namespace SsNet.Experiments.Phantoms.Shapes;

/// <summary>A solid in space. X, Y and Z are array axes 0, 1 and 2; lengths are in mm from the middle of the scan.</summary>
public abstract class Shape
{
    /// <summary>Corner of a box that holds the solid, at its smallest coordinates.</summary>
    public abstract Vector3 Lowest { get; }

    /// <summary>Corner of a box that holds the solid, at its largest coordinates.</summary>
    public abstract Vector3 Highest { get; }

    /// <summary>Distance to the surface in mm, negative inside; exact on the surface and approximate away from it.</summary>
    /// <param name="point">A point in mm.</param>
    public abstract float Distance(Vector3 point);
}
