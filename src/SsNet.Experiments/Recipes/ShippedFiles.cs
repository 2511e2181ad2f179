namespace SsNet.Experiments.Recipes;

/// <summary>TOML files that are part of the program and known by name.</summary>
/// <param name="folder">The folder of the repository that they come from, such as recipes.</param>
internal sealed class ShippedFiles(string folder)
{
    private const string Extension = ".toml";

    /// <summary>The names, without folder and extension.</summary>
    public IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ShippedFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"{folder}/", StringComparison.Ordinal))
            .Select(name => name[(folder.Length + 1)..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of a file.</summary>
    /// <param name="name">One of the names.</param>
    public string Read(string name)
    {
        using var reader = new StreamReader(typeof(ShippedFiles).Assembly.GetManifestResourceStream($"{folder}/{name}{Extension}")!);
        return reader.ReadToEnd();
    }
}
