namespace SsNet.Imaging;

/// <summary>
/// An error for the person at the keyboard: the message is one line that says what is wrong, where (file, case, field)
/// and what to do. Programs print it without a stack trace and exit with a non-zero code.
/// </summary>
public class ReportedException : Exception
{
    /// <summary>An error with a message for the user.</summary>
    /// <param name="message">What is wrong, where, and what to do; one line.</param>
    public ReportedException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message for the user and the failure that caused it.</summary>
    /// <param name="message">What is wrong, where, and what to do; one line.</param>
    /// <param name="innerException">The failure underneath.</param>
    public ReportedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
