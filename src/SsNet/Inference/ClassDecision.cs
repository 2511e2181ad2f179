using SsNet.Imaging.Morphology;
using SsNet.Imaging.Volumes;

namespace SsNet.Inference;

/// <summary>Decides on the class of every voxel from the probabilities of the classes, which come one after the other and need not be in memory together.</summary>
/// <param name="geometry">The grid of the image.</param>
public sealed class ClassDecision(Geometry geometry)
{
    private readonly float[] highest = new float[geometry.VoxelCount];
    private readonly byte[] classes = new byte[geometry.VoxelCount];
    private int count;

    /// <summary>Takes the next class into account: first the background, then class 1, and so on.</summary>
    /// <param name="probability">Its probability in every voxel, in [0, 1].</param>
    /// <exception cref="ArgumentException">The grid is of another size.</exception>
    public void Add(Volume<float> probability)
    {
        if (!probability.Geometry.HasSameSize(geometry)) throw new ArgumentException($"The probabilities are on {probability.Geometry.SizeText} voxels, not {geometry.SizeText}.", nameof(probability));
        byte index = checked((byte)count++);
        float[] values = probability.Voxels;
        for (int i = 0; i < values.Length; i++)
        {
            // Of classes that are equally probable the first stays, as in an argmax.
            if (index > 0 && !(values[i] > highest[i])) continue;
            highest[i] = values[i];
            classes[i] = index;
        }
    }

    /// <summary>The class of every voxel.</summary>
    /// <param name="largestComponent">Whether only the largest connected component (26-connected in a volume) of every foreground class is kept.</param>
    public Volume<byte> Labels(bool largestComponent)
    {
        var labels = new Volume<byte>(geometry, classes);
        return largestComponent ? LargestComponent.KeepOfEveryClass(labels) : labels;
    }
}
