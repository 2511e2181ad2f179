using SsNet.Randomness;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>
/// The U-Net of URPC for volumes (Luo et al. 2021): five levels of two convolutions with normalisation (instance normalisation in the original)
/// and ReLU, halved by maxima and restored by linear interpolation, skip connections concatenated, dropout of whole channels after every step
/// of the decoder, and as a pyramid a classifier on each of its levels. Input [N, channels, spatial…], logits [N, classes, spatial…].
/// </summary>
public sealed class PyramidUNet : EncoderDecoderNetwork
{
    private const int Steps = 4;

    /// <summary>A network with weights not yet drawn (see <see cref="SegmentationNetwork.Initialise"/>).</summary>
    /// <param name="options">How it is built. It has one decoder and no level sets.</param>
    /// <param name="device">Where the weights live; the CPU when omitted.</param>
    /// <param name="dtype">Type of the weights: float32 or float64.</param>
    public PyramidUNet(NetworkOptions options, Device? device = null, ScalarType dtype = ScalarType.Float32)
        : base(nameof(PyramidUNet), options, device, dtype, layers => new Encoder(layers), (layers, _) => new Decoder(layers))
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(options.Decoders, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(options.LevelSets, 0);
    }

    /// <summary>Normal with variance 2/fan-in (He et al. 2015), as in the original.</summary>
    private protected override void DrawWeight(Tensor weight, double fanIn, RandomTensors random) => random.Normal(weight, 0, Math.Sqrt(2 / fanIn));

    private protected override EncoderDecoderNetwork Create(NetworkOptions options, Device device, ScalarType dtype) => new PyramidUNet(options, device, dtype);

    private sealed class Encoder : nn.Module<Tensor, Tensor[]>
    {
        private readonly List<ConvolutionStage> blocks = [];
        private readonly List<nn.Module<Tensor, Tensor>> halvings = [];

        public Encoder(Layers layers)
            : base(nameof(Encoder))
        {
            for (int level = 0; level <= Steps; level++)
            {
                int width = layers.Options.BaseWidth << level;
                blocks.Add(ConvolutionStage.Repeated(layers, 2, level == 0 ? layers.Options.InputChannels : width / 2, width));
                register_module(level == Steps ? "center" : $"conv{level + 1}", blocks[level]);
                if (level == Steps) break;
                halvings.Add(layers.MaximumPooling(level));
                register_module($"maxpool{level + 1}", halvings[level]);
            }
        }

        /// <summary>The output of every level, finest first.</summary>
        public override Tensor[] forward(Tensor input)
        {
            var levels = new Tensor[blocks.Count];
            for (int level = 0; level < levels.Length; level++)
            {
                levels[level] = blocks[level].call(level == 0 ? input : halvings[level - 1].call(levels[level - 1]));
            }

            return levels;
        }
    }

    private sealed class Decoder : nn.Module<Tensor[], NetworkOutput>
    {
        private static readonly double[] DropoutByLevel = [0.1, 0.2, 0.3, 0.5];

        private readonly List<Enlargement> doublings = [];
        private readonly List<ConvolutionStage> blocks = [];
        private readonly List<Dropout> dropouts = [];
        private readonly List<nn.Module<Tensor, Tensor>> heads = [];

        [ComponentName(Name = "dsv1")]
        private readonly nn.Module<Tensor, Tensor> classifier;

        public Decoder(Layers layers)
            : base(nameof(Decoder))
        {
            for (int level = Steps - 1; level >= 0; level--)
            {
                int width = layers.Options.BaseWidth << level;
                doublings.Add(layers.Enlargement(Interpolation.Linear, level, level));
                blocks.Add(ConvolutionStage.Repeated(layers, 2, 3 * width, width));
                dropouts.Add(layers.Dropout(DropoutByLevel[level], wholeChannels: true));
                register_module($"up{level + 1}", doublings[^1]);
                register_module($"up_concat{level + 1}", blocks[^1]);
                register_module($"dropout{level + 1}", dropouts[^1]);
            }

            classifier = layers.Convolution(layers.Options.BaseWidth, layers.Options.Classes, 1);
            register_module("dsv1", classifier);
            if (!layers.Options.Pyramid) return;
            for (int level = 1; level < Steps; level++)
            {
                heads.Add(nn.Sequential(
                    ("0", layers.Convolution(layers.Options.BaseWidth << level, layers.Options.Classes, 1)),
                    ("1", layers.Enlargement(Interpolation.Linear, 0, level - 1))));
                register_module($"dsv{level + 1}", heads[^1]);
            }
        }

        public override NetworkOutput forward(Tensor[] levels)
        {
            var outputs = new Tensor[Steps];
            for (int step = 0; step < Steps; step++)
            {
                var doubled = doublings[step].call(step == 0 ? levels[^1] : outputs[step - 1]);
                outputs[step] = dropouts[step].call(blocks[step].call(cat([levels[^(step + 2)], doubled], 1)));
            }

            return new NetworkOutput(classifier.call(outputs[^1]), outputs[^1])
            {
                Auxiliary = [.. heads.Select((head, index) => head.call(outputs[^(index + 2)]))],
            };
        }
    }
}
