using SsNet.Experiments.Preparing;
using SsNet.Experiments.Tests.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Preparing;

/// <summary>A small raw data set: volumes of 12×20×24 voxels with noise and a bright box, whose label map is 1 in it and 2 in a corner of it; and a place for it once it is prepared.</summary>
internal sealed class BoxScans : IDisposable
{
    /// <summary>Slices along the patient's left, 15 mm apart; rows run to the feet.</summary>
    public static readonly Geometry Sagittal = new([12, 20, 24], [15, 8, 6], [10, -20, 30], [1, 0, 0, 0, 0, 1, 0, -1, 0]);

    private static readonly VoxelBox Middle = new([3, 6, 7], [6, 7, 10]);

    private readonly TemporaryFolder output = new();

    public ScanFolder Data { get; } = new();

    public string Prepared => output.FileNamed("prepared");

    public string Another(string name) => output.FileNamed(name);

    public static Volume<float> Image(Geometry grid, int seed, VoxelBox? box = null)
    {
        var random = new Random(seed);
        var image = new Volume<float>(grid, [.. Enumerable.Range(0, (int)grid.VoxelCount).Select(_ => random.NextSingle() * 100)]);
        foreach (int flat in Inside(grid, box ?? Middle)) image.Voxels[flat] += 300;
        return image;
    }

    public static Volume<byte> Label(Geometry grid, VoxelBox? box = null)
    {
        var label = new Volume<byte>(grid);
        var whole = box ?? Middle;
        foreach (int flat in Inside(grid, whole)) label.Voxels[flat] = 1;
        foreach (int flat in Inside(grid, new VoxelBox(whole.Start, [.. whole.Length.Select(n => (n + 1) / 2)]))) label.Voxels[flat] = 2;
        return label;
    }

    /// <summary>Adds scans with a label.</summary>
    public void Labelled(params string[] ids)
    {
        foreach (string id in ids) Scan(id);
    }

    /// <summary>Adds scans without a label.</summary>
    public void Unlabelled(params string[] ids)
    {
        foreach (string id in ids) Scan(id, labelled: false);
    }

    /// <summary>Adds a scan, whose noise its name decides on.</summary>
    public void Scan(string id, bool labelled = true, Geometry? grid = null, VoxelBox? box = null)
    {
        Data.Save($"images/{id}.nii", Image(grid ?? Sagittal, id.Sum(letter => letter), box));
        if (labelled) Data.Save($"labels/{id}.nii", Label(grid ?? Sagittal, box));
    }

    /// <summary>Which patient the scans belong to.</summary>
    public void Groups(params (string Id, string Group)[] lines) => Data.Text("groups.csv", [.. lines.Select(line => $"{line.Id},{line.Group}")]);

    public PreparationOutcome Prepare(PrepareOptions? options = null, Action<string, int, int, string>? progress = null, CancellationToken? cancellation = null) =>
        ScanPreparation.Run(Data.Open(), options ?? new PrepareOptions(), Prepared, progress, cancellation ?? TestContext.Current.CancellationToken);

    public string ErrorOf(PrepareOptions? options = null, Action<string, int, int, string>? progress = null) => Assert.Throws<ReportedException>(() => Prepare(options, progress)).Message;

    public string[] List(string name) => File.ReadAllLines(Path.Combine(Prepared, name));

    public void WriteList(string name, params string[] ids) => File.WriteAllLines(Path.Combine(Prepared, name), ids);

    /// <summary>Every file of a prepared folder that a run learns from.</summary>
    public static SortedDictionary<string, byte[]> Content(string folder) => new(
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(folder, path), File.ReadAllBytes), StringComparer.Ordinal);

    public static void AssertSame(string expected, string actual)
    {
        var (first, second) = (Content(expected), Content(actual));
        Assert.Equal(first.Keys, second.Keys);
        Assert.All(first, file => Assert.True(file.Value.SequenceEqual(second[file.Key]), file.Key));
    }

    public void Dispose()
    {
        Data.Dispose();
        output.Dispose();
    }

    private static IEnumerable<int> Inside(Geometry grid, VoxelBox box)
    {
        int[] strides = Geometry.Strides(grid.Size.AsSpan());
        for (int flat = 0; flat < grid.VoxelCount; flat++)
        {
            int[] index = [.. strides.Select((stride, axis) => flat / stride % grid.Size[axis])];
            if (box.Contains(index)) yield return flat;
        }
    }
}
