using System.IO.Compression;
using SsNet.Imaging;
using static TorchSharp.torch;

namespace SsNet.Weights;

/// <summary>
/// Reads the weights of PyTorch checkpoints: what <c>torch.save(model.state_dict(), path)</c> wrote, or a dictionary with the
/// weights under <c>state_dict</c>, <c>model_state_dict</c> or <c>model</c>. No code in the file is ever run.
/// </summary>
public static class TorchCheckpoint
{
    /// <summary>What to do with a file that holds more than weights.</summary>
    internal const string HowToSave = "Save plain weights in Python with torch.save(model.state_dict(), path).";

    // torch.nn.DataParallel puts this before every name.
    private const string ParallelPrefix = "module.";

    private const long LongestPickle = 100_000_000;

    // A view may repeat its numbers, so that its bytes are not bounded by the file's.
    private const long LargestRepetition = 1 << 26;

    private static readonly string[] WeightKeys = ["state_dict", "model_state_dict", "model"];

    /// <summary>Reads the weights of a checkpoint. Views become tensors of their own; a prefix <c>module.</c> that all names have is dropped.</summary>
    /// <param name="path">The file, .pth or .pt.</param>
    /// <returns>The tensors in the order in which the checkpoint lists them; no metadata.</returns>
    /// <exception cref="ReportedException">The file is missing, damaged, of PyTorch's format before 1.6, or holds more than
    /// tensors and plain values.</exception>
    public static WeightFile Load(string path) => WeightFile.Read(path, stream =>
    {
        if (IsLegacy(stream)) throw new InvalidDataException("It has PyTorch's format from before version 1.6. Load it in Python with a newer PyTorch and save it again.");
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        return Load(archive);
    });

    /// <summary>Whether a file is a checkpoint, in the present format or the one before.</summary>
    internal static bool Recognises(FileStream stream) => StartsWith(stream, "PK\x03\x04"u8) || IsLegacy(stream);

    // A pickle of protocol 2 that begins with an integer of ten bytes, the magic number.
    private static bool IsLegacy(FileStream stream) => StartsWith(stream, [0x80, 0x02, 0x8a, 0x0a]);

    private static bool StartsWith(FileStream stream, ReadOnlySpan<byte> magic)
    {
        Span<byte> start = stackalloc byte[magic.Length];
        stream.Position = 0;
        int count = stream.ReadAtLeast(start, magic.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return start[..count].SequenceEqual(magic);
    }

    private static WeightFile Load(ZipArchive archive)
    {
        const string pickleName = "/data.pkl";
        var pickle = archive.Entries.FirstOrDefault(entry => entry.FullName.EndsWith(pickleName, StringComparison.Ordinal))
            ?? throw new InvalidDataException("It is a ZIP file, but not a PyTorch checkpoint (it has no data.pkl).");
        string root = pickle.FullName[..^pickleName.Length];
        if (archive.GetEntry($"{root}/byteorder") is { } order && !ReadAll(order).AsSpan().SequenceEqual("little"u8))
        {
            throw new InvalidDataException("Its numbers are big-endian, which is not supported.");
        }

        var weights = FindWeights(new PickledState(ReadAll(pickle)).Read());
        var storages = new Dictionary<StorageReference, Tensor>();
        try
        {
            return WeightFile.Collect(
                weights.Select(weight => KeyValuePair.Create(weight.Key, Materialise(weight.Value))),
                new Dictionary<string, string>());
        }
        finally
        {
            foreach (var storage in storages.Values) storage.Dispose();
        }

        Tensor Materialise(TensorReference reference)
        {
            CheckBounds(reference);
            if (!storages.TryGetValue(reference.Storage, out var numbers))
            {
                numbers = ReadStorage(archive, $"{root}/data/{reference.Storage.Key}", reference.Storage);
                storages.Add(reference.Storage, numbers);
            }

            return Copy(numbers, reference);
        }
    }

    private static List<KeyValuePair<string, TensorReference>> FindWeights(object? content)
    {
        var whole = content as OrderedDictionary<object, object?>
            ?? throw new InvalidDataException($"It holds no dictionary of tensors. {HowToSave}");
        var weights = WeightKeys.Select(key => whole.GetValueOrDefault(key)).OfType<OrderedDictionary<object, object?>>().FirstOrDefault(whole);
        var named = weights.Select(pair => pair is { Key: string name, Value: TensorReference tensor }
            ? KeyValuePair.Create(name, tensor)
            : throw new InvalidDataException($"It holds something that is not a tensor ({pair.Key}). {HowToSave}")).ToList();

        bool isParallel = named.TrueForAll(weight => weight.Key.StartsWith(ParallelPrefix, StringComparison.Ordinal));
        return isParallel ? named.ConvertAll(weight => KeyValuePair.Create(weight.Key[ParallelPrefix.Length..], weight.Value)) : named;
    }

    private static void CheckBounds(TensorReference tensor)
    {
        long bytes = tensor.Storage.Type.CountBytes(tensor.Shape);
        long storageBytes = tensor.Storage.Type.CountBytes([tensor.Storage.Count]);
        bool fits = tensor.Offset >= 0 && tensor.Strides.Length == tensor.Shape.Length && tensor.Strides.All(stride => stride >= 0);
        if (fits && bytes > 0)
        {
            // 128 bits hold the sum whatever the file says.
            Int128 last = tensor.Offset;
            for (int i = 0; i < tensor.Shape.Length; i++) last += (Int128)(tensor.Shape[i] - 1) * tensor.Strides[i];
            fits = last < tensor.Storage.Count;
        }

        if (!fits) throw new InvalidDataException("A tensor reaches beyond its numbers.");
        if (bytes > Math.Max(storageBytes, LargestRepetition)) throw new InvalidDataException("A tensor repeats its numbers too often.");
    }

    private static Tensor Copy(Tensor numbers, TensorReference reference)
    {
        var tensor = empty(reference.Shape, reference.Storage.Type.Type, CPU).DetachFromDisposeScope();
        if (tensor.NumberOfElements > 0)
        {
            using var view = numbers.as_strided(reference.Shape, reference.Strides, reference.Offset);
            tensor.copy_(view);
        }

        return tensor;
    }

    private static Tensor ReadStorage(ZipArchive archive, string name, StorageReference reference)
    {
        var entry = archive.GetEntry(name) ?? throw new InvalidDataException($"It lacks its part {name}.");
        using var content = OpenStored(entry);
        if (reference.Type.CountBytes([reference.Count]) != entry.Length) throw new InvalidDataException($"Its part {name} has the wrong length.");
        return reference.Type.Read(content, [reference.Count]);
    }

    private static byte[] ReadAll(ZipArchiveEntry entry)
    {
        using var content = OpenStored(entry);
        if (entry.Length > LongestPickle) throw new InvalidDataException($"Its part {entry.FullName} is too long.");
        byte[] bytes = new byte[entry.Length];
        content.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Opens a part that is not compressed, as torch.save writes them: its length is then no more than the file's.</summary>
    private static Stream OpenStored(ZipArchiveEntry entry) => entry.Length == entry.CompressedLength
        ? entry.Open()
        : throw new InvalidDataException($"Its part {entry.FullName} is compressed, which torch.save never does.");
}
