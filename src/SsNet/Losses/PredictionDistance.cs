using static TorchSharp.torch;

namespace SsNet.Losses;

/// <summary>The discrepancy D between a perturbed and a clean prediction (Wu et al. 2022, eq. 1).</summary>
public enum PredictionDistance
{
    /// <summary>The Dice loss, the paper's choice (eq. 3).</summary>
    Dice,

    /// <summary>The Kullback–Leibler divergence of virtual adversarial training (Miyato et al. 2018), the paper's ablation.</summary>
    KullbackLeibler,
}

/// <summary>Computes a <see cref="PredictionDistance"/>.</summary>
internal static class PredictionDistances
{
    /// <summary>D of a perturbed prediction, given by its logits, from a clean one, given by its probabilities; both [N, C, spatial…].</summary>
    public static Tensor Between(PredictionDistance distance, DiceForm form, Tensor perturbedLogits, Tensor clean)
    {
        if (distance == PredictionDistance.Dice)
        {
            var perturbed = nn.functional.softmax(perturbedLogits, 1);
            return form == DiceForm.Linear ? DiceLoss.Linear(perturbed, clean) : DiceLoss.Squared(perturbed, clean);
        }

        // Summed over classes, averaged over samples and voxels. xlogy is 0 where the clean probability is 0.
        var divergence = xlogy(clean, clean) - clean * nn.functional.log_softmax(perturbedLogits, 1);
        return divergence.sum(1).mean();
    }
}
