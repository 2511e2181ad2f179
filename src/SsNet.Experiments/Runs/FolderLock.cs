using SsNet.Imaging;

namespace SsNet.Experiments.Runs;

/// <summary>Keeps a folder for one process, until the process lets it go or ends in whatever way.</summary>
internal static class FolderLock
{
    /// <summary>Takes a folder until the result is disposed.</summary>
    /// <param name="file">The file that stands for it, in the folder.</param>
    /// <exception cref="ReportedException">Another process has it.</exception>
    public static IDisposable Take(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReportedException($"{Path.GetDirectoryName(file)} is in use by another process or cannot be written to: {failure.Message}", failure);
        }
    }

    /// <summary>Whether another process has a folder.</summary>
    /// <param name="file">The file that stands for it.</param>
    public static bool IsTaken(string file)
    {
        if (!File.Exists(file)) return false;
        try
        {
            // A file that a killed process left is not removed here: another process could be about to take it.
            new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1).Dispose();
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
