using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests.Formats.Dicom;

/// <summary>Series made by pydicom and DCMTK (Fixtures/make_dicom.py): pixel (slice k, row j, column i) holds 48 k + 8 j + i, sizes are 4×6×8.</summary>
internal static class DicomFixtures
{
    public static readonly double[] Origin = [-12.5, 30.25, 7];

    /// <summary>World vectors from a slice, row and column to the next.</summary>
    public static readonly double[][] Straight = [[0, 0, 2.5], [0, 0.75, 0], [0.5, 0, 0]];

    public static readonly double[][] Turned = [[2.5 * 0.6 * Sin, -2.5 * 0.6 * Cos, 2.5 * 0.8], [-0.75 * 0.8 * Sin, 0.75 * 0.8 * Cos, 0.75 * 0.6], [0.5 * Cos, 0.5 * Sin, 0]];

    private static double Sin => Math.Sin(0.4);

    private static double Cos => Math.Cos(0.4);

    public static string PathOf(string folder) => Fixture.PathOf(Path.Combine("dicom", folder));

    public static IEnumerable<float> Numbers(int first = 0, int count = 192) => Enumerable.Range(first, count).Select(i => (float)i);

    public static void AssertPlaced(Geometry geometry, double[][] steps, double[]? origin = null)
    {
        for (int world = 0; world < 3; world++)
        {
            Assert.Equal((origin ?? Origin)[world], geometry.Origin[world], 1e-9);
            for (int axis = 0; axis < 3; axis++)
            {
                Assert.Equal(steps[axis][world], geometry.Direction[3 * world + axis] * geometry.Spacing[axis], 1e-9);
            }
        }
    }
}
