using SsNet.Imaging.Resampling;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Resampling;

/// <summary>Resampling as textbooks define it, voxel by voxel and in all axes at once.</summary>
internal static class TextbookResampling
{
    /// <summary>The place of one grid's voxel in an image, in the image's voxels.</summary>
    public static double[] PlaceOf(Geometry image, Geometry onto, int voxel) => image.ToIndex(onto.ToWorld([.. Samples.IndexOf(onto, voxel).Select(k => (double)k)]));

    /// <summary>The sum over every voxel under the kernel in all axes at once.</summary>
    public static double KernelSum(Volume<float> image, Geometry onto, int voxel, Interpolation kernel)
    {
        var from = image.Geometry;
        double[] place = PlaceOf(from, onto, voxel);
        double[] stretch = [.. onto.Spacing.Zip(from.Spacing, (large, small) => Math.Max(1, large / small))];
        double sum = 0, weights = 0;
        Add(0, 0, 1);
        return sum / weights;

        void Add(int axis, int source, double weight)
        {
            if (axis == from.Rank)
            {
                sum += weight * image.Voxels[source];
                weights += weight;
                return;
            }

            int reach = (int)Math.Ceiling(2 * stretch[axis]) + 1, middle = (int)Math.Round(place[axis]);
            for (int i = middle - reach; i <= middle + reach; i++)
            {
                double along = Kernel(Math.Abs(i - place[axis]) / stretch[axis]);
                if (along != 0) Add(axis + 1, source * from.Size[axis] + Math.Clamp(i, 0, from.Size[axis] - 1), weight * along);
            }
        }

        // Keys 1981, with its parameter a.
        double Kernel(double x)
        {
            const double a = -0.5;
            if (kernel == Interpolation.Linear) return x < 1 ? 1 - x : 0;
            if (x < 1) return (a + 2) * x * x * x - (a + 3) * x * x + 1;
            return x < 2 ? a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a : 0;
        }
    }
}
