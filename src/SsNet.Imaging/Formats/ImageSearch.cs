namespace SsNet.Imaging.Formats;

/// <summary>What is looked for in a folder.</summary>
public sealed record ImageSearch
{
    /// <summary>Whether folders further down are searched too.</summary>
    public bool Deep { get; init; }

    /// <summary>Whether files are looked into whose extension says nothing; otherwise names decide alone.</summary>
    public bool ByContent { get; init; }

    /// <summary>Whether every slice in PNG is an image; otherwise a folder of them is one volume.</summary>
    public bool EachSlice { get; init; }

    /// <summary>A folder further down that is passed over, by whatever name it is reached; null for none.</summary>
    public string? Except { get; init; }
}
