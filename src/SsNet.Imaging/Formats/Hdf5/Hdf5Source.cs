using PureHDF;
using PureHDF.VOL.Native;

namespace SsNet.Imaging.Formats.Hdf5;

/// <summary>An HDF5 file open for reading, whose every failure is an <see cref="ImageFormatException"/>.</summary>
internal sealed class Hdf5Source : IDisposable
{
    private static readonly byte[] Signature = [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly NativeFile file;

    private Hdf5Source(string path, long length, NativeFile file)
    {
        Path = path;
        Length = length;
        this.file = file;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Its length in bytes.</summary>
    public long Length { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    public static Hdf5Source Open(string path)
    {
        var stream = OpenStream(path);
        try
        {
            RequireSignature(path, stream);
            var file = Guard(path, "the file", () => H5File.Open(new GuardedStream(stream), leaveOpen: false));
            return new Hdf5Source(path, stream.Length, file);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Whether a file has the signature, which stands at the start or, after a user block, at 512, 1024, 2048… (HDF5 file format, II.A).</summary>
    /// <param name="stream">The file; its position moves.</param>
    public static bool HasSignature(Stream stream)
    {
        Span<byte> start = stackalloc byte[Signature.Length];
        for (long position = 0; position + start.Length <= stream.Length; position = Math.Max(512, position * 2))
        {
            stream.Position = position;
            stream.ReadExactly(start);
            if (start.SequenceEqual(Signature)) return true;
        }

        return false;
    }

    /// <summary>Whether there is anything of a name.</summary>
    /// <param name="name">Name or path inside the file.</param>
    public bool Has(string name) => Guard(Path, "the table of contents", () => file.LinkExists(name));

    /// <summary>Names of the datasets that are in no group.</summary>
    public string[] DatasetNames() => Guard(Path, "the table of contents", () => file.Children().Where(child => child is NativeDataset).Select(child => child.Name).ToArray());

    /// <summary>A dataset; the error for a missing one lists what there is instead.</summary>
    /// <param name="name">Name or path inside the file.</param>
    public Hdf5Dataset Dataset(string name)
    {
        if (!Has(name))
        {
            string[] names = Guard(Path, "the table of contents", () => file.Children().Select(child => child.Name).Order(StringComparer.Ordinal).ToArray());
            string present = names.Length == 0 ? "the file is empty" : $"it holds {string.Join(", ", names.Take(20).Select(n => $"'{n}'"))}";
            throw new ImageFormatException(Path, $"there is no dataset '{name}' ({present}); name the right dataset or add it.");
        }

        var found = Guard(Path, $"'{name}'", () => file.Get(name));
        return found is NativeDataset dataset
            ? new Hdf5Dataset(this, name, dataset)
            : throw new ImageFormatException(Path, $"'{name}' is a group or a broken link, not a dataset; name the right dataset.");
    }

    /// <summary>Runs a part of the parser.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What is being read, for the message.</param>
    /// <param name="read">The part.</param>
    public static T Guard<T>(string path, string what, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e)
        {
            throw Unreadable(path, what, e);
        }
    }

    /// <summary>
    /// The error for a failure of the parser, which reports damage by whatever exception comes first: index, cast,
    /// overflow, memory, end of stream.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What was being read.</param>
    /// <param name="failure">The parser's exception.</param>
    public static ImageFormatException Unreadable(string path, string what, Exception failure)
    {
        string reason = failure.Message.ReplaceLineEndings(" ").TrimEnd('.');
        return new ImageFormatException(
            path,
            $"{what} cannot be read, the file is damaged or uses an unsupported feature ({reason}); copy or export it again, with gzip or no compression.",
            failure);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static FileStream OpenStream(string path)
    {
        if (Directory.Exists(path)) throw new ImageFormatException(path, "is a folder, not an HDF5 file; name a file.");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageFormatException(path, "there is no such file; check the path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ImageFormatException(path, $"cannot be opened ({e.Message.TrimEnd('.')}); check the path and its permissions.", e);
        }
    }

    private static void RequireSignature(string path, FileStream stream)
    {
        if (stream.Length == 0) throw new ImageFormatException(path, "is empty (0 bytes); copy or export it again.");
        if (!HasSignature(stream)) throw new ImageFormatException(path, "is not an HDF5 file (no HDF5 signature); choose the format by the right extension or export it again.");
        stream.Position = 0;
    }
}
