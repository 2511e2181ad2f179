using CsCheck;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Tests;

/// <summary>Random images and masks of two or three short axes.</summary>
internal static class Samples
{
    public static readonly Gen<Geometry> Grid =
        Gen.OneOf(Gen.Int[1, 7].Array[2], Gen.Int[1, 6].Array[3]).Select(size => Geometry.OfSize(size));

    public static readonly Gen<Volume<byte>> Mask = Grid.SelectMany(LabelsOn(1));

    public static readonly Gen<(Volume<byte> First, Volume<byte> Second)> TwoMasks =
        Grid.SelectMany(grid => Gen.Select(LabelsOn(1)(grid), LabelsOn(1)(grid)));

    /// <summary>Grids whose rows are longer than the vectors of a processor.</summary>
    public static readonly Gen<Geometry> WideGrid = Gen.OneOf(
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 80]).Select((rows, columns) => Geometry.OfSize(rows, columns)),
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 9], Gen.Int[1, 80]).Select((planes, rows, columns) => Geometry.OfSize(planes, rows, columns)));

    /// <summary>Masks of one to three boxes each, which may lie in each other and at the border.</summary>
    public static readonly Gen<(Volume<byte> First, Volume<byte> Second)> TwoBoxMasks = WideGrid.SelectMany(grid => Gen.Select(BoxesOn(grid), BoxesOn(grid)));

    public static readonly Gen<double> Spacing = Gen.Double[0.3, 5];

    /// <summary>Label maps with classes from 0 to a highest class.</summary>
    public static Func<Geometry, Gen<Volume<byte>>> LabelsOn(byte highest) => grid =>
        Gen.Byte[0, highest].Array[(int)grid.VoxelCount].Select(voxels => new Volume<byte>(grid, voxels));

    /// <summary>The position of a voxel along every axis.</summary>
    public static int[] IndexOf(Geometry grid, int flat)
    {
        var index = new int[grid.Rank];
        for (int axis = grid.Rank - 1; axis >= 0; axis--) (flat, index[axis]) = Math.DivRem(flat, grid.Size[axis]);
        return index;
    }

    /// <summary>One slice of a volume, row-major.</summary>
    public static T[] Slice<T>(T[] voxels, Geometry grid, int sliceAxis, int slice) =>
        [.. voxels.Where((_, flat) => IndexOf(grid, flat)[sliceAxis] == slice)];

    private static Gen<Volume<byte>> BoxesOn(Geometry grid) => Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1]).Array[3].Array[1, 3].Select(boxes =>
    {
        var mask = new Volume<byte>(grid);
        for (int i = 0; i < mask.Voxels.Length; i++)
        {
            int[] place = IndexOf(grid, i);
            if (boxes.Any(box => place.Select((position, axis) => Within(position, grid.Size[axis], box[axis])).All(inside => inside))) mask.Voxels[i] = 1;
        }

        return mask;
    });

    /// <summary>Whether a position lies between two shares of an axis, the ends included.</summary>
    private static bool Within(int position, int length, (double First, double Second) ends) =>
        position >= Math.Round(Math.Min(ends.First, ends.Second) * (length - 1)) && position <= Math.Round(Math.Max(ends.First, ends.Second) * (length - 1));
}
