namespace SsNet.Cli;

/// <summary>Text that a reader may paste into a shell.</summary>
internal static class ShellText
{
    private const string SafeSigns = "._-/:+,@%=~";

    /// <summary>A path as one word.</summary>
    /// <param name="path">The path.</param>
    public static string Quote(string path) => path.Length > 0 && path.All(letter => char.IsLetterOrDigit(letter) || SafeSigns.Contains(letter))
        ? path
        : $"\"{string.Concat(path.Select(letter => letter is '"' or '$' or '`' ? $"\\{letter}" : $"{letter}"))}\"";
}
