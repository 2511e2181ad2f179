namespace SsNet.Cli;

/// <summary>Text that a reader may paste into a shell.</summary>
internal static class ShellText
{
    /// <summary>A path as one word.</summary>
    /// <param name="path">The path.</param>
    public static string Quote(string path) => path.Contains(' ') ? $"\"{path}\"" : path;
}
