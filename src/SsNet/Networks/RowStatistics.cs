using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>Mean and covariance of rows. Of any linear map of the rows they give mean and variance, without computing the map for every row.</summary>
/// <param name="Mean">[length].</param>
/// <param name="Covariance">[length, length], divided by the number of rows.</param>
/// <param name="Count">The number of rows.</param>
internal sealed record RowStatistics(Tensor Mean, Tensor Covariance, long Count)
{
    /// <summary>The statistics of rows, few or many; gradients flow back to every row. The mean is taken off before products are summed, so that rows which differ little lose nothing.</summary>
    /// <param name="rows">[count, length].</param>
    public static RowStatistics Of(Tensor rows)
    {
        var mean = rows.mean([0L]);
        return new RowStatistics(mean, Squares(rows - mean.detach()) / rows.shape[0], rows.shape[0]);
    }

    /// <summary>The statistics of rows that end in a one, without it: their sum is then among the sums of their products, and needs no pass over the rows of its own, forward or back. For rows whose mean is of the size of their spread, as after a normalisation.</summary>
    /// <param name="rows">[count, length + 1].</param>
    public static RowStatistics OfRowsThatEndInOne(Tensor rows)
    {
        long length = rows.shape[1] - 1;
        var squares = Squares(rows);
        var mean = squares[length].narrow(0, 0, length) / rows.shape[0];
        return new RowStatistics(mean, squares.narrow(0, 0, length).narrow(1, 0, length) / rows.shape[0] - mean.outer(mean), rows.shape[0]);
    }

    /// <summary>Mean and variance of a linear map of the rows.</summary>
    /// <param name="weight">[outputs, length].</param>
    /// <param name="bias">[outputs].</param>
    public (Tensor Mean, Tensor Variance) OfLinear(Tensor weight, Tensor bias) =>
        (weight.mv(Mean) + bias, (weight.mm(Covariance) * weight).sum(1).clamp_min(0));

    /// <summary>rowsᵀ rows. Differentiated as a product of two matrices it would pass over all rows twice on the way back; half + halfᵀ − (the number) has its value and its gradient.</summary>
    private static Tensor Squares(Tensor rows)
    {
        var half = rows.detach().t().mm(rows);
        return half + half.t() - half.detach();
    }
}
