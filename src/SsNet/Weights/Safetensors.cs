using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using SsNet.Imaging;
using static TorchSharp.torch;

namespace SsNet.Weights;

/// <summary>
/// Files of weights that hold numbers and nothing else: an 8-byte length, a JSON header that gives type, shape and place of
/// every tensor, then the numbers, little-endian (https://github.com/huggingface/safetensors).
/// </summary>
public static class Safetensors
{
    private const string MetadataKey = "__metadata__";

    // The numbers begin at a multiple of this, and so does the first of every tensor.
    private const int Alignment = 8;

    // The reference implementation refuses longer ones too.
    private const long LongestHeader = 100_000_000;

    /// <summary>Writes tensors to a file, whole or not at all.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="tensors">The tensors by name, each name once, on any device; <see cref="Load"/> gives them in this order.</param>
    /// <param name="metadata">Notes to keep with them.</param>
    /// <exception cref="ReportedException">A tensor has a type the format lacks or 2 GiB or more, or the file cannot be written.</exception>
    public static void Save(
        string path,
        IReadOnlyList<KeyValuePair<string, Tensor>> tensors,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        List<Entry> entries = [.. tensors.Select(named => Describe(path, named.Key, named.Value))];
        // Larger numbers come first, so that every tensor lies at a multiple of its number's size: readers that map the file need it.
        var byPlace = entries.Zip(tensors, (entry, named) => (entry, named.Value)).OrderByDescending(pair => pair.entry.Type.Size).ToList();
        long end = 0;
        foreach (var (entry, _) in byPlace)
        {
            entry.Begin = end;
            entry.End = end += entry.Type.CountBytes(entry.Shape);
        }

        byte[] header = WriteHeader(entries, metadata);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            foreach (var (_, tensor) in byPlace)
            {
                using var scope = NewDisposeScope();
                if (tensor.NumberOfElements > 0) stream.Write(tensor.detach().cpu().contiguous().bytes);
            }
        });
    }

    /// <summary>Reads a file; its header is checked in full before memory is taken for tensors.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensors in the order of the header, and the notes.</returns>
    /// <exception cref="ReportedException">The file is missing, damaged, of another format, or has tensors of an unsupported type or size.</exception>
    public static WeightFile Load(string path) => WeightFile.Read(path, stream =>
    {
        var (entries, metadata) = ReadHeader(stream);
        long start = stream.Position;
        CheckPlaces(entries, stream.Length - start);
        return WeightFile.Collect(entries.Select(entry => KeyValuePair.Create(entry.Name, ReadTensor(entry))), metadata);

        Tensor ReadTensor(Entry entry)
        {
            stream.Position = start + entry.Begin;
            return entry.Type.Read(stream, entry.Shape);
        }
    });

    private static Entry Describe(string path, string name, Tensor tensor)
    {
        var type = StoredType.All.FirstOrDefault(type => type.Type == tensor.dtype)
            ?? throw new ReportedException($"Cannot write {path}: safetensors has no type for {name}, which is {tensor.dtype}.");
        try
        {
            type.CountBytes(tensor.shape);
        }
        catch (InvalidDataException failure)
        {
            throw new ReportedException($"Cannot write {path}: {name}: {failure.Message}", failure);
        }

        return new Entry(name, type, tensor.shape);
    }

    private static byte[] WriteHeader(List<Entry> entries, IReadOnlyDictionary<string, string>? metadata)
    {
        using var json = new MemoryStream();
        // The notes often are JSON themselves and stay readable this way; nothing of this is ever put into a web page.
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            if (metadata is not null)
            {
                writer.WriteStartObject(MetadataKey);
                foreach (var (key, value) in metadata) writer.WriteString(key, value);
                writer.WriteEndObject();
            }

            foreach (var entry in entries)
            {
                writer.WriteStartObject(entry.Name);
                writer.WriteString("dtype", entry.Type.SafetensorsName);
                WriteArray(writer, "shape", entry.Shape);
                WriteArray(writer, "data_offsets", [entry.Begin, entry.End]);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        while (json.Length % Alignment != 0) json.WriteByte((byte)' ');

        byte[] header = new byte[sizeof(long) + json.Length];
        BinaryPrimitives.WriteInt64LittleEndian(header, json.Length);
        json.ToArray().CopyTo(header, sizeof(long));
        return header;
    }

    private static void WriteArray(Utf8JsonWriter writer, string name, long[] values)
    {
        writer.WriteStartArray(name);
        foreach (long value in values) writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }

    private static (List<Entry> Entries, Dictionary<string, string> Metadata) ReadHeader(FileStream stream)
    {
        Span<byte> lengthBytes = stackalloc byte[sizeof(long)];
        stream.ReadExactly(lengthBytes);
        long length = BinaryPrimitives.ReadInt64LittleEndian(lengthBytes);
        if (length < 0 || length > LongestHeader || length > stream.Length - sizeof(long))
        {
            throw new InvalidDataException("It is neither a safetensors file nor a PyTorch checkpoint, or it is cut off.");
        }

        byte[] header = new byte[length];
        stream.ReadExactly(header);
        try
        {
            using var document = JsonDocument.Parse(header, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var entries = new List<Entry>();
            var metadata = new Dictionary<string, string>();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.Name == MetadataKey)
                {
                    foreach (var note in property.Value.EnumerateObject()) metadata.Add(note.Name, ReadText(note.Value));
                }
                else
                {
                    entries.Add(ReadEntry(property.Name, property.Value));
                }
            }

            return (entries, metadata);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException($"Its header is not that of a safetensors file: {failure.Message}", failure);
        }
    }

    private static Entry ReadEntry(string name, JsonElement json)
    {
        string typeName = ReadText(json.GetProperty("dtype"));
        var type = StoredType.All.FirstOrDefault(type => type.SafetensorsName == typeName)
            ?? throw new InvalidDataException($"{name} has numbers of type {typeName}, which is not supported.");
        long[] shape = [.. json.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        long[] place = [.. json.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        if (place.Length != 2) throw new FormatException($"{name} needs two data_offsets.");
        return new Entry(name, type, shape) { Begin = place[0], End = place[1] };
    }

    private static string ReadText(JsonElement json) => json.GetString() ?? throw new FormatException("A text is null.");

    /// <summary>The tensors must fill the data without gap or overlap, each with as many bytes as its shape needs.</summary>
    private static void CheckPlaces(List<Entry> entries, long dataLength)
    {
        long end = 0;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != end || entry.End - entry.Begin != entry.Type.CountBytes(entry.Shape))
            {
                throw new InvalidDataException($"The place of {entry.Name} does not fit its shape or the tensor before it.");
            }

            end = entry.End;
        }

        if (end != dataLength) throw new InvalidDataException($"It should hold {end} bytes of numbers but holds {dataLength}.");
    }

    private sealed record Entry(string Name, StoredType Type, long[] Shape)
    {
        public long Begin { get; set; }

        public long End { get; set; }
    }
}
