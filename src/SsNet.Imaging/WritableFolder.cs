namespace SsNet.Imaging;

/// <summary>Makes folders for what is to be written.</summary>
public static class WritableFolder
{
    /// <summary>Makes a folder, with those that it lies in, unless it is there.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="ReportedException">It cannot be made: a file has its name, or there is no permission.</exception>
    public static void Make(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReportedException($"Cannot make the folder {path}: {failure.Message}", failure);
        }
    }
}
