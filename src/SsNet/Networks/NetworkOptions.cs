using SsNet.Imaging;

namespace SsNet.Networks;

/// <summary>How a network is built. The defaults are the paper's V-Net for the left atrium.</summary>
public sealed record NetworkOptions
{
    /// <summary>Number of spatial axes: 2 or 3; 0 in a network for points.</summary>
    public int Dimension { get; init; } = 3;

    /// <summary>Image channels.</summary>
    public int InputChannels { get; init; } = 1;

    /// <summary>Classes including the background, at least 2.</summary>
    public int Classes { get; init; } = 2;

    /// <summary>Channels of the first level; every deeper level doubles them. Also the length of the feature vector of a voxel.</summary>
    public int BaseWidth { get; init; } = 16;

    /// <summary>What follows every convolution.</summary>
    public Normalisation Normalisation { get; init; } = Normalisation.Batch;

    /// <summary>Whether dropout acts in training.</summary>
    public bool Dropout { get; init; } = true;

    /// <summary>Whether it has the heads of SS-Net's class separation.</summary>
    public bool SeparationHeads { get; init; }

    /// <summary>Channels of a head of level sets beside the classifier (SASSNet, DTC); 0 without.</summary>
    public int LevelSets { get; init; }

    /// <summary>How many decoders share the encoder, 1 to 3; they differ in how they enlarge (MC-Net). The first one is the network's result.</summary>
    public int Decoders { get; init; } = 1;

    /// <summary>Whether the coarser levels of the decoder have classifiers as well (URPC).</summary>
    public bool Pyramid { get; init; }

    /// <summary>
    /// How often each axis is halved on the way down, at most four times; empty for four times on every axis. An axis that is
    /// thin (ten slices, say) is halved fewer times: see <see cref="HalvingsFor"/>.
    /// </summary>
    public IReadOnlyList<int> Halvings { get; init; } = [];

    /// <summary>The number of times each axis of a patch can be halved, at most <paramref name="levels"/>.</summary>
    /// <param name="patch">Voxels per axis.</param>
    /// <param name="levels">Halvings of the deepest network.</param>
    /// <exception cref="ReportedException">An axis cannot be halved at all although it has more than one voxel.</exception>
    public static int[] HalvingsFor(ReadOnlySpan<int> patch, int levels = 4)
    {
        var halvings = new int[patch.Length];
        for (int axis = 0; axis < patch.Length; axis++)
        {
            int size = patch[axis];
            while (halvings[axis] < levels && size % 2 == 0)
            {
                size /= 2;
                halvings[axis]++;
            }

            if (halvings[axis] == 0 && size > 15)
            {
                throw new ReportedException($"patch: {size} voxels along axis {axis} cannot be halved; choose a multiple of 16, or an even number for a thin axis.");
            }
        }

        return halvings;
    }
}
