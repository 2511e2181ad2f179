using SsNet.Imaging;

namespace SsNet.Cli;

/// <summary>An exception in one line for the person at the keyboard.</summary>
internal static class ErrorLine
{
    private static readonly string[] OutOfMemory = ["can't allocate memory", "DefaultCPUAllocator", "out of memory"];

    /// <summary>What is wrong and what to do.</summary>
    /// <param name="exception">The exception.</param>
    public static string Of(Exception exception)
    {
        // Native messages carry a C++ backtrace after their first line.
        string message = exception.Message.ReplaceLineEndings("\n").Split('\n')[0];
        if (exception is ReportedException) return message;
        if (exception is OutOfMemoryException || OutOfMemory.Any(sign => exception.Message.Contains(sign, StringComparison.OrdinalIgnoreCase)))
        {
            return $"there is not enough memory ({message.TrimEnd('.')}); use a smaller --patch, --base-width or batch, or --downsampling 2.";
        }

        if (exception is IOException or UnauthorizedAccessException) return $"{message.TrimEnd('.')}; check the path, its permissions and the free space.";
        return $"{exception.GetType().Name}: {message} (an error in the program; --verbose shows where.)";
    }
}
