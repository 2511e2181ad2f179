using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;

namespace SsNet.Cli.Tests;

public sealed class PredictCommandTests(PredictCommandTests.TrainedRun trained) : IClassFixture<PredictCommandTests.TrainedRun>
{
    /// <summary>Columns to the head, rows to the right, slices to the back.</summary>
    private static readonly Geometry Grid = new([12, 14, 10], [1.5, 1, 2.5], [10, -20, 30], [0, -1, 0, 1, 0, 0, 0, 0, 1]);

    private readonly LaFolder data = trained.Data;
    private readonly string work = trained.Data.FileNamed(Guid.NewGuid().ToString("N"));

    [Fact]
    public async Task Every_image_has_a_line_with_its_volumes()
    {
        string scan = Placed("in/scan-1.nii.gz"), array = Placed("in/two.npy");
        ImageFile.Write(scan, Image());
        ImageFile.Write(array, Image());
        var (code, output, error) = await Call.Ssnet("predict", "--run", data.Run, "--input", At("in"), "--output", At("out"));
        Assert.Equal((ExitCode.Success, ""), (code, error));
        int voxels = ImageFile.ReadLabels(At("out/scan-1.nii.gz")).Voxels.Count(label => label == 1);
        string[] lines = output.Split('\n');
        Assert.Equal([$"case 1/2: {scan}", $"case 2/2: {array}"], lines[..2]);
        Assert.Equal(FormattableString.Invariant($"{scan} → {At("out/scan-1.nii.gz")}  left atrium {voxels * 1.5 * 2.5 / 1000:0.0##} ml"), lines[2]);
        Assert.Matches(@"→ .*two\.npy  left atrium \d+ voxels$", lines[3]);
        Assert.Equal($"volumes: {At("out/volumes.csv")}", lines[4]);
        Assert.StartsWith("case,class,value,name,voxels,ml\nscan-1,1,1,left atrium,", File.ReadAllText(At("out/volumes.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_alone_give_the_label_map_of_the_run()
    {
        ImageFile.Write(Placed("in/a.nrrd"), Image());
        await Call.AssertWorks("predict", "--run", data.Run, "--input", At("in/a.nrrd"), "--output", At("of-run"));
        File.Copy(Path.Combine(data.Run, "weights.safetensors"), At("alone.safetensors"));
        await Call.AssertWorks("predict", "--weights", At("alone.safetensors"), "--input", At("in/a.nrrd"), "--output", At("of-weights"));
        Assert.Equal(File.ReadAllBytes(At("of-run/a.nrrd")), File.ReadAllBytes(At("of-weights/a.nrrd")));
    }

    [Fact]
    public async Task Format_probabilities_and_uncertainty_are_as_asked_for()
    {
        ImageFile.Write(Placed("in/a.nrrd"), Image());
        await Call.AssertWorks("predict", "--run", data.Run, "--input", At("in"), "--output", At("out"), "--format", "h5", "--probabilities", "--uncertainty");
        Assert.Equal(["a.h5", "a_entropy.h5", "a_probability1.h5", "volumes.csv", "volumes.json"], Directory.GetFiles(At("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(Grid.Direction, Hdf5File.ReadLabel(At("out/a.h5")).Geometry.Direction);
        Assert.All(ImageFile.ReadImage(At("out/a_entropy.h5")).Voxels, value => Assert.InRange(value, 0, 1));
        await Call.AssertRefused(["predict", "--run", data.Run, "--input", At("in"), "--output", At("out"), "--format", "png"], At("in/a.nrrd"), "12×14×10", ".nii.gz");
        await Call.AssertRefused(["predict", "--run", data.Run, "--input", At("in"), "--output", At("out"), "--format", "bmp"], "'bmp'", "'nii.gz'");
    }

    [Fact]
    public async Task What_was_segmented_is_not_segmented_again()
    {
        ImageFile.Write(Placed("in/a.nrrd"), Image());
        for (int i = 0; i < 2; i++) await Call.AssertWorks("predict", "--run", data.Run, "--input", At("in"), "--output", At("in/out"));
        Assert.Equal(["a.nrrd", "volumes.csv", "volumes.json"], Directory.GetFiles(At("in/out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await Call.AssertRefused(["predict", "--run", data.Run, "--input", At("in"), "--output", At("in")], At("in"), "another --output");
        await Call.AssertRefused(["predict", "--run", data.Run, "--input", At("in"), "--output", At("in/out"), "--series", "1.2.3"], At("in"), "1.2.3", "--series");
    }

    private static Volume<float> Image() => new(Grid, [.. Enumerable.Range(0, (int)Grid.VoxelCount).Select(i => (float)(i % 11))]);

    private string At(string name) => Path.Combine(work, name);

    private string Placed(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        return At(name);
    }

    /// <summary>A run on published data of one iteration, for all tests.</summary>
    public sealed class TrainedRun : IAsyncLifetime
    {
        internal LaFolder Data { get; } = new();

        public async ValueTask InitializeAsync() => await Call.AssertWorks("train", "--recipe", Data.RecipePath, "--data", Data.Path, "--out", Data.Run);

        public ValueTask DisposeAsync()
        {
            Data.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
