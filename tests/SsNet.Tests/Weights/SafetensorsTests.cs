using System.Buffers.Binary;
using System.Text;
using SsNet.Imaging;
using SsNet.Weights;
using static TorchSharp.torch;

namespace SsNet.Tests.Weights;

public class SafetensorsTests
{
    public static TheoryData<ScalarType> Types =>
    [
        ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64,
        ScalarType.Int32, ScalarType.Int16, ScalarType.Int8, ScalarType.Byte, ScalarType.Bool,
    ];

    [Theory, MemberData(nameof(Types))]
    public void Every_type_and_shape_comes_back(ScalarType type)
    {
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> saved = [];
        foreach (long[] shape in (long[][])[[], [1], [7], [0], [3, 0, 2], [2, 3, 1, 5]])
        {
            long count = shape.Aggregate(1L, (product, size) => product * size);
            saved[$"a.{string.Join('x', shape)}"] = arange(1, count + 1).reshape(shape).to(type);
        }

        saved["transposed"] = arange(6).reshape(2, 3).t().to(type);
        using var file = new TemporaryFile();
        Safetensors.Save(file.FilePath, [.. saved], new Dictionary<string, string> { ["note"] = "{\"π\": 3}", [""] = "" });

        using var loaded = WeightFile.Open(file.FilePath);
        Assert.Equal(saved.Keys, loaded.Tensors.Keys);
        Assert.Equal("{\"π\": 3}", loaded.Metadata["note"]);
        Assert.Equal("", loaded.Metadata[""]);
        foreach (var (name, tensor) in saved)
        {
            Assert.Equal(type, loaded.Tensors[name].dtype);
            Assert.Equal(tensor.shape, loaded.Tensors[name].shape);
            Assert.True(tensor.equal(loaded.Tensors[name]).all().item<bool>());
        }
    }

    [Fact]
    public void The_bytes_are_those_of_the_specification()
    {
        using var scope = NewDisposeScope();
        using var file = new TemporaryFile();
        Safetensors.Save(
            file.FilePath,
            [new("half", tensor(new float[] { 1, -2 }).to(ScalarType.BFloat16)), new("count", tensor(258L))],
            new Dictionary<string, string> { ["by"] = "hand" });

        // The wider numbers lie first, though the header keeps the order given.
        byte[] expected = Compose(
            """{"__metadata__":{"by":"hand"},"half":{"dtype":"BF16","shape":[2],"data_offsets":[8,12]},"count":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}""",
            [2, 1, 0, 0, 0, 0, 0, 0, 0x80, 0x3f, 0x00, 0xc0]);
        Assert.Equal(expected, File.ReadAllBytes(file.FilePath));
    }

