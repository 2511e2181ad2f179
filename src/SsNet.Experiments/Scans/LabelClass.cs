using System.Collections.Immutable;

namespace SsNet.Experiments.Scans;

/// <summary>A class that is learned.</summary>
/// <param name="Name">What tables and figures call it.</param>
/// <param name="Values">The values of label maps that belong to it; at least one.</param>
/// <param name="Colour">Its colour in figures, as #RRGGBB.</param>
public sealed record LabelClass(string Name, ImmutableArray<int> Values, string Colour)
{
    /// <summary>Whether name, values and colour are the same.</summary>
    /// <param name="other">The other class.</param>
    public bool Equals(LabelClass? other) => other is not null && Name == other.Name && Values.SequenceEqual(other.Values) && Colour == other.Colour;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Colour, Values.Length);
}
