using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>What a network returns.</summary>
/// <param name="Logits">Class scores before the softmax, [N, C, spatial…].</param>
/// <param name="Features">The deep features that the last layer classifies (the paper's embedding), [N, width, spatial…].</param>
public readonly record struct NetworkOutput(Tensor Logits, Tensor Features);
