using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Cli.Tests;

/// <summary>
/// A tiny data set in the layout of ACDC, with a recipe for it; removed afterwards: two slices of one patient with labels, and one of
/// another without, to train on, and a volume each to validate and to test on.
/// </summary>
internal sealed class AcdcFolder : IDisposable
{
    public const string FirstSlice = "patient001_frame01_slice_1";
    public const string SecondSlice = "patient001_frame01_slice_2";
    public const string UnlabelledSlice = "patient002_frame01_slice_1";
    public const string ValidationVolume = "patient003_frame01";
    public const string TestVolume = "patient004_frame01";

    private readonly TemporaryFolder folder = new();

    public AcdcFolder()
    {
        Directory.CreateDirectory(folder.FileNamed("data/slices"));
        WriteList("train_slices.list", FirstSlice, SecondSlice, UnlabelledSlice);
        WriteList("val.list", ValidationVolume);
        WriteList("test.list", TestVolume);
        foreach (string id in new[] { FirstSlice, SecondSlice }) Hdf5File.Write(SlicePath(id), Image(16, 16), Label(16, 16));
        Hdf5File.Write(SlicePath(UnlabelledSlice), Image(16, 16), null);
        foreach (string id in new[] { ValidationVolume, TestVolume }) Hdf5File.Write(VolumePath(id), Image(3, 18, 14), Label(3, 18, 14));

        File.WriteAllText(RecipePath, """
            [data]
            layout = "acdc"
            labelled = 1
            slice-axis = 0

            [network]
            architecture = "u-net"
            classes = 4
            base-width = 2

            [training]
            iterations = 1
            patch = [16, 16]
            fit = "zoom"
            labelled-per-batch = 1
            unlabelled-per-batch = 1
            workers = 0
            threads = 1
            """);
    }

    public string Path => folder.Path;

    public string RecipePath => folder.FileNamed("recipe.toml");

    public string Run => folder.FileNamed("run");

    public string TrainingList => folder.FileNamed("train_slices.list");

    public string SlicePath(string id) => folder.FileNamed($"data/slices/{id}.h5");

    public string VolumePath(string id) => folder.FileNamed($"data/{id}.h5");

    public string FileNamed(string name) => folder.FileNamed(name);

    public void WriteList(string name, params string[] lines) => File.WriteAllLines(folder.FileNamed(name), lines);

    public static Volume<float> Image(params int[] size)
    {
        var geometry = Geometry.OfSize(size);
        return new Volume<float>(geometry, [.. Enumerable.Range(0, (int)geometry.VoxelCount).Select(i => i % 8 / 8f)]);
    }

    /// <summary>Every class up to a highest one, wherever the image is as bright.</summary>
    public static Volume<byte> Label(params int[] size) => LabelUpTo(3, size);

    /// <summary>Every class up to a highest one, wherever the image is as bright.</summary>
    public static Volume<byte> LabelUpTo(byte highest, params int[] size)
    {
        var image = Image(size);
        return new Volume<byte>(image.Geometry, Array.ConvertAll(image.Voxels, value => (byte)(value * (highest + 1))));
    }

    public void Dispose() => folder.Dispose();
}
