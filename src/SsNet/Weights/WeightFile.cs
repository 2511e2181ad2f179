using SsNet.Devices;
using SsNet.Imaging;
using static TorchSharp.torch;

namespace SsNet.Weights;

/// <summary>
/// What a file of weights holds: tensors by name, on the CPU. They belong to this object and are freed with it, whatever
/// dispose scope is open.
/// </summary>
public sealed class WeightFile : IDisposable
{
    private WeightFile(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        Tensors = tensors;
        Metadata = metadata;
    }

    /// <summary>The tensors by name, in the file's order.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors { get; }

    /// <summary>Notes about the file; empty where it has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Reads weights from a safetensors file or a PyTorch checkpoint; the content tells which, not the name.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReportedException">The file is missing, damaged, or neither of the two.</exception>
    public static WeightFile Open(string path) =>
        Read(path, TorchCheckpoint.Recognises) ? TorchCheckpoint.Load(path) : Safetensors.Load(path);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Tensors.Values) tensor.Dispose();
    }

    /// <summary>Opens a file, and turns what can be wrong with it into a message for the user that names it.</summary>
    internal static T Read<T>(string path, Func<FileStream, T> read)
    {
        LibTorch.Load();
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return read(stream);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new ReportedException($"Cannot read weights from {path}: {failure.Message}", failure);
        }
    }

    /// <summary>Takes tensors as they are read, one after the other; frees them when reading fails on the way.</summary>
    internal static WeightFile Collect(IEnumerable<KeyValuePair<string, Tensor>> read, IReadOnlyDictionary<string, string> metadata)
    {
        var tensors = new OrderedDictionary<string, Tensor>();
        var file = new WeightFile(tensors, metadata);
        try
        {
            foreach (var (name, tensor) in read) tensors.Add(name, tensor);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
