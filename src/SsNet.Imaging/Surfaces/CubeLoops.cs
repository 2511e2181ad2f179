namespace SsNet.Imaging.Surfaces;

/// <summary>
/// How a surface cuts a cube whose corners are the centres of eight neighbouring voxels (marching cubes, Lorensen and Cline 1987): closed loops over those
/// edges of the cube that have one end in the class and one outside. The loops are not tabulated but traced from face to face. Where a face has its two corners
/// in the class at opposite ends, the class is joined across it. Both cubes of a face decide that alike, so that loops of neighbours meet without a gap.
/// </summary>
internal static class CubeLoops
{
    private static readonly int[][][] All = [.. Enumerable.Range(0, 256).Select(Trace)];

    /// <summary>The loops of a cube.</summary>
    /// <param name="inside">Which corners are in the class: bit 4·i + 2·j + k (i, j, k are 0 or 1) for the corner that is so far from the first one along each axis.</param>
    /// <returns>For each loop its edges, counter-clockwise seen from outside of the class: 4·axis + 2·u + v, where u and v say how far the edge is from the first corner along the other two axes, in their order.</returns>
    public static int[][] Of(int inside) => All[inside];

    private static int[][] Trace(int inside)
    {
        // Every edge that is cut begins a piece of a loop on one of its two faces and ends one on the other.
        var next = new Dictionary<int, int>();
        for (int axis = 0; axis < 3; axis++)
        {
            for (int side = 0; side < 2; side++) TraceFace(inside, FaceCorners(axis, side), next);
        }

        var loops = new List<int[]>();
        while (next.Count > 0)
        {
            var loop = new List<int>();
            for (int edge = next.Keys.Min(); next.Remove(edge, out int following); edge = following) loop.Add(edge);
            loops.Add([.. loop]);
        }

        return [.. loops];
    }

    private static void TraceFace(int inside, int[] corners, Dictionary<int, int> next)
    {
        bool IsIn(int place) => (inside >> corners[place & 3] & 1) != 0;
        int EdgeAfter(int place) => Edge(corners[place & 3], corners[place + 1 & 3]);
        for (int place = 0; place < 4; place++)
        {
            if (!IsIn(place) || IsIn(place + 1)) continue;
            // The class is left here; round the corners outside there is a way to where it begins again.
            int entry = place + 1;
            while (!IsIn(entry + 1)) entry++;
            next.Add(EdgeAfter(entry), EdgeAfter(place));
        }
    }

    // Counter-clockwise seen from outside of the cube.
    private static int[] FaceCorners(int axis, int side)
    {
        int first = 4 >> (axis + 1) % 3, second = 4 >> (axis + 2) % 3, start = side * (4 >> axis);
        return side == 1 ? [start, start + first, start + first + second, start + second] : [start, start + second, start + first + second, start + first];
    }

    private static int Edge(int corner, int other)
    {
        int start = corner & other;
        return (corner ^ other) switch
        {
            4 => start,
            2 => 4 + (start >> 1 & 2) + (start & 1),
            _ => 8 + (start >> 1),
        };
    }
}
