namespace SsNet.Imaging.Formats;

/// <summary>What was found in a folder.</summary>
/// <param name="Images">The images: files, and folders of slices or of a DICOM series, in ordinal order of their paths.</param>
/// <param name="Others">The names of what else is there, folders with a slash behind; hidden files, and the numbers of a header, are not.</param>
public sealed record ImageListing(IReadOnlyList<string> Images, IReadOnlyList<string> Others);
