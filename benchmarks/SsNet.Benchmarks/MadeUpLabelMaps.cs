using SsNet.Imaging.Volumes;

namespace SsNet.Benchmarks;

/// <summary>Two label maps that agree about as well as a prediction and the truth, where no files are at hand.</summary>
internal static class MadeUpLabelMaps
{
    /// <summary>A scan of the left atrium, cut as the field cuts it.</summary>
    private static readonly int[] Size = [180, 140, 88];

    /// <summary>An ellipsoid of class 1 with a wavy surface, and the same moved, with other waves and a stray ball.</summary>
    public static (Volume<byte> Prediction, Volume<byte> Truth) Pair() => (Blob(1.5, 5, stray: true), Blob(0, 4, stray: false));

    private static Volume<byte> Blob(double offset, int waves, bool stray)
    {
        var labels = new Volume<byte>(Geometry.OfSize(Size));
        int[] strides = Geometry.Strides(Size);
        var centred = new double[3];
        for (int i = 0; i < labels.Voxels.Length; i++)
        {
            for (int axis = 0; axis < 3; axis++) centred[axis] = i / strides[axis] % Size[axis] - Size[axis] / 2.0 + offset;
            double radius = Math.Sqrt(Square(centred[0] / 45) + Square(centred[1] / 35) + Square(centred[2] / 28));
            double surface = 1 + 0.1 * Math.Sin(waves * Math.Atan2(centred[1], centred[0])) * Math.Cos(centred[2] / 6);
            bool inStray = stray && Square(centred[0] - 40) + Square(centred[1] - 45) + Square(centred[2] - 20) < 25;
            labels.Voxels[i] = (byte)(radius < surface || inStray ? 1 : 0);
        }

        return labels;
    }

    private static double Square(double value) => value * value;
}
