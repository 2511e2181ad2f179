namespace SsNet.Imaging.Formats;

/// <summary>A file that is missing, damaged, or not of the form that is needed. The message names the file and the cause.</summary>
public sealed class ImageFormatException : ReportedException
{
    /// <summary>An error about a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cause">What is wrong with it, and what to do.</param>
    /// <param name="innerException">The failure underneath, if any.</param>
    public ImageFormatException(string path, string cause, Exception? innerException = null)
        : base($"{path}: {Printable(cause)}", innerException!)
    {
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Causes quote the file: what a damaged one holds must neither break the line nor command the terminal.</summary>
    private static string Printable(string cause) =>
        string.Create(cause.Length, cause, (text, from) =>
        {
            for (int i = 0; i < text.Length; i++) text[i] = char.IsControl(from[i]) ? '?' : from[i];
        });
}
