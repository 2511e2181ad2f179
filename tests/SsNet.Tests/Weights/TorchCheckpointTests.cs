using System.Globalization;
using System.IO.Compression;
using System.Text;
using SsNet.Imaging;
using SsNet.Testing;
using SsNet.Weights;
using static TorchSharp.torch;

namespace SsNet.Tests.Weights;

public class TorchCheckpointTests
{
    [Fact]
    public void Views_and_every_type_are_read()
    {
        long tensors = LiveTensors.Count;
        using (var file = WeightFile.Open(Fixture("views.pth")))
        using (var scope = NewDisposeScope())
        {
            var block = arange(24, dtype: float32).reshape(2, 3, 4);
            AssertSame(block, file.Tensors["float32"]);
            AssertSame(block.permute(2, 0, 1), file.Tensors["transposed"]);
            AssertSame(block[1, .., 1..3], file.Tensors["sliced"]);
            AssertSame(full([3, 2], 7f), file.Tensors["expanded"]);
            foreach (var (name, type) in ((string, ScalarType)[])
                [
                    ("float64", float64), ("float16", float16), ("bfloat16", bfloat16), ("int64", int64),
                    ("int32", int32), ("int16", int16), ("int8", int8), ("uint8", uint8),
                ])
            {
                AssertSame(arange(1, 6).to(type), file.Tensors[name]);
            }

            AssertSame(tensor(new[] { true, false, true }), file.Tensors["bool"]);
            AssertSame(tensor((1L << 40) + 1), file.Tensors["scalar"]);
            AssertSame(empty(0, 3), file.Tensors["empty"]);
            AssertSame(tensor(new[] { 0.5f, -0.25f }), file.Tensors["parameter"]);
            Assert.Equal(16, file.Tensors.Count);

            // Storages are shared in the file, never in memory.
            file.Tensors["transposed"].zero_();
            AssertSame(block[1, .., 1..3], file.Tensors["sliced"]);
        }

        Assert.Equal(tensors, LiveTensors.Count);
    }

