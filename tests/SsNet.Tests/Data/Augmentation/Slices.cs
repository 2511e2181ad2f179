using SsNet.Data;
using SsNet.Imaging.Volumes;

namespace SsNet.Tests.Data;

/// <summary>Single slices of volumes, for comparison with what is done to a slice alone.</summary>
internal static class Slices
{
    /// <summary>One slice of a volume as seen through a view, row-major.</summary>
    public static T[] Copy<T>(GridView view, T[] voxels, int sliceAxis, int slice)
        where T : unmanaged
    {
        int[] first = [0, 0, 0];
        first[sliceAxis] = slice;
        int[] box = view.Size.ToArray();
        box[sliceAxis] = 1;
        return view.Copy<T>(voxels, first, box);
    }

    /// <summary>One slice of a case, as a case of two axes.</summary>
    public static Case Of(Case volume, int sliceAxis, int slice)
    {
        var size = volume.Geometry.Size;
        var plane = SlicePlane.Of(3, sliceAxis);
        var grid = Geometry.OfSize(size[plane.First], size[plane.Second]);
        var view = GridView.Of(size.AsSpan());
        return new Case(
            $"{volume.Id} {slice}",
            [.. volume.Channels.Select(channel => new Volume<float>(grid, Copy(view, channel.Voxels, sliceAxis, slice)))],
            volume.Label is null ? null : new Volume<byte>(grid, Copy(view, volume.Label.Voxels, sliceAxis, slice)));
    }
}
