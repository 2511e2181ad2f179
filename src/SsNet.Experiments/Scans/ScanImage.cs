namespace SsNet.Experiments.Scans;

/// <summary>One image: a file, or a folder of a DICOM series or of slices, and which frame of it.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="Frame">The frame (time point or channel), from 0.</param>
public sealed record ScanImage(string Path, int Frame = 0)
{
    /// <summary>
    /// Whether the image is known to be one of several frames. If not, a file that turns out to hold several is refused: its first frame would be a guess.
    /// </summary>
    public bool IsOneOfSeveral { get; init; } = Frame > 0;
}
