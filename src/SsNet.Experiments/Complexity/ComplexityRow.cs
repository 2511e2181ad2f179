namespace SsNet.Experiments.Complexity;

/// <summary>A network in a table of complexities.</summary>
/// <param name="Origin">The paper's table, or the recipe.</param>
/// <param name="Method">The method, or a part of it.</param>
/// <param name="Input">The input: channels and voxels per axis.</param>
/// <param name="Trained">What learns.</param>
public sealed record ComplexityRow(string Origin, string Method, string Input, NetworkComplexity Trained)
{
    /// <summary>What segments in the end; null where the row has no such network.</summary>
    public NetworkComplexity? Predicting { get; init; }

    /// <summary>What the paper prints; null where it prints nothing.</summary>
    public PrintedComplexity? Printed { get; init; }

    /// <summary>What was counted.</summary>
    public string Note { get; init; } = "";
}
