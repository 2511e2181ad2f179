using System.Numerics;

namespace SsNet.Experiments.Phantoms.Shapes;

/// <summary>A vessel: a tube around a path, whose radius may change along the way.</summary>
public sealed class Tube : Shape
{
    private readonly IReadOnlyList<Node> nodes;

    /// <summary>A tube.</summary>
    /// <param name="nodes">Points of its path in order, at least two.</param>
    public Tube(IReadOnlyList<Node> nodes)
    {
        if (nodes.Count < 2) throw new ArgumentException("A tube needs at least two points.", nameof(nodes));
        this.nodes = nodes;
        Lowest = nodes.Select(node => node.Centre - new Vector3(node.Radius)).Aggregate(Vector3.Min);
        Highest = nodes.Select(node => node.Centre + new Vector3(node.Radius)).Aggregate(Vector3.Max);
    }

    /// <inheritdoc/>
    public override Vector3 Lowest { get; }

    /// <inheritdoc/>
    public override Vector3 Highest { get; }

    /// <inheritdoc/>
    public override float Distance(Vector3 point)
    {
        float nearest = float.MaxValue;
        for (int i = 1; i < nodes.Count; i++)
        {
            var (start, end) = (nodes[i - 1], nodes[i]);
            var axis = end.Centre - start.Centre;
            float along = Math.Clamp(Vector3.Dot(point - start.Centre, axis) / axis.LengthSquared(), 0, 1);
            float radius = start.Radius + along * (end.Radius - start.Radius);
            nearest = MathF.Min(nearest, Vector3.Distance(point, start.Centre + along * axis) - radius);
        }

        return nearest;
    }

    /// <summary>A point of the path.</summary>
    /// <param name="Centre">Where it is, in mm.</param>
    /// <param name="Radius">Radius of the tube there, in mm.</param>
    public readonly record struct Node(Vector3 Centre, float Radius);
}
