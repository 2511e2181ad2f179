using SsNet.Imaging.Formats;
using SsNet.Imaging.Volumes;
using SsNet.Randomness;
using SsNet.Testing;

namespace SsNet.Cli.Tests;

/// <summary>
/// Scans as somebody has them: in two formats, oblique, in axial and sagittal slices of odd spacing, most without a label. Each shows an egg (value 7) with a yolk (12), somewhere else in
/// the world every time; the rim of the egg is labelled as unknown (99). Removed afterwards.
/// </summary>
internal sealed class OwnScans : IDisposable
{
    private const int Scans = 10, Labelled = 6;

    private readonly TemporaryFolder folder = new();

    public OwnScans()
    {
        Directory.CreateDirectory(FileNamed("scans/images"));
        Directory.CreateDirectory(FileNamed("scans/labels"));
        for (int i = 0; i < Scans; i++)
        {
            var grid = Grid(i);
            double[] centre = grid.ToWorld([.. grid.Size.Select(n => 0.5 * n + (i % 3 - 1))]);
            ImageFile.Write(ImagePath(i), Image(grid, centre, i));
            if (i < Labelled) ImageFile.Write(LabelPath(i), Label(grid, centre));
        }
    }

    public string Scanned => FileNamed("scans");

    public static string Name(int scan) => $"patient-{scan}";

    public string FileNamed(string name) => folder.FileNamed(name);

    public string ImagePath(int scan) => FileNamed($"scans/images/{Name(scan)}{(scan % 2 == 0 ? ".nii.gz" : ".nrrd")}");

    // The label maps are by another program, which writes another format.
    public string LabelPath(int scan) => FileNamed($"scans/labels/{Name(scan)}_seg{(scan % 2 == 0 ? ".nrrd" : ".nii.gz")}");

    public void Dispose() => folder.Dispose();

    private static Geometry Grid(int scan)
    {
        double angle = 0.1 + 0.04 * scan, sin = Math.Sin(angle), cos = Math.Cos(angle);
        // Columns are the axes: slices to the head, rows to the back, columns to the left, turned about the head.
        double[] axial = [0, -sin, cos, 0, cos, sin, 1, 0, 0];
        // Slices to the left, rows to the feet, columns to the back.
        double[] sagittal = [cos, 0, -sin, sin, 0, cos, 0, -1, 0];
        double[] place = [-30 + scan, 12.5 * scan, 100];
        return scan % 3 == 2
            ? new Geometry([33, 17, 35], [1.25, 2.35, 1.15], place, sagittal)
            : new Geometry([17, 35 + scan % 2, 33], [2.3, 1.15, 1.25], place, axial);
    }

    private static Volume<short> Image(Geometry grid, double[] centre, int scan)
    {
        var random = new RandomSequence(1, RandomPurpose.Phantom, scan);
        var image = new Volume<short>(grid);
        for (int flat = 0; flat < image.Voxels.Length; flat++)
        {
            double depth = Depth(grid, flat, centre);
            image.Voxels[flat] = (short)((depth < 0.65 ? 900 : depth < 1 ? 500 : 100) + 40 * random.Normal());
        }

        return image;
    }

    private static Volume<byte> Label(Geometry grid, double[] centre) => new(
        grid, [.. Enumerable.Range(0, (int)grid.VoxelCount).Select(flat => Depth(grid, flat, centre) switch { < 0.65 => (byte)12, < 0.95 => (byte)7, < 1.05 => (byte)99, _ => (byte)0 })]);

    /// <summary>Distance from the centre of the egg: 1 on its shell.</summary>
    private static double Depth(Geometry grid, int flat, double[] centre)
    {
        var index = new double[3];
        for (int axis = 2, rest = flat; axis >= 0; axis--)
        {
            index[axis] = rest % grid.Size[axis];
            rest /= grid.Size[axis];
        }

        double[] point = grid.ToWorld(index);
        return Math.Sqrt(Math.Pow((point[0] - centre[0]) / 11, 2) + Math.Pow((point[1] - centre[1]) / 11, 2) + Math.Pow((point[2] - centre[2]) / 13, 2));
    }
}
