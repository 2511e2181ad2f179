using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>What a network returns. Inference reads the logits alone; the rest is for the methods that asked for it (<see cref="NetworkOptions"/>).</summary>
/// <param name="Logits">Class scores before the softmax, [N, C, spatial…].</param>
/// <param name="Features">The deep features that the last layer classifies (the paper's embedding), [N, width, spatial…].</param>
public readonly record struct NetworkOutput(Tensor Logits, Tensor Features)
{
    /// <summary>Logits of the further decoders, or of the coarser levels of a pyramid (finest first), each [N, C, spatial…].</summary>
    public IReadOnlyList<Tensor> Auxiliary { get; init; } = [];

    /// <summary>Level sets in (−1, 1), negative inside the organ, [N, maps, spatial…]; null without a head for them.</summary>
    public Tensor? LevelSets { get; init; }

    /// <summary>The logits of all outputs, the main one first.</summary>
    public IReadOnlyList<Tensor> AllLogits => [Logits, .. Auxiliary];

    /// <summary>The same numbers in another type; the tensors themselves where they have it.</summary>
    internal NetworkOutput To(ScalarType type) => new(Logits.to(type), Features.to(type))
    {
        Auxiliary = [.. Auxiliary.Select(logits => logits.to(type))],
        LevelSets = LevelSets?.to(type),
    };

    /// <summary>Hands all tensors to the dispose scope around the innermost one.</summary>
    internal NetworkOutput MoveToOuterDisposeScope()
    {
        Logits.MoveToOuterDisposeScope();
        Features.MoveToOuterDisposeScope();
        LevelSets?.MoveToOuterDisposeScope();
        foreach (var logits in Auxiliary) logits.MoveToOuterDisposeScope();
        return this;
    }
}
