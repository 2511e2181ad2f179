using System.Globalization;
using System.Text;

namespace SsNet.Experiments.Runs;

/// <summary>How far the log of a run has come, while another process writes it.</summary>
internal static class LoggedIterations
{
    // Longer than any line of the table.
    private const int Tail = 4096;

    /// <summary>The iteration in the last line that is complete; 0 when there is none, or no log.</summary>
    /// <param name="table">The run's table of iterations.</param>
    public static long Last(string table)
    {
        try
        {
            using var stream = new FileStream(table, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Seek(-Math.Min(Tail, stream.Length), SeekOrigin.End);
            byte[] bytes = new byte[Tail];
            int count = stream.ReadAtLeast(bytes, Tail, throwOnEndOfStream: false);
            string[] complete = Encoding.UTF8.GetString(bytes, 0, count).Split('\n')[..^1];
            return complete.Length > 0 && long.TryParse(complete[^1].Split(',')[0], CultureInfo.InvariantCulture, out long iteration) ? iteration : 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Not there yet, or being replaced: the next look will tell.
            return 0;
        }
    }
}