    [Fact]
    public void Weights_of_a_training_checkpoint_load_into_the_network()
    {
        using var scope = NewDisposeScope();
        using var network = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2));
        string path = Fixture("training.pth");
        using var file = TorchCheckpoint.Load(path);
        StateDict.LoadInto(network, file.Tensors, path);

        Assert.Equal(StateDict.Of(network).Select(entry => entry.Key), file.Tensors.Keys);
        foreach (var (index, parameter) in network.parameters().Index())
        {
            AssertSame((arange(parameter.numel()) + 100 * index).reshape(parameter.shape).to(float32), parameter);
        }

        Assert.Equal(1, file.Tensors["1.num_batches_tracked"].item<long>());
    }

    [Theory]
    [InlineData("whole-module.pth", "torch.save(model.state_dict(), path)")]
    [InlineData("legacy.pth", "before version 1.6")]
    public void Other_files_of_PyTorch_are_reported(string name, string reason)
    {
        var error = Assert.Throws<ReportedException>(() => WeightFile.Open(Fixture(name)));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cposix\nsystem\nX\u0004\0\0\0true\u0085R.", "posix.system")]
    [InlineData("ctorch\nComplexFloatStorage\n.", "torch.ComplexFloatStorage")]
    [InlineData("}X\u0005\0\0\0epochK\u0003s.", "not a tensor (epoch)")]
    [InlineData("].", "no dictionary")]
    [InlineData("}K\u0001", "ends early")]
    [InlineData("X\u00ff\u00ff\u00ff\u00ffabc.", "ends early")]
    [InlineData(".", "damaged")]
    [InlineData("(0.", "damaged")]
    [InlineData("}Ns.", "damaged")]
    [InlineData("}NNs.", "damaged")]
    [InlineData("}(K\u0001u.", "damaged")]
    [InlineData("K\u0001K\u0002a.", "damaged")]
    [InlineData("h\u0000.", "damaged")]
    [InlineData("ccollections\nOrderedDict\nK\u0001R.", "damaged")]
    [InlineData("ccollections\nOrderedDict\nK\u0001\u0085R.", "damaged")]
    [InlineData("K\u0001Q.", "damaged")]
    [InlineData("\u0080\u0004.", "protocol 4")]
    public void Pickles_of_anything_but_weights_are_reported(string pickle, string reason)
    {
        using var file = new TemporaryFile(Archive(("archive/data.pkl", Encoding.Latin1.GetBytes(pickle))));
        var error = Assert.Throws<ReportedException>(() => WeightFile.Open(file.FilePath));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, new long[] { 2, 3 }, new long[] { 3, 1 }, null)]
    [InlineData(0, new long[] { 0, 9 }, new long[] { 9, 1 }, null)]
    [InlineData(5, new long[] { 100, 2 }, new long[] { 0, 0 }, null)]
    [InlineData(1, new long[] { 2, 3 }, new long[] { 3, 1 }, "beyond")]
    [InlineData(-1, new long[] { 2 }, new long[] { 1 }, "beyond")]
    [InlineData(5, new long[] { 2 }, new long[] { -1 }, "beyond")]
    [InlineData(0, new long[] { 2 }, new long[] { long.MaxValue }, "beyond")]
    [InlineData(0, new long[] { 2 }, new long[] { 1, 1 }, "beyond")]
    [InlineData(0, new long[] { -2 }, new long[] { 1 }, "negative")]
    [InlineData(0, new long[] { 400_000_000 }, new long[] { 0 }, "too often")]
    [InlineData(0, new long[] { long.MaxValue, long.MaxValue }, new long[] { 0, 0 }, "2 GiB")]
    public void Views_stay_within_their_storage(long offset, long[] shape, long[] strides, string? reason)
    {
        using var file = new TemporaryFile(Archive(
            ("archive/data.pkl", Encoding.Latin1.GetBytes(OneTensor(offset, shape, strides))),
            ("archive/data/0", new byte[24])));
        if (reason is null)
        {
            using var loaded = WeightFile.Open(file.FilePath);
            Assert.Equal(shape, loaded.Tensors["w"].shape);
        }
        else
        {
            var error = Assert.Throws<ReportedException>(() => WeightFile.Open(file.FilePath));
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Archives_that_are_not_checkpoints_are_reported()
    {
        byte[] pickle = Encoding.Latin1.GetBytes(OneTensor(0, [6], [1]));
        AssertReported("no data.pkl", ("array.npy", [1]));
        AssertReported("lacks", ("a/data.pkl", pickle));
        AssertReported("wrong length", ("a/data.pkl", pickle), ("a/data/0", new byte[23]));
        AssertReported("big-endian", ("a/data.pkl", pickle), ("a/data/0", new byte[24]), ("a/byteorder", "big"u8.ToArray()));

        using var compressed = new TemporaryFile(Archive(CompressionLevel.Optimal, ("a/data.pkl", pickle), ("a/data/0", new byte[24])));
        Assert.Contains("compressed", Assert.Throws<ReportedException>(() => WeightFile.Open(compressed.FilePath)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_are_reported() => Damage.Try(File.ReadAllBytes(Fixture("views.pth")), TorchCheckpoint.Load, 4000);

    [Fact]
    public void Damaged_files_with_nested_weights_are_reported() => Damage.Try(File.ReadAllBytes(Fixture("training.pth")), TorchCheckpoint.Load, 4000);

    [Fact, Trait("Category", "Golden")]
    public void A_checkpoint_of_the_original_code_is_read()
    {
        string[][] names = [.. File.ReadLines(GoldenFile.PathOf("names_unet.txt")).Where(line => !line.StartsWith('#')).Select(line => line.Split(' '))];
        using var golden = GoldenFile.Open("unet_pth.h5");
        double[] sums = golden.Doubles("state_sums");
        double[] absoluteSums = golden.Doubles("state_abs_sums");

        using var file = WeightFile.Open(GoldenFile.PathOf("unet_best_model.pth"));
        using var scope = NewDisposeScope();
        Assert.Equal(names.Select(line => line[1]), file.Tensors.Keys);
        Assert.Equal(golden.Scalar("state_count"), file.Tensors.Count);
        foreach (var (index, weight) in file.Tensors.Values.Index())
        {
            Assert.Equal(names[index][2], weight.dtype == int64 ? "int64" : "float32");
            Assert.Equal(names[index][3] == "scalar" ? [] : names[index][3].Split('x').Select(size => long.Parse(size, CultureInfo.InvariantCulture)), weight.shape);
            using var wide = weight.to(float64);
            double tolerance = 1e-9 * Math.Max(absoluteSums[index], 1e-300);
            Assert.Equal(absoluteSums[index], wide.abs().sum().item<double>(), tolerance);
            Assert.Equal(sums[index], wide.sum().item<double>(), tolerance);
        }
    }

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "Weights", name);

    private static void AssertSame(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.dtype, actual.dtype);
        Assert.Equal(expected.shape, actual.shape);
        Assert.True(actual.is_contiguous());
        Assert.True(expected.equal(actual).all().item<bool>());
    }

    private static void AssertReported(string reason, params (string Name, byte[] Content)[] parts)
    {
        using var file = new TemporaryFile(Archive(parts));
        long tensors = LiveTensors.Count;
        var error = Assert.Throws<ReportedException>(() => WeightFile.Open(file.FilePath));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(tensors, LiveTensors.Count);
    }

    private static byte[] Archive(params (string Name, byte[] Content)[] parts) => Archive(CompressionLevel.NoCompression, parts);

    private static byte[] Archive(CompressionLevel level, params (string Name, byte[] Content)[] parts)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var stream = archive.CreateEntry(name, level).Open();
                stream.Write(content);
            }
        }

        return memory.ToArray();
    }

    /// <summary>The pickle of a dictionary with one tensor "w", a view of six floats.</summary>
    private static string OneTensor(long offset, long[] shape, long[] strides)
    {
        return $"}}{Text("w")}ctorch._utils\n_rebuild_tensor_v2\n(({Text("storage")}ctorch\nFloatStorage\n{Text("0")}{Text("cpu")}K\u0006tQ"
            + $"{Integer(offset)}{Tuple(shape)}{Tuple(strides)}\u0089ccollections\nOrderedDict\n)RtRs.";

        static string Text(string text) => $"X{(char)text.Length}\0\0\0{text}";
        static string Integer(long value) => "\u008a\u0008" + Encoding.Latin1.GetString(BitConverter.GetBytes(value));
        static string Tuple(long[] values) => $"({string.Concat(values.Select(Integer))}t";
    }
}
