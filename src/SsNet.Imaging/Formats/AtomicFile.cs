namespace SsNet.Imaging.Formats;

/// <summary>Files that appear complete or not at all: whoever reads or crashes in between never meets half a file.</summary>
public static class AtomicFile
{
    /// <summary>Writes beside the target, flushes to the disk, then renames over the target.</summary>
    /// <param name="path">The file to create or replace; its folder must exist.</param>
    /// <param name="write">Writes the content into an empty stream that can seek and be read back.</param>
    /// <exception cref="ImageFormatException">The file cannot be written there.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageFormatException(path, $"cannot be written: {e.Message} Check the folder, its permissions and the free space.", e);
        }
        finally
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }
}