    [Fact]
    public void A_header_written_by_hand_is_read()
    {
        byte[] content = Compose(
            """ { "b" : {"shape":[2,1],"data_offsets":[1,5],"dtype":"I16"}, "a":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]} } """,
            [1, 0xff, 0xff, 0, 1]);
        using var file = new TemporaryFile(content);
        using var loaded = Safetensors.Load(file.FilePath);

        Assert.Equal(["b", "a"], loaded.Tensors.Keys);
        Assert.Empty(loaded.Metadata);
        Assert.Equal([-1, 256], loaded.Tensors["b"].data<short>().ToArray());
        Assert.Equal([2, 1], loaded.Tensors["b"].shape);
        Assert.Equal([true], loaded.Tensors["a"].data<bool>().ToArray());
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("[]", 0)]
    [InlineData("null", 0)]
    [InlineData("{", 0)]
    [InlineData("{}", 1)]
    [InlineData("""{"a":null}""", 0)]
    [InlineData("""{"a":{}}""", 0)]
    [InlineData("""{"__metadata__":{"a":1}}""", 0)]
    [InlineData("""{"__metadata__":{"a":null}}""", 0)]
    [InlineData("""{"\ud800":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1)]
    [InlineData("""{"a":{"dtype":"F8","shape":[1],"data_offsets":[0,1]}}""", 1)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}}""", 1)]
    [InlineData("""{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}""", 1)]
    [InlineData("""{"a":{"dtype":"U8","shape":[-1,-1],"data_offsets":[0,1]}}""", 1)]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,1]}}""", 1)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0]}}""", 1)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}""", 1)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 0)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 2)]
    [InlineData("""{"a":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]}}""", 1)]
    [InlineData("""{"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0)]
    [InlineData("""{"a":{"dtype":"U8","shape":[0,4294967296,4294967296],"data_offsets":[0,0]}}""", 0)]
    [InlineData("""{"a":{"dtype":"U8","shape":[4294967296],"data_offsets":[0,4294967296]}}""", 0)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2)]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3)]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}""", 3)]
    public void A_wrong_header_is_reported(string json, int dataLength)
    {
        byte[] data = new byte[dataLength];
        Array.Fill(data, (byte)7);
        using var file = new TemporaryFile(Compose(json, data));
        long tensors = LiveTensors.Count;
        var error = Assert.Throws<ReportedException>(() => WeightFile.Open(file.FilePath));
        Assert.Contains(file.FilePath, error.Message, StringComparison.Ordinal);
        Assert.Equal(tensors, LiveTensors.Count);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(long.MaxValue)]
    public void A_wrong_header_length_is_reported(long length)
    {
        byte[] content = Compose("{}", []);
        BinaryPrimitives.WriteInt64LittleEndian(content, length == 3 ? content.Length - 7 : length);
        using var file = new TemporaryFile(content);
        Assert.Throws<ReportedException>(() => Safetensors.Load(file.FilePath));
    }

    [Fact]
    public void Missing_and_empty_files_are_reported()
    {
        using var file = new TemporaryFile();
        Assert.Throws<ReportedException>(() => WeightFile.Open(file.FilePath));
        File.WriteAllBytes(file.FilePath, []);
        Assert.Throws<ReportedException>(() => WeightFile.Open(file.FilePath));
    }

    [Fact]
    public void Damaged_files_are_reported()
    {
        using var scope = NewDisposeScope();
        using var file = new TemporaryFile();
        Safetensors.Save(
            file.FilePath,
            [new("layer.weight", arange(6).reshape(2, 3).to(ScalarType.Float32)), new("layer.mask", tensor(new[] { true, false })), new("count", tensor(5L))],
            new Dictionary<string, string> { ["seed"] = "1" });
        Damage.Try(File.ReadAllBytes(file.FilePath), Safetensors.Load, 4000);
    }

    [Fact]
    public void Types_the_format_lacks_are_reported()
    {
        using var file = new TemporaryFile();
        using var complex = zeros(2, ScalarType.ComplexFloat32);
        var error = Assert.Throws<ReportedException>(() => Safetensors.Save(file.FilePath, [new("spectrum", complex)]));
        Assert.Contains("spectrum", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(file.FilePath));
    }

    [Fact]
    public void Tensors_beyond_2_GiB_are_reported()
    {
        using var file = new TemporaryFile();
        using var one = zeros(1);
        using var large = one.expand(1L << 29);
        var error = Assert.Throws<ReportedException>(() => Safetensors.Save(file.FilePath, [new("atlas", large)]));
        Assert.Contains("atlas", error.Message, StringComparison.Ordinal);
        Assert.Contains("2 GiB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Saving_and_loading_leave_no_tensor_behind_and_outlive_a_scope()
    {
        using var file = new TemporaryFile();
        using var weight = nn.Parameter(rand(3, 4));
        long tensors = LiveTensors.Count;
        WeightFile loaded;
        using (NewDisposeScope())
        {
            Safetensors.Save(file.FilePath, [new("weight", weight)]);
            loaded = Safetensors.Load(file.FilePath);
        }

        Assert.Equal(tensors + 1, LiveTensors.Count);
        Assert.Equal(weight.data<float>().ToArray(), loaded.Tensors["weight"].data<float>().ToArray());
        loaded.Dispose();
        Assert.Equal(tensors, LiveTensors.Count);
    }

    private static byte[] Compose(string json, byte[] data)
    {
        byte[] header = Encoding.UTF8.GetBytes(json.PadRight((json.Length + 7) / 8 * 8));
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data];
    }
}
