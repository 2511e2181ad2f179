using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Formats.Nifti;

/// <summary>Where a NIfTI image lies in the world: by its affine map where it has one, else by its quaternion, else by its steps alone. Between RAS and LPS the first two coordinates change sign.</summary>
internal static class NiftiOrientation
{
    private const int Millimetres = 2;
    private const double LeastSquare = 1e-12;

    // How far the axes may be from right angles, or from unit length, to be written as a quaternion as well.
    private const double RightAngle = 1e-5;

    /// <summary>The grid of an image.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="header">Its header.</param>
    /// <param name="sizes">Voxels along the three axes of space, fastest first.</param>
    /// <exception cref="ImageFormatException">The header gives no usable grid.</exception>
    public static Geometry Read(string path, NiftiHeader header, int[] sizes)
    {
        double scale = (header.Units & 7) switch
        {
            1 => 1000,
            3 => 0.001,
            _ => 1,
        };
        double[] rows = header.AffineCode > 0 ? header.Affine : header.QuaternionCode > 0 ? FromQuaternion(header) : FromSteps(header);
        if (!rows.All(double.IsFinite)) throw new ImageFormatException(path, "has an orientation that is not made of finite numbers: it is damaged; correct its header or export it again.");

        // Left is −right and back is −front.
        double[] Column(int column) => [-scale * rows[column], -scale * rows[4 + column], scale * rows[8 + column]];
        return WorldAxes.ToGeometry(path, sizes, [Column(0), Column(1), Column(2)], Column(3));
    }

    /// <summary>The header's fields for a grid: the affine map, and the quaternion where axes are at right angles.</summary>
    /// <param name="header">The header so far.</param>
    /// <param name="geometry">A grid of three axes.</param>
    public static NiftiHeader Describe(NiftiHeader header, Geometry geometry)
    {
        double[][] steps = WorldAxes.StepsOf(geometry);
        var rows = new double[12];
        for (int row = 0; row < 3; row++)
        {
            double sign = row == 2 ? 1 : -1;
            for (int column = 0; column < 3; column++) rows[4 * row + column] = sign * steps[column][row];
            rows[4 * row + 3] = sign * geometry.Origin[row];
        }

        double[] spacing = [.. geometry.Spacing.Reverse()];
        var described = header with { Affine = rows, AffineCode = 1, Units = Millimetres, Steps = [1, .. spacing, 1, 1, 1, 1] };
        return Quaternion(rows, spacing) is not { } turn ? described : described with
        {
            QuaternionCode = 1,
            Quaternion = [turn.B, turn.C, turn.D],
            QuaternionOffset = [rows[3], rows[7], rows[11]],
            Steps = [turn.Sign, .. spacing, 1, 1, 1, 1],
        };
    }

    private static double[] FromSteps(NiftiHeader header)
    {
        var rows = new double[12];
        for (int axis = 0; axis < 3; axis++) rows[5 * axis] = Step(header, axis);
        return rows;
    }

    private static double[] FromQuaternion(NiftiHeader header)
    {
        var (b, c, d) = (header.Quaternion[0], header.Quaternion[1], header.Quaternion[2]);
        double rest = 1 - (b * b + c * c + d * d);
        double a = Math.Sqrt(Math.Max(0, rest));
        if (rest < LeastSquare)
        {
            // Rounded beyond unit length: a half turn.
            double length = Math.Sqrt(b * b + c * c + d * d);
            (b, c, d) = (b / length, c / length, d / length);
        }

        double[] rotation =
        [
            a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c),
            2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b),
            2 * (b * d - a * c), 2 * (c * d + a * b), a * a + d * d - b * b - c * c,
        ];
        double sign = header.Steps[0] < 0 ? -1 : 1;
        var rows = new double[12];
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++) rows[4 * row + column] = rotation[3 * row + column] * Step(header, column) * (column == 2 ? sign : 1);
            rows[4 * row + 3] = header.QuaternionOffset[row];
        }

        return rows;
    }

    /// <summary>The step along an axis, which some software leaves out (0) or makes negative.</summary>
    private static double Step(NiftiHeader header, int axis)
    {
        double step = axis < header.Sizes.Length ? Math.Abs(header.Steps[axis + 1]) : 1;
        return step == 0 ? 1 : step;
    }

    /// <summary>The rotation of an affine map as a quaternion; null when its axes are not at right angles.</summary>
    private static (double B, double C, double D, double Sign)? Quaternion(double[] rows, double[] spacing)
    {
        var r = new double[3, 3];
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++) r[row, column] = rows[4 * row + column] / spacing[column];
        }

        for (int i = 0; i < 3; i++)
        {
            for (int j = i + 1; j < 3; j++)
            {
                if (Math.Abs(r[0, i] * r[0, j] + r[1, i] * r[1, j] + r[2, i] * r[2, j]) > RightAngle) return null;
            }
        }

        double determinant = r[0, 0] * (r[1, 1] * r[2, 2] - r[1, 2] * r[2, 1]) - r[0, 1] * (r[1, 0] * r[2, 2] - r[1, 2] * r[2, 0]) + r[0, 2] * (r[1, 0] * r[2, 1] - r[1, 1] * r[2, 0]);
        double sign = determinant < 0 ? -1 : 1;
        for (int row = 0; row < 3; row++) r[row, 2] *= sign;

        // The largest of the four parts is found from the diagonal, which keeps the division away from 0.
        double[] squares =
        [
            1 + r[0, 0] + r[1, 1] + r[2, 2],
            1 + r[0, 0] - r[1, 1] - r[2, 2],
            1 - r[0, 0] + r[1, 1] - r[2, 2],
            1 - r[0, 0] - r[1, 1] + r[2, 2],
        ];
        int largest = Array.IndexOf(squares, squares.Max());
        double twice = Math.Sqrt(squares[largest]);
        double half = 0.5 / twice;
        double xy = (r[0, 1] + r[1, 0]) * half, xz = (r[0, 2] + r[2, 0]) * half, yz = (r[1, 2] + r[2, 1]) * half;
        double wx = (r[2, 1] - r[1, 2]) * half, wy = (r[0, 2] - r[2, 0]) * half, wz = (r[1, 0] - r[0, 1]) * half;
        (double a, double b, double c, double d) = largest switch
        {
            0 => (twice / 2, wx, wy, wz),
            1 => (wx, twice / 2, xy, xz),
            2 => (wy, xy, twice / 2, yz),
            _ => (wz, xz, yz, twice / 2),
        };

        // a is not stored and taken as not negative.
        return a < 0 ? (-b, -c, -d, sign) : (b, c, d, sign);
    }
}
