using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>Two linear maps of rows, [rows, inputs] to [rows, outputs], with batch normalisation and an activation between them. Parameters are named as those of a sequence of four layers.</summary>
internal sealed class Perceptron : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "0")]
    private readonly Linear first;

    [ComponentName(Name = "1")]
    private readonly BatchNormalisation normalisation;

    [ComponentName(Name = "2")]
    private readonly nn.Module<Tensor, Tensor> activation;

    [ComponentName(Name = "3")]
    private readonly Linear second;

    public Perceptron(int inputs, int hidden, int outputs, nn.Module<Tensor, Tensor> activation, Device device, ScalarType dtype)
        : base(nameof(Perceptron))
    {
        first = nn.Linear(inputs, hidden, device: device, dtype: dtype);
        normalisation = new BatchNormalisation(hidden, device, dtype);
        this.activation = activation;
        second = nn.Linear(hidden, outputs, device: device, dtype: dtype);
        register_module("0", first);
        register_module("1", normalisation);
        register_module("2", activation);
        register_module("3", second);
    }

    public override Tensor forward(Tensor rows) => second.call(activation.call(normalisation.call(first.call(rows))));

    /// <summary>The output for rows that no gradient flows back to, with half of the memory: what is normalised is not kept beside what comes of it.</summary>
    /// <param name="rows">[rows, inputs], without gradient.</param>
    /// <returns>[rows, outputs].</returns>
    public Tensor OfConstants(Tensor rows)
    {
        if (!training) return call(rows);
        using var scope = NewDisposeScope();
        var (weight, bias) = Normalised(first.weight, first.bias!, RowStatistics.Of(rows));
        return second.call(activation.call(nn.functional.linear(rows, weight, bias))).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// What <paramref name="next"/> makes of this perceptron's output, for some rows alone but, in training, normalised by all of them. Batch normalisation needs only mean and variance of a linear map, which follow
    /// from mean and covariance of its input (<see cref="RowStatistics"/>): of the many rows, the hidden layer of the first perceptron is all that is computed. The numbers are those of calling one after the
    /// other but for rounding.
    /// </summary>
    /// <param name="next">The perceptron that follows.</param>
    /// <param name="rows">All rows, [rows, inputs].</param>
    /// <param name="places">Which of them are wanted, int64 [wanted].</param>
    /// <returns>[wanted, outputs of the next].</returns>
    public Tensor Then(Perceptron next, Tensor rows, Tensor places)
    {
        if (!training) return next.call(call(rows.index_select(0, places)));
        var (weight, bias) = Normalised(first.weight, first.bias!, RowStatistics.Of(rows));
        // One more unit, which is always one, is what counts the others.
        var counted = activation.call(nn.functional.linear(rows, cat([weight, zeros_like(weight.narrow(0, 0, 1))]), cat([bias, ones_like(bias.narrow(0, 0, 1))])));
        // The second map of this perceptron and the first one of the next are one.
        var (nextWeight, nextBias) = next.Normalised(
            next.first.weight.mm(second.weight),
            next.first.weight.mv(second.bias!) + next.first.bias!,
            RowStatistics.OfRowsThatEndInOne(counted));

        // Computed once more for the wanted rows: picking them from all would cost a gradient of all of them.
        var hidden = activation.call(nn.functional.linear(rows.index_select(0, places), weight, bias));
        return next.second.call(next.activation.call(nn.functional.linear(hidden, nextWeight, nextBias)));
    }

    /// <summary>A linear map of rows of known statistics and the normalisation after it as one linear map.</summary>
    private (Tensor Weight, Tensor Bias) Normalised(Tensor weight, Tensor bias, RowStatistics statistics)
    {
        var (mean, variance) = statistics.OfLinear(weight, bias);
        var (scale, shift) = normalisation.OfBatch(mean, variance, statistics.Count);
        return (weight * scale.unsqueeze(1), bias * scale + shift);
    }
}
