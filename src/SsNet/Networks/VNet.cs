using TorchSharp.Utils;
using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>
/// The V-Net of the paper (after Milletari et al. 2016): five levels of convolutions, halved by strided and restored by
/// transposed convolutions, skip connections added, dropout of whole channels below and at the end. Parameter names are those of
/// the original's <c>state_dict</c>. Input [N, channels, spatial…], logits [N, classes, spatial…]. A second decoder enlarges by linear
/// interpolation with aligned corners and a convolution of three voxels a side, a third one by repetition and such a convolution (MC-Net).
/// </summary>
public sealed class VNet : EncoderDecoderNetwork
{
    /// <summary>A V-Net with weights not yet drawn (see <see cref="SegmentationNetwork.Initialise"/>).</summary>
    /// <param name="options">How it is built.</param>
    /// <param name="device">Where the weights live; the CPU when omitted.</param>
    /// <param name="dtype">Type of the weights: float32 or float64.</param>
    public VNet(NetworkOptions options, Device? device = null, ScalarType dtype = ScalarType.Float32)
        : base(nameof(VNet), options, device, dtype, layers => new Encoder(layers), (layers, index) => new Decoder(layers, index))
    {
    }

    private protected override EncoderDecoderNetwork Create(NetworkOptions options, Device device, ScalarType dtype) => new VNet(options, device, dtype);

    private sealed class Encoder : nn.Module<Tensor, Tensor[]>
    {
        private static readonly string[] Names = ["one", "two", "three", "four", "five"];
        private static readonly int[] Convolutions = [1, 2, 3, 3, 3];

        private readonly List<ConvolutionStage> blocks = [];
        private readonly List<ConvolutionStage> halvings = [];
        private readonly Dropout dropout;

        public Encoder(Layers layers)
            : base(nameof(Encoder))
        {
            int width = layers.Options.BaseWidth;
            for (int level = 0; level < Names.Length; level++)
            {
                blocks.Add(ConvolutionStage.Repeated(layers, Convolutions[level], level == 0 ? layers.Options.InputChannels : width, width));
                register_module($"block_{Names[level]}", blocks[level]);
                if (level == Names.Length - 1) break;
                halvings.Add(new ConvolutionStage(layers, 2 * width, layers.Downsampling(width, 2 * width, level)));
                register_module($"block_{Names[level]}_dw", halvings[level]);
                width *= 2;
            }

            dropout = layers.Dropout(0.5, wholeChannels: true);
            register_module("dropout", dropout);
        }

        /// <summary>The output of every level, finest first.</summary>
        public override Tensor[] forward(Tensor input)
        {
            var levels = new Tensor[blocks.Count];
            for (int level = 0; level < blocks.Count; level++)
            {
                levels[level] = blocks[level].call(level == 0 ? input : halvings[level - 1].call(levels[level - 1]));
            }

            levels[^1] = dropout.call(levels[^1]);
            return levels;
        }
    }

    private sealed class Decoder : nn.Module<Tensor[], NetworkOutput>
    {
        private static readonly string[] Names = ["five", "six", "seven", "eight", "nine"];
        private static readonly int[] Convolutions = [0, 3, 3, 2, 1];

        private readonly List<ConvolutionStage> doublings = [];
        private readonly List<ConvolutionStage> blocks = [];
        private readonly Dropout dropout;

        [ComponentName(Name = "out_conv")]
        private readonly nn.Module<Tensor, Tensor> classifier;

        [ComponentName(Name = "level_set_conv")]
        private readonly nn.Module<Tensor, Tensor>? levelSets;

        public Decoder(Layers layers, int index)
            : base(nameof(Decoder))
        {
            for (int step = 1; step < Names.Length; step++)
            {
                int level = Names.Length - 1 - step;
                int width = layers.Options.BaseWidth << level;
                doublings.Add(new ConvolutionStage(layers, width, Doubling(layers, index, width, level)));
                blocks.Add(ConvolutionStage.Repeated(layers, Convolutions[step], width, width));
                register_module($"block_{Names[step - 1]}_up", doublings[^1]);
                register_module($"block_{Names[step]}", blocks[^1]);
            }

            dropout = layers.Dropout(0.5, wholeChannels: true);
            classifier = layers.Convolution(layers.Options.BaseWidth, layers.Options.Classes, 1);
            register_module("dropout", dropout);
            register_module("out_conv", classifier);
            if (layers.Options.LevelSets == 0) return;
            levelSets = layers.Convolution(layers.Options.BaseWidth, layers.Options.LevelSets, 1);
            register_module("level_set_conv", levelSets);
        }

        public override NetworkOutput forward(Tensor[] levels)
        {
            var features = levels[^1];
            for (int step = 0; step < blocks.Count; step++)
            {
                features = blocks[step].call(doublings[step].call(features) + levels[^(step + 2)]);
            }

            features = dropout.call(features);
            return new NetworkOutput(classifier.call(features), features) { LevelSets = levelSets?.call(features).tanh() };
        }

        /// <summary>What doubles the size and halves the width in each of the decoders.</summary>
        private static nn.Module<Tensor, Tensor>[] Doubling(Layers layers, int index, int width, int level) => index switch
        {
            0 => [layers.Upsampling(2 * width, width, level)],
            1 => [layers.Enlargement(Interpolation.LinearAlignedCorners, level, level), layers.Convolution(2 * width, width, 3)],
            _ => [layers.Enlargement(Interpolation.Nearest, level, level), layers.Convolution(2 * width, width, 3)],
        };
    }
}
