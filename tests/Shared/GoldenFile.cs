using PureHDF;
using PureHDF.VOL.Native;

namespace SsNet.Testing;

/// <summary>
/// Numbers recorded from the original code, in the folder named by SSNET_GOLDENS, else ../shared/goldens beside the
/// repository. Tests that need them skip with a reason where the folder is absent.
/// </summary>
public sealed class GoldenFile : IDisposable
{
    private readonly NativeFile file;

    private GoldenFile(NativeFile file)
    {
        this.file = file;
    }

    /// <summary>The folder; null where there is none.</summary>
    public static string? Folder { get; } = FindFolder();

    /// <summary>Opens a golden file; skips the running test where the folder is absent.</summary>
    public static GoldenFile Open(string name) => new(H5File.OpenRead(PathOf(name)));

    /// <summary>The path of a golden file; skips the running test where the folder is absent.</summary>
    public static string PathOf(string name)
    {
        if (Folder is null) Assert.Skip("The golden numbers are not here: set SSNET_GOLDENS to their folder.");
        return Path.Combine(Folder, name);
    }

    public bool Exists(string path) => file.LinkExists(path);

    public int[] Shape(string path) => [.. file.Dataset(path).Space.Dimensions.Select(n => (int)n)];

    public float[] Floats(string path) => file.Dataset(path).Read<float[]>();

    public double[] Doubles(string path) => file.Dataset(path).Read<double[]>();

    public byte[] Bytes(string path) => file.Dataset(path).Read<byte[]>();

    public int[] Integers(string path) => file.Dataset(path).Read<int[]>();

    /// <summary>Numbers of any stored type, widened; a scalar as one element.</summary>
    public double[] Numbers(string path)
    {
        var type = file.Dataset(path).Type;
        if (Shape(path).Length == 0) return [Scalar(path)];
        return (type.Class, type.Size) switch
        {
            (H5DataTypeClass.FloatingPoint, sizeof(float)) => [.. Floats(path).Select(x => (double)x)],
            (H5DataTypeClass.FixedPoint, sizeof(byte)) => [.. Bytes(path).Select(x => (double)x)],
            (H5DataTypeClass.FixedPoint, sizeof(int)) => [.. Integers(path).Select(x => (double)x)],
            _ => Doubles(path),
        };
    }

    public double Scalar(string path) => file.Dataset(path).Read<double>();

    /// <summary>Names of what a group holds, in order; "" is the root.</summary>
    public string[] Names(string group = "")
    {
        IEnumerable<IH5Object> children = group.Length == 0 ? file.Children() : file.Group(group).Children();
        return [.. children.Select(child => child.Name).Order(StringComparer.Ordinal)];
    }

    public void Dispose() => file.Dispose();

    private static string? FindFolder()
    {
        string? named = Environment.GetEnvironmentVariable("SSNET_GOLDENS");
        if (!string.IsNullOrEmpty(named)) return Directory.Exists(named) ? named : null;

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "SsNet.slnx"))) continue;
            string beside = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "goldens"));
            return Directory.Exists(beside) ? beside : null;
        }

        return null;
    }
}
