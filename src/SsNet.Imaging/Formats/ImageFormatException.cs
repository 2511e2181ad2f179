namespace SsNet.Imaging.Formats;

/// <summary>A file that is missing, damaged, or not of the form that is needed. The message names the file and the cause.</summary>
public sealed class ImageFormatException : ReportedException
{
    /// <summary>An error about a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cause">What is wrong with it, and what to do.</param>
    /// <param name="innerException">The failure underneath, if any.</param>
    public ImageFormatException(string path, string cause, Exception? innerException = null)
        : base($"{path}: {cause}", innerException!)
    {
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }
}
