namespace SsNet.Experiments.Scans;

/// <summary>What label maps are called that lie beside their images or in a folder of their own: the image's name, and one of these after it.</summary>
internal static class LabelSuffixes
{
    /// <summary>The suffixes.</summary>
    public static IReadOnlyList<string> All { get; } = ["_gt", "_seg", "_label", "_labels", "_mask", "-label"];

    /// <summary>The name of the image that a label map belongs to; the name itself where it has no suffix.</summary>
    /// <param name="name">The name of the label map, without extension.</param>
    public static string Without(string name) =>
        All.FirstOrDefault(suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && name.Length > suffix.Length) is { } found ? name[..^found.Length] : name;
}
