using System.Numerics;
using SsNet.Imaging.Surfaces;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Figures.Surfaces;

/// <summary>Balls to look at.</summary>
internal static class Balls
{
    public static Geometry Grid(int[] size, double[] spacing) => new(size, spacing);

    /// <summary>A label map with a ball.</summary>
    /// <param name="size">Voxels per axis.</param>
    /// <param name="spacing">Distance between voxels in mm.</param>
    /// <param name="centre">Its centre in mm.</param>
    /// <param name="radius">Its radius in mm.</param>
    public static Volume<byte> Labels(int[] size, double[] spacing, Vector3 centre, float radius)
    {
        var labels = new Volume<byte>(Grid(size, spacing));
        for (int i = 0; i < labels.Voxels.Length; i++)
        {
            double[] place = labels.Geometry.ToWorld([i / (size[1] * size[2]), i / size[2] % size[1], i % size[2]]);
            if ((new Vector3((float)place[0], (float)place[1], (float)place[2]) - centre).Length() <= radius) labels.Voxels[i] = 1;
        }

        return labels;
    }

    public static TriangleMesh Mesh(int[] size, double[] spacing, Vector3 centre, float radius) => ClassSurface.Of(Labels(size, spacing, centre, radius), 1);
}
