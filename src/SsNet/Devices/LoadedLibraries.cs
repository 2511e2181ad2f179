namespace SsNet.Devices;

/// <summary>The libraries that this process has in memory.</summary>
internal static class LoadedLibraries
{
    private const string Maps = "/proc/self/maps";

    /// <summary>The files of a name; empty where the system does not tell.</summary>
    /// <param name="name">The name without a folder.</param>
    public static IReadOnlyList<string> Named(string name) => !File.Exists(Maps)
        ? []
        : [.. File.ReadLines(Maps)
            .Select(line => line.IndexOf('/', StringComparison.Ordinal) is var start and >= 0 ? line[start..] : "")
            .Where(path => Path.GetFileName(path) == name)
            .Distinct()];
}
