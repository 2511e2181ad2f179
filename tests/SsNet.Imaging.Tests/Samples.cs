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
}
