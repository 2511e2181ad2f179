using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Formats.Nrrd;

/// <summary>Which axes of an NRRD file are space, and where they lie in the world.</summary>
/// <param name="Geometry">The grid of a frame.</param>
/// <param name="Frames">Numbers along the axis that is not space; 1 without.</param>
/// <param name="IsInterleaved">Whether that axis is the fastest one.</param>
internal sealed record NrrdAxes(Geometry Geometry, int Frames, bool IsInterleaved)
{
    // What an axis can be that is not space.
    private static readonly string[] OtherKinds =
    [
        "time", "list", "vector", "point", "normal", "covariant-vector", "complex", "scalar", "rgb-color", "hsv-color", "xyz-color", "rgba-color", "stub",
    ];

    /// <summary>The axes of a header.</summary>
    public static NrrdAxes Of(string path, NrrdHeader header)
    {
        int[] sizes = header.Sizes();
        int world = WorldDimension(header, sizes.Length);
        double[]?[]? directions = header.Vectors("space directions", sizes.Length, world);
        int[] space = SpaceAxes(header, sizes, directions);
        int[] others = [.. Enumerable.Range(0, sizes.Length).Except(space)];
        if (space.Length is not (2 or 3) || others.Length > 1 || (others.Length == 1 && others[0] > 0 && others[0] < sizes.Length - 1))
        {
            throw header.Failure($"has the sizes {header.Text("sizes")}, of which {space.Length} axes are space: an image has two or three, and at most one more, the first or the last; save one image per file.");
        }

        int frames = others.Length == 0 ? 1 : sizes[others[0]];
        int[] spatial = [.. space.Select(axis => sizes[axis])];
        var geometry = directions is null
            ? FromSpacings(path, header, sizes.Length, space, spatial)
            : FromDirections(path, header, world, [.. space.Select(axis => directions[axis]!)], spatial);
        return new NrrdAxes(geometry, frames, others is [0] && sizes.Length > 1 && space[0] != 0);
    }

    private static int WorldDimension(NrrdHeader header, int dimension)
    {
        if (header.Text("space") is { } space) return space.Contains("time", StringComparison.OrdinalIgnoreCase) || space.EndsWith('T') ? 4 : 3;
        long stated = header.Whole("space dimension", dimension);
        return stated is >= 2 and <= 4 ? (int)stated : throw header.Failure($"has 'space dimension: {stated}', but a world has two or three; correct it.");
    }

    /// <summary>The axes that are space: those with a direction, else those that are of no other kind, else all but a fourth one.</summary>
    private static int[] SpaceAxes(NrrdHeader header, int[] sizes, double[]?[]? directions)
    {
        int[] all = [.. Enumerable.Range(0, sizes.Length)];
        if (directions is not null) return [.. all.Where(axis => directions[axis] is not null)];
        string[] kinds = header.Text("kinds") is { } text ? NrrdHeader.Words(text) : [];
        if (kinds.Length == sizes.Length)
        {
            int[] space = [.. all.Where(axis => !IsOther(kinds[axis]))];
            if (space.Length < sizes.Length) return space;
        }

        return sizes.Length == 4 ? all[..3] : all;
    }

    private static bool IsOther(string kind) =>
        OtherKinds.Contains(kind.ToLowerInvariant()) || (kind.Length > 2 && char.IsAsciiDigit(kind[0]) && kind[1] == '-') || kind.Contains("-vector", StringComparison.OrdinalIgnoreCase);

    private static Geometry FromSpacings(string path, NrrdHeader header, int dimension, int[] space, int[] sizes)
    {
        double[]? spacings = header.Numbers("spacings", dimension);
        double[] spacing = [.. space.Reverse().Select(axis => spacings?[axis] ?? 1).Select(value => double.IsNaN(value) ? 1 : Math.Abs(value))];
        int[] size = [.. sizes.Reverse()];
        return FileContent.GeometryOf(path, () => new Geometry(size, spacing));
    }

    private static Geometry FromDirections(string path, NrrdHeader header, int world, double[][] steps, int[] sizes)
    {
        double[] signs = Signs(header, world);
        double[] origin = header.Vectors("space origin", 1, world)?[0] ?? new double[world];
        if (world != sizes.Length)
        {
            if (world != 3 || sizes.Length != 2) throw header.Failure($"places {sizes.Length} axes in a world of {world}; save an image of three axes in a world of three.");
            // A slice in the world of three: a volume of one slice, whose step is the normal.
            steps = [.. steps, Normal(steps[0], steps[1])];
            sizes = [.. sizes, 1];
        }

        double[] Turned(double[] vector) => [.. vector.Zip(signs, (value, sign) => value * sign)];
        return WorldAxes.ToGeometry(path, sizes, [.. steps.Select(Turned)], Turned(origin));
    }

    /// <summary>What turns the file's world into LPS.</summary>
    private static double[] Signs(NrrdHeader header, int world)
    {
        string? space = header.Text("space");
        return space?.ToLowerInvariant() switch
        {
            "left-posterior-superior" or "lps" => [1, 1, 1],
            "right-anterior-superior" or "ras" => [-1, -1, 1],
            "left-anterior-superior" or "las" => [1, -1, 1],
            // Worlds that are not the patient's: taken as they are.
            null or "scanner-xyz" or "3d-right-handed" or "3d-left-handed" => [.. Enumerable.Repeat(1.0, world)],
            _ => throw header.Failure($"has 'space: {space}', which cannot be read; save it in left-posterior-superior."),
        };
    }

    private static double[] Normal(double[] a, double[] b)
    {
        double[] cross = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
        double length = Math.Sqrt(cross.Sum(value => value * value));
        return length > 0 ? [.. cross.Select(value => value / length)] : cross;
    }
}
