using TorchSharp.Utils;
using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>
/// The U-Net of the paper (after Ronneberger et al. 2015): five levels of two convolutions with leaky ReLU and dropout of single
/// elements between them, halved by maxima and restored by linear interpolation with aligned corners, skip connections
/// concatenated. Parameter names are those of the original's <c>state_dict</c>. Input [N, channels, spatial…], logits [N, classes, spatial…].
/// </summary>
public sealed class UNet : EncoderDecoderNetwork
{
    /// <summary>A U-Net with weights not yet drawn (see <see cref="SegmentationNetwork.Initialise"/>).</summary>
    /// <param name="options">How it is built.</param>
    /// <param name="separationHeads">Whether it has the heads of the class separation.</param>
    /// <param name="device">Where the weights live; the CPU when omitted.</param>
    /// <param name="dtype">Type of the weights: float32 or float64.</param>
    public UNet(NetworkOptions options, bool separationHeads = false, Device? device = null, ScalarType dtype = ScalarType.Float32)
        : base(nameof(UNet), options, separationHeads, device, dtype, layers => new Encoder(layers), layers => new Decoder(layers))
    {
    }

    private sealed class Encoder : nn.Module<Tensor, Tensor[]>
    {
        private static readonly double[] Dropout = [0.05, 0.1, 0.2, 0.3, 0.5];

        private readonly List<nn.Module<Tensor, Tensor>> levels = [];

        public Encoder(Layers layers)
            : base(nameof(Encoder))
        {
            int width = layers.Options.BaseWidth;
            levels.Add(new Block(layers, layers.Options.InputChannels, width, Dropout[0]));
            register_module("in_conv", levels[0]);
            for (int level = 1; level < Dropout.Length; level++)
            {
                levels.Add(new Down(layers, level, width, Dropout[level]));
                register_module($"down{level}", levels[level]);
                width *= 2;
            }
        }

        /// <summary>The output of every level, finest first.</summary>
        public override Tensor[] forward(Tensor input)
        {
            var outputs = new Tensor[levels.Count];
            for (int level = 0; level < levels.Count; level++) outputs[level] = levels[level].forward(level == 0 ? input : outputs[level - 1]);
            return outputs;
        }
    }

    private sealed class Decoder : nn.Module<Tensor[], NetworkOutput>
    {
        private const int Steps = 4;

        private readonly List<Up> steps = [];

        [ComponentName(Name = "out_conv")]
        private readonly nn.Module<Tensor, Tensor> classifier;

        public Decoder(Layers layers)
            : base(nameof(Decoder))
        {
            for (int step = 1; step <= Steps; step++)
            {
                steps.Add(new Up(layers, layers.Options.BaseWidth << (Steps - step)));
                register_module($"up{step}", steps[^1]);
            }

            classifier = layers.Convolution(layers.Options.BaseWidth, layers.Options.Classes, 3);
            register_module("out_conv", classifier);
        }

        public override NetworkOutput forward(Tensor[] levels)
        {
            var features = levels[^1];
            for (int step = 0; step < Steps; step++) features = steps[step].forward(features, levels[^(step + 2)]);
            return new NetworkOutput(classifier.forward(features), features);
        }
    }

    /// <summary>Maxima of neighbours, then a block of twice the width.</summary>
    private sealed class Down : nn.Module<Tensor, Tensor>
    {
        [ComponentName(Name = "maxpool_conv")]
        private readonly nn.Module<Tensor, Tensor> sequence;

        public Down(Layers layers, int level, int width, double dropout)
            : base(nameof(Down))
        {
            sequence = nn.Sequential(("0", layers.MaximumPooling(level - 1)), ("1", new Block(layers, width, 2 * width, dropout)));
            register_module("maxpool_conv", sequence);
        }

        public override Tensor forward(Tensor input) => sequence.forward(input);
    }

    /// <summary>Narrows the coarse features, enlarges them to the size of the skip connection, and joins both.</summary>
    private sealed class Up : nn.Module<Tensor, Tensor, Tensor>
    {
        private readonly Layers layers;

        [ComponentName(Name = "conv1x1")]
        private readonly nn.Module<Tensor, Tensor> narrowing;

        [ComponentName(Name = "conv")]
        private readonly Block block;

        public Up(Layers layers, int width)
            : base(nameof(Up))
        {
            this.layers = layers;
            narrowing = layers.Convolution(2 * width, width, 1);
            block = new Block(layers, 2 * width, width, dropout: 0);
            register_module("conv1x1", narrowing);
            register_module("conv", block);
        }

        public override Tensor forward(Tensor coarse, Tensor skip)
        {
            var enlarged = layers.Enlarge(narrowing.forward(coarse), skip);
            return block.forward(cat([skip, enlarged], 1));
        }
    }

    /// <summary>Two convolutions of three voxels a side, each with normalisation and leaky ReLU, and dropout between them.</summary>
    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private const double NegativeSlope = 0.01;

        [ComponentName(Name = "conv_conv")]
        private readonly nn.Module<Tensor, Tensor> sequence;

        public Block(Layers layers, int input, int output, double dropout)
            : base(nameof(Block))
        {
            var modules = new List<(string, nn.Module<Tensor, Tensor>)>();
            Add(0, layers.Convolution(input, output, 3));
            Add(1, layers.Normalisation(output));
            Add(2, nn.LeakyReLU(NegativeSlope, inplace: true));
            Add(3, layers.Dropout(dropout, wholeChannels: false));
            Add(4, layers.Convolution(output, output, 3));
            Add(5, layers.Normalisation(output));
            Add(6, nn.LeakyReLU(NegativeSlope, inplace: true));
            sequence = nn.Sequential(modules.ToArray());
            register_module("conv_conv", sequence);

            // The places are part of the parameters' names, whatever is left out.
            void Add(int place, nn.Module<Tensor, Tensor>? module)
            {
                if (module is not null) modules.Add(($"{place}", module));
            }
        }

        public override Tensor forward(Tensor input) => sequence.forward(input);
    }
}
