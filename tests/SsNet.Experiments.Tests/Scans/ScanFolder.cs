using System.Buffers.Binary;
using SsNet.Experiments.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Scans;

/// <summary>A tiny data set in a folder of its own, removed afterwards. Its folders come into being with the files in them.</summary>
internal sealed class ScanFolder : IDisposable
{
    /// <summary>2 slices of 3 rows and 4 columns, somewhere in the world.</summary>
    public static readonly Geometry Grid = new([2, 3, 4], [2.5, 0.7, 0.5], [10, -20, 30], [0, 0, 1, 0, 1, 0, 1, 0, 0]);

    private readonly TemporaryFolder folder = new();

    public string Path => folder.Path;

    public string At(string name) => folder.FileNamed(name);

    public void Text(string name, params string[] lines) => File.WriteAllLines(Placed(name), lines);

    /// <summary>An image that is the same everywhere.</summary>
    public void Image(string name, float value = 1) => ImageFile.Write(Placed(name), new Volume<float>(Grid, [.. Enumerable.Repeat(value, 24)]));

    /// <summary>An image or label map as it is.</summary>
    public void Save<T>(string name, Volume<T> image)
        where T : unmanaged => ImageFile.Write(Placed(name), image);

    public void Images(params string[] names)
    {
        foreach (string name in names) Image(name);
    }

    /// <summary>A label map of half zeros, half a value.</summary>
    public void Label(string name, byte value = 1) => ImageFile.Write(Placed(name), new Volume<byte>(Grid, [.. Enumerable.Range(0, 24).Select(i => i < 12 ? (byte)0 : value)]));

    public void Labels(params string[] names)
    {
        foreach (string name in names) Label(name);
    }

    /// <summary>A slice as PNG.</summary>
    public void Slice(string name) => ImageFile.Write(Placed(name), new Volume<byte>(Geometry.OfSize(3, 4)));

    /// <summary>NIfTI of four axes, which nothing here writes otherwise: all voxels of a frame have the frame's number, from 0.</summary>
    public void Frames(string name, int frames)
    {
        ImageFile.Write(Placed(name), new Volume<short>(Grid));
        byte[] one = File.ReadAllBytes(At(name));
        BinaryPrimitives.WriteInt16LittleEndian(one.AsSpan(40), 4);
        BinaryPrimitives.WriteInt16LittleEndian(one.AsSpan(48), (short)frames);
        using var stream = File.Create(At(name));
        stream.Write(one.AsSpan(0, 352));
        for (int i = 0; i < frames * 24; i++) stream.Write(BitConverter.GetBytes((short)(i / 24)));
    }

    public ScanCollection Open(ScanOptions? options = null) => ScanCollection.Open(Path, options);

    public string ErrorOf(ScanOptions? options = null) => Assert.Throws<ReportedException>(() => Open(options)).Message;

    public void Dispose() => folder.Dispose();

    private string Placed(string name)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(name))!);
        return At(name);
    }
}
