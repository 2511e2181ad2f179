namespace SsNet.Experiments.Statistics;

/// <summary>How <see cref="TSne"/> lays points out. The values are those of van der Maaten and Hinton (2008) and of the implementations that followed.</summary>
public sealed record TSneOptions
{
    /// <summary>How many neighbours a point has, roughly; at most a third of the other points are taken.</summary>
    public double Perplexity { get; init; } = 30;

    /// <summary>Steps in all.</summary>
    public int Iterations { get; init; } = 1000;

    /// <summary>For how many of the first steps attraction is exaggerated, so that clusters find together; momentum is lower in them too.</summary>
    public int ExaggeratedIterations { get; init; } = 250;

    /// <summary>How many times stronger attraction is then.</summary>
    public double Exaggeration { get; init; } = 12;

    /// <summary>Momentum of the first steps.</summary>
    public double FirstMomentum { get; init; } = 0.5;

    /// <summary>Momentum of the others.</summary>
    public double Momentum { get; init; } = 0.8;
}
