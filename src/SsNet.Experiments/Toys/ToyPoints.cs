using System.Numerics;

namespace SsNet.Experiments.Toys;

/// <summary>Points of the plane and the class of each.</summary>
/// <param name="Positions">The points.</param>
/// <param name="Classes">Class of each of them, from 1.</param>
public sealed record ToyPoints(Vector2[] Positions, byte[] Classes)
{
    /// <summary>How many there are.</summary>
    public int Count => Positions.Length;
}
