using TorchSharp.Utils;
using static TorchSharp.torch;

namespace SsNet.Networks;

/// <summary>
/// The U-Net of the paper (after Ronneberger et al. 2015): five levels of two convolutions with leaky ReLU and dropout of single
/// elements between them, halved by maxima and restored by linear interpolation with aligned corners, skip connections
/// concatenated. Parameter names are those of the original's <c>state_dict</c>. Input [N, channels, spatial…], logits [N, classes, spatial…].
/// A second decoder enlarges by transposed convolutions, a third one by repetition (MC-Net). As a pyramid it classifies the coarser levels of the
/// decoder too, each perturbed in training in a way of its own (URPC).
/// </summary>
public sealed class UNet : EncoderDecoderNetwork
{
    /// <summary>A U-Net with weights not yet drawn (see <see cref="SegmentationNetwork.Initialise"/>).</summary>
    /// <param name="options">How it is built.</param>
    /// <param name="device">Where the weights live; the CPU when omitted.</param>
    /// <param name="dtype">Type of the weights: float32 or float64.</param>
    public UNet(NetworkOptions options, Device? device = null, ScalarType dtype = ScalarType.Float32)
        : base(nameof(UNet), options, device, dtype, layers => new Encoder(layers), (layers, index) => new Decoder(layers, index))
    {
    }

    private protected override EncoderDecoderNetwork Create(NetworkOptions options, Device device, ScalarType dtype) => new UNet(options, device, dtype);

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
            for (int level = 0; level < levels.Count; level++) outputs[level] = levels[level].call(level == 0 ? input : outputs[level - 1]);
            return outputs;
        }
    }

    private sealed class Decoder : nn.Module<Tensor[], NetworkOutput>
    {
        private const int Steps = 4;

        private readonly List<Up> steps = [];

        [ComponentName(Name = "out_conv")]
        private readonly nn.Module<Tensor, Tensor> classifier;

        [ComponentName(Name = "level_set_conv")]
        private readonly nn.Module<Tensor, Tensor>? levelSets;

        private readonly PyramidHeads? pyramid;

        public Decoder(Layers layers, int index)
            : base(nameof(Decoder))
        {
            for (int step = 1; step <= Steps; step++)
            {
                steps.Add(new Up(layers, layers.Options.BaseWidth << (Steps - step), index, Steps - step));
                register_module($"up{step}", steps[^1]);
            }

            classifier = layers.Convolution(layers.Options.BaseWidth, layers.Options.Classes, 3);
            register_module("out_conv", classifier);
            if (layers.Options.LevelSets > 0)
            {
                levelSets = layers.Convolution(layers.Options.BaseWidth, layers.Options.LevelSets, 3);
                register_module("level_set_conv", levelSets);
            }

            if (!layers.Options.Pyramid) return;
            pyramid = new PyramidHeads(layers);
            register_module("pyramid", pyramid);
        }

        public override NetworkOutput forward(Tensor[] levels)
        {
            var outputs = new Tensor[Steps];
            for (int step = 0; step < Steps; step++) outputs[step] = steps[step].call(step == 0 ? levels[^1] : outputs[step - 1], levels[^(step + 2)]);
            var features = outputs[^1];
            return new NetworkOutput(classifier.call(features), features)
            {
                LevelSets = levelSets?.call(features).tanh(),
                Auxiliary = pyramid?.call(outputs) ?? [],
            };
        }
    }

    /// <summary>
    /// The classifiers of the coarser levels of the decoder, whose scores are repeated to full size. In training their inputs are perturbed, each in a
    /// way of its own, to tell what is certain from what is not (Luo et al. 2021, journal version).
    /// </summary>
    private sealed class PyramidHeads : nn.Module<Tensor[], Tensor[]>
    {
        private readonly List<nn.Module<Tensor, Tensor>> heads = [];
        private readonly FeaturePerturbation perturbation;

        public PyramidHeads(Layers layers)
            : base(nameof(PyramidHeads))
        {
            perturbation = new FeaturePerturbation(layers);
            register_module("perturbation", perturbation);

            // The head of the deepest level exists in the original without being used; it counts among the parameters of the paper's table 2.
            for (int level = 1; level <= 4; level++)
            {
                heads.Add(layers.Convolution(layers.Options.BaseWidth << level, layers.Options.Classes, 3));
                register_module($"level_{level}", heads[^1]);
            }
        }

        /// <summary>Logits of the coarser levels at full size, finest first, from the outputs of the decoder's steps, coarsest first.</summary>
        public override Tensor[] forward(Tensor[] outputs)
        {
            long[] size = outputs[^1].shape[2..];
            Tensor OfLevel(int level)
            {
                var scores = heads[level - 1].call(perturbation.call(outputs[^(level + 1)], level));
                return nn.functional.interpolate(scores, size, mode: InterpolationMode.Nearest);
            }

            return [.. Enumerable.Range(1, outputs.Length - 1).Select(OfLevel)];
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

        public override Tensor forward(Tensor input) => sequence.call(input);
    }

    /// <summary>Narrows the coarse features, doubles their size (an odd size comes back where this interpolates), and joins them with the skip connection.</summary>
    private sealed class Up : nn.Module<Tensor, Tensor, Tensor>
    {
        [ComponentName(Name = "conv1x1")]
        private readonly nn.Module<Tensor, Tensor>? narrowing;

        private readonly nn.Module<Tensor, Tensor> up;

        [ComponentName(Name = "conv")]
        private readonly Block block;

        public Up(Layers layers, int width, int decoder, int level)
            : base(nameof(Up))
        {
            if (decoder == 1)
            {
                up = layers.Upsampling(2 * width, width, level);
            }
            else
            {
                narrowing = layers.Convolution(2 * width, width, 1);
                register_module("conv1x1", narrowing);
                up = layers.Enlargement(decoder == 0 ? Interpolation.LinearAlignedCorners : Interpolation.Nearest, level, level);
            }

            register_module("up", up);
            block = new Block(layers, 2 * width, width, dropout: 0);
            register_module("conv", block);
        }

        public override Tensor forward(Tensor coarse, Tensor skip)
        {
            var narrowed = narrowing is null ? coarse : narrowing.call(coarse);
            var doubled = up.call(narrowed);
            if (up is Enlargement enlargement && !doubled.shape.AsSpan(2).SequenceEqual(skip.shape.AsSpan(2))) doubled = enlargement.To(narrowed, skip.shape[2..]);
            return block.call(cat([skip, doubled], 1));
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

        public override Tensor forward(Tensor input) => sequence.call(input);
    }
}
