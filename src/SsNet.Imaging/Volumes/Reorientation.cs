namespace SsNet.Imaging.Volumes;

/// <summary>
/// Another order of an image's axes and other senses along them: no voxel changes and none is mixed, and the way back gives the image's own grid exactly.
/// </summary>
public sealed class Reorientation
{
    private static readonly int[][] Orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

    // New axis i is the old axis sources[i], run through backwards where reversed[i].
    private readonly int[] sources;
    private readonly bool[] reversed;

    private Reorientation(Geometry from, int[] sources, bool[] reversed)
    {
        this.sources = sources;
        this.reversed = reversed;
        From = from;
        To = IsIdentity ? from : Turned(from);
    }

    /// <summary>The image's own grid.</summary>
    public Geometry From { get; }

    /// <summary>The grid of the same voxels in the new order.</summary>
    public Geometry To { get; }

    /// <summary>Whether nothing changes.</summary>
    public bool IsIdentity => !reversed.Contains(true) && sources.Index().All(axis => axis.Index == axis.Item);

    /// <summary>
    /// The order nearest to slices from feet to head, each with rows from front to back and columns from the patient's right to the left: the identity in DICOM's (LPS) world
    /// coordinates. What an oblique image is turned beyond that stays in its direction. An image of two axes lies in no known plane, and
    /// one without a place (<see cref="Geometry.HasPlace"/>) anywhere: both stay as they are.
    /// </summary>
    /// <param name="geometry">The image's grid.</param>
    public static Reorientation ToCanonical(Geometry geometry)
    {
        if (geometry.Rank == 2 || !geometry.HasPlace) return ToItself(geometry);
        double Along(int world, int axis) => geometry.Direction[world * 3 + axis];
        // New axis i runs along the world's axis 2 − i.
        int[] order = Orders.MaxBy(candidate => candidate.Index().Sum(axis => Math.Abs(Along(2 - axis.Index, axis.Item))))!;
        return new Reorientation(geometry, order, [.. order.Select((source, axis) => Along(2 - axis, source) < 0)]);
    }

    /// <summary>The opposite order of the axes, as programs have it that count the fastest axis first.</summary>
    /// <param name="geometry">The image's grid.</param>
    public static Reorientation ToReversedAxes(Geometry geometry) =>
        new(geometry, [.. Enumerable.Range(0, geometry.Rank).Reverse()], new bool[geometry.Rank]);

    /// <summary>The order that the image has.</summary>
    /// <param name="geometry">The image's grid.</param>
    public static Reorientation ToItself(Geometry geometry) =>
        new(geometry, [.. Enumerable.Range(0, geometry.Rank)], new bool[geometry.Rank]);

    /// <summary>The image in the new order; the image itself where nothing changes.</summary>
    /// <param name="image">An image of the size of <see cref="From"/>.</param>
    /// <typeparam name="T">The type of a voxel.</typeparam>
    /// <exception cref="ArgumentException">The image has another size.</exception>
    public Volume<T> Apply<T>(Volume<T> image)
        where T : unmanaged
    {
        RequireSize(image.Geometry, From);
        if (IsIdentity) return image;
        var turned = new Volume<T>(To);
        ForRows(VoxelBox.Whole(To), (from, step, to, count) =>
        {
            for (int i = 0; i < count; i++) turned.Voxels[to + i] = image.Voxels[from + i * step];
        });
        return turned;
    }

    /// <summary>An image in the image's own order again, on exactly its grid.</summary>
    /// <param name="image">An image of the size of <see cref="To"/>.</param>
    /// <typeparam name="T">The type of a voxel.</typeparam>
    /// <exception cref="ArgumentException">The image has another size.</exception>
    public Volume<T> Undo<T>(Volume<T> image)
        where T : unmanaged
    {
        RequireSize(image.Geometry, To);
        if (IsIdentity) return new Volume<T>(From, image.Voxels);
        var own = new Volume<T>(From);
        Undo(image, VoxelBox.Whole(To), own);
        return own;
    }

    /// <summary>Puts a part of an image into the image's own order again; all other voxels stay.</summary>
    /// <param name="part">The part, of the box's size.</param>
    /// <param name="box">Where it lies on <see cref="To"/>.</param>
    /// <param name="own">An image of the size of <see cref="From"/>, which changes.</param>
    /// <typeparam name="T">The type of a voxel.</typeparam>
    /// <exception cref="ArgumentException">Part or image have other sizes, or the box reaches out of the grid.</exception>
    public void Undo<T>(Volume<T> part, VoxelBox box, Volume<T> own)
        where T : unmanaged
    {
        RequireSize(own.Geometry, From);
        RequireSize(part.Geometry, box.PartOf(To));
        ForRows(box, (place, step, from, count) =>
        {
            for (int i = 0; i < count; i++) own.Voxels[place + i * step] = part.Voxels[from + i];
        });
    }

    /// <summary>
    /// Calls back for every row of a box in the new order: the place of its first voxel in the old order, from there to the next voxel, its place in the box, and its length.
    /// </summary>
    private void ForRows(VoxelBox box, Action<int, int, int, int> visit)
    {
        int[] old = Geometry.Strides(From.Size.AsSpan());
        int rank = sources.Length;
        int start = 0;
        var steps = new int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            steps[axis] = reversed[axis] ? -old[sources[axis]] : old[sources[axis]];
            if (reversed[axis]) start += old[sources[axis]] * (To.Size[axis] - 1);
            start += box.Start[axis] * steps[axis];
        }

        int planes = rank == 3 ? box.Length[0] : 1, planeStep = rank == 3 ? steps[0] : 0, columns = box.Length[^1];
        for (int z = 0; z < planes; z++)
        {
            for (int y = 0; y < box.Length[^2]; y++) visit(start + z * planeStep + y * steps[^2], steps[^1], (z * box.Length[^2] + y) * columns, columns);
        }
    }

    private Geometry Turned(Geometry from)
    {
        int rank = from.Rank;
        double[] origin = [.. from.Origin];
        var direction = new double[rank * rank];
        for (int axis = 0; axis < rank; axis++)
        {
            int source = sources[axis];
            double length = from.Spacing[source] * (from.Size[source] - 1);
            for (int world = 0; world < rank; world++)
            {
                double along = from.Direction[world * rank + source];
                direction[world * rank + axis] = reversed[axis] ? -along : along;
                if (reversed[axis]) origin[world] += along * length;
            }
        }

        return new Geometry([.. sources.Select(source => from.Size[source])], [.. sources.Select(source => from.Spacing[source])], origin, direction);
    }

    private static void RequireSize(Geometry geometry, Geometry expected)
    {
        if (!geometry.HasSameSize(expected)) throw new ArgumentException($"The image is {geometry.SizeText}, not {expected.SizeText}.", nameof(geometry));
    }
}
