using SsNet.Imaging;
using SsNet.Randomness;
using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>
/// A network that gives every voxel a score per class. The random numbers of its dropout come from its own generator:
/// <see cref="BeginStep"/> sets it at the start of a training step.
/// </summary>
public abstract class SegmentationNetwork : nn.Module<Tensor, NetworkOutput>
{
    private const int FewestAxesOfKernels = 4;

    private readonly RandomTensors random = new();

    /// <summary>A network whose layers are added by the derived class.</summary>
    /// <param name="name">The architecture's name.</param>
    /// <param name="options">How it is built.</param>
    /// <param name="device">Where the weights live; the CPU when omitted.</param>
    /// <param name="dtype">Type of the weights: float32 or float64.</param>
    protected SegmentationNetwork(string name, NetworkOptions options, Device? device, ScalarType dtype)
        : base(name)
    {
        Options = options;
        Device = device ?? CPU;
        Type = dtype;
        Layers = new Layers(options, Device, dtype, random);
    }

    /// <summary>How it was built.</summary>
    public NetworkOptions Options { get; }

    /// <summary>Where the weights live.</summary>
    public Device Device { get; }

    /// <summary>Type of the weights.</summary>
    public ScalarType Type { get; }

    /// <summary>In what numbers encoder and decoders compute; the output is in the type of the weights, and so are the heads of the class separation.</summary>
    /// <exception cref="ArgumentException">The weights are float64, which asks for more precision, not less.</exception>
    /// <exception cref="ReportedException">This libtorch cannot compute in bfloat16.</exception>
    public NetworkPrecision Precision
    {
        get;
        set
        {
            if (value == NetworkPrecision.BFloat16)
            {
                if (Type != ScalarType.Float32) throw new ArgumentException("A network computes in bfloat16 only with weights of float32.", nameof(value));
                Autocast.RequireAvailable();
            }

            field = value;
        }
    }

    /// <summary>The heads of the class separation; null in a network without.</summary>
    public SeparationHeads? Heads { get; private set; }

    private protected Layers Layers { get; }

    /// <summary>Draws fresh weights, uniform within ±1/√fan-in as PyTorch does by default unless the network says otherwise. They are the same on every device.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="purpose">Which weights: those of the network that predicts, or those of its teacher.</param>
    public void Initialise(long seed, RandomPurpose purpose = RandomPurpose.Weights)
    {
        random.Restart((long)new RandomSequence(seed, purpose).NextBits());
        InitialWeights.Draw(this, random, (weight, fanIn) => DrawWeight(weight, fanIn, random));
    }

    /// <summary>Makes the dropout of the coming training step a function of seed and iteration alone.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="iteration">The iteration, counted from 1.</param>
    /// <param name="purpose">Whose dropout: that of the network that learns, or that of its teacher.</param>
    public void BeginStep(long seed, long iteration, RandomPurpose purpose = RandomPurpose.Dropout) =>
        random.Restart((long)new RandomSequence(seed, purpose, iteration).NextBits());

    /// <summary>Batch statistics keep being used in training passes, but the running statistics stay as they are until the result is disposed.</summary>
    public IDisposable FreezeStatistics() => new FrozenStatistics(this);

    /// <summary>
    /// Lays the weights of the convolutions out in memory with the channels last, and thereby all that is computed with them: libtorch's convolutions of few
    /// channels are faster so. The numbers stay the same, and later ones are added up in another order. Call it once the weights are drawn: drawing follows the memory.
    /// </summary>
    public void UseChannelsLast()
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var weight in parameters().Where(parameter => parameter.dim() >= FewestAxesOfKernels))
        {
            // The axes come back as a view, so that only the order in memory has changed. A convolution takes the layout of its weights.
            weight.set_(weight.movedim([1], [-1]).contiguous().movedim([-1], [1]));
        }
    }

    /// <summary>Draws the weights of one layer.</summary>
    private protected virtual void DrawWeight(Tensor weight, double fanIn, RandomTensors random) => InitialWeights.Uniform(weight, fanIn, random);

    /// <summary>Adds the heads of the class separation under the names of the original.</summary>
    protected void AddSeparationHeads()
    {
        Heads = new SeparationHeads(Options.BaseWidth, Options.Classes, Device, Type);
        foreach (var (name, module) in Heads.Modules) register_module(name, module);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) random.Dispose();
        base.Dispose(disposing);
    }

    private sealed class FrozenStatistics : IDisposable
    {
        private readonly BatchNormalisation[] layers;

        public FrozenStatistics(nn.Module network)
        {
            // Those that are frozen already are somebody else's to thaw.
            layers = [.. network.modules().OfType<BatchNormalisation>().Where(layer => layer.TracksStatistics)];
            foreach (var layer in layers) layer.TracksStatistics = false;
        }

        public void Dispose()
        {
            foreach (var layer in layers) layer.TracksStatistics = true;
        }
    }
}
