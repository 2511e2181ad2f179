using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>Mean and covariance of rows. Of any linear map of the rows they give mean and variance, without computing the map for every row.</summary>
/// <param name="Mean">[length].</param>
/// <param name="Covariance">[length, length], divided by the number of rows.</param>
/// <param name="Count">The number of rows.</param>
internal sealed record RowStatistics(Tensor Mean, Tensor Covariance, long Count)
{
    /// <summary>The statistics of rows; gradients flow back to every row.</summary>
    /// <param name="rows">[count, length].</param>
    public static RowStatistics Of(Tensor rows)
    {
        long count = rows.shape[0];
        var mean = rows.mean([0L]);
        // rowsᵀ rows, differentiated as a product of two matrices, would pass over all rows twice on the way back; half + halfᵀ − (the number) has its value and its gradient.
        var half = rows.detach().t().mm(rows);
        var squares = half + half.t() - half.detach();
        return new RowStatistics(mean, squares / count - mean.outer(mean), count);
    }

    /// <summary>Mean and variance of a linear map of the rows.</summary>
    /// <param name="weight">[outputs, length].</param>
    /// <param name="bias">[outputs].</param>
    public (Tensor Mean, Tensor Variance) OfLinear(Tensor weight, Tensor bias) =>
        (weight.mv(Mean) + bias, (weight.mm(Covariance) * weight).sum(1).clamp_min(0));
}
