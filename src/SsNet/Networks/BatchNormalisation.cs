using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>
/// Batch normalisation over all axes but the second, for any number of axes (Ioffe and Szegedy 2015): eps 1e-5, momentum 0.1,
/// biased variance to normalise, unbiased in the running statistics. Unlike the library's own it can be told to leave the
/// running statistics alone while it normalises by the batch, which the smoothness loss needs.
/// </summary>
public sealed class BatchNormalisation : nn.Module<Tensor, Tensor>
{
    private const double Momentum = 0.1;
    private const double Epsilon = 1e-5;

    private readonly Parameter weight;
    private readonly Parameter bias;

    // The library registers fields by itself, under these names; without them every buffer would exist twice.
    [ComponentName(Name = "running_mean")]
    private readonly Tensor runningMean;

    [ComponentName(Name = "running_var")]
    private readonly Tensor runningVariance;

    [ComponentName(Name = "num_batches_tracked")]
    private readonly Tensor batchesTracked;

    /// <summary>A layer with scale 1, shift 0 and untouched statistics.</summary>
    /// <param name="channels">Size of the second axis.</param>
    /// <param name="device">Where the weights live.</param>
    /// <param name="dtype">Type of the weights.</param>
    public BatchNormalisation(int channels, Device device, ScalarType dtype)
        : base(nameof(BatchNormalisation))
    {
        weight = new Parameter(ones(channels, dtype, device));
        bias = new Parameter(zeros(channels, dtype, device));
        runningMean = zeros(channels, dtype, device);
        runningVariance = ones(channels, dtype, device);
        batchesTracked = zeros([], int64, device);
        register_parameter("weight", weight);
        register_parameter("bias", bias);
        register_buffer("running_mean", runningMean);
        register_buffer("running_var", runningVariance);
        register_buffer("num_batches_tracked", batchesTracked);
    }

    /// <summary>Whether a training pass updates the running statistics; true unless a loss says otherwise.</summary>
    public bool TracksStatistics { get; set; } = true;

    /// <summary>Normalises by the batch in training, by the running statistics in evaluation.</summary>
    /// <param name="input">[N, C, …].</param>
    public override Tensor forward(Tensor input)
    {
        bool tracks = training && TracksStatistics;
        if (tracks)
        {
            using var _ = no_grad();
            batchesTracked.add_(1);
        }

        return nn.functional.batch_norm(input, runningMean, runningVariance, weight, bias, training, tracks ? Momentum : 0, Epsilon);
    }

    /// <summary>The normalisation in evaluation as output = scale · input + shift, both float64 [C].</summary>
    internal (Tensor Scale, Tensor Shift) OfRunningStatistics()
    {
        var scale = weight.to(float64) * (runningVariance.to(float64) + Epsilon).rsqrt();
        return (scale, bias.to(float64) - runningMean.to(float64) * scale);
    }

    /// <summary>The normalisation of a training pass as output = scale · input + shift, where mean and variance of the batch are known; updates the running statistics like such a pass.</summary>
    /// <param name="mean">[C].</param>
    /// <param name="variance">[C], biased.</param>
    /// <param name="count">Values per channel, at least 2.</param>
    internal (Tensor Scale, Tensor Shift) OfBatch(Tensor mean, Tensor variance, long count)
    {
        if (TracksStatistics)
        {
            using var _ = no_grad();
            batchesTracked.add_(1);
            runningMean.mul_(1 - Momentum).add_(mean, alpha: Momentum);
            runningVariance.mul_(1 - Momentum).add_(variance, alpha: Momentum * count / (count - 1));
        }

        var scale = weight * (variance + Epsilon).rsqrt();
        return (scale, bias - mean * scale);
    }
}
