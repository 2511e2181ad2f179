namespace SsNet.Imaging;

/// <summary>Writes files that are either complete or not there: a crash or a full disk never leaves half a file under the final name.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes a file beside the target, flushes it to disk, and gives it the final name. If that fails, a previous file
    /// of that name stays as it was and nothing is left behind.
    /// </summary>
    /// <param name="path">The file to write or replace; its folder must exist.</param>
    /// <param name="write">Writes the content to the stream it is given, which can seek.</param>
    /// <exception cref="ReportedException">The file cannot be written: no such folder, no permission, disk full. Whatever
    /// else <paramref name="write"/> throws passes through.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        // In the same folder, since a rename is atomic only within one file system.
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                write(stream);
                // Without this a power failure after the rename could leave the new name on data that never reached the disk.
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure)
        {
            DeleteIfPossible(temporary);
            if (failure is IOException or UnauthorizedAccessException)
            {
                throw new ReportedException($"Cannot write {path}: {failure.Message}", failure);
            }

            throw;
        }
    }

    private static void DeleteIfPossible(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The failure that led here is the one to report; a folder that cannot be written to has no temporary file anyway.
        }
    }
}
