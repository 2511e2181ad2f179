using static TorchSharp.torch;

namespace SsNet.Losses;

/// <summary>The smoothness loss and what led to it.</summary>
/// <param name="Loss">L_lds, a scalar with gradient.</param>
/// <param name="Clean">The clean prediction, probabilities [N, C, spatial…], without gradient.</param>
/// <param name="Perturbation">The adversarial perturbation, of the images' shape and of length ε per sample.</param>
/// <param name="FirstDistance">D at the first probe; null without power iterations.</param>
public readonly record struct SmoothnessResult(Tensor Loss, Tensor Clean, Tensor Perturbation, Tensor? FirstDistance);
