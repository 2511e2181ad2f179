namespace SsNet.Imaging.Formats.Dicom;

/// <summary>What a file says of one of its frames: in an enhanced object in a sequence per frame, or shared by all; else among the elements of the file itself.</summary>
internal sealed class DicomGroups
{
    private readonly DicomFile file;
    private readonly DicomElements? own;
    private readonly DicomElements? shared;

    /// <summary>What a file says of a frame.</summary>
    /// <param name="file">The file.</param>
    /// <param name="frame">The frame, from 0.</param>
    public DicomGroups(DicomFile file, int frame)
    {
        this.file = file;
        var each = file.Elements.Items(DicomTag.FrameGroups);
        own = frame < each.Count ? each[frame] : null;
        shared = First(file.Elements, DicomTag.SharedGroups);
    }

    /// <summary>The time point and acquisition of the frame; null in a file without functional groups.</summary>
    public DicomElements? Content => First(own, DicomTag.FrameContent);

    /// <summary>Numbers; null where there are none.</summary>
    /// <param name="group">The sequence that holds them in an enhanced object.</param>
    /// <param name="tag">Their element.</param>
    /// <param name="count">How many there must be.</param>
    /// <exception cref="ImageFormatException">They are no numbers.</exception>
    public double[]? Numbers(DicomTag group, DicomTag tag, int count) =>
        First(own, group)?.Numbers(tag, count) ?? First(shared, group)?.Numbers(tag, count) ?? file.Elements.Numbers(tag, count);

    /// <summary>Numbers that the place of a slice cannot be known without.</summary>
    /// <param name="group">The sequence that holds them in an enhanced object.</param>
    /// <param name="tag">Their element.</param>
    /// <param name="count">How many there must be.</param>
    /// <exception cref="ImageFormatException">There are none.</exception>
    public double[] Required(DicomTag group, DicomTag tag, int count) => Numbers(group, tag, count) ?? throw new ImageFormatException(
        file.Path, $"has no {tag}, so that the place of its voxels is not known; take the file out of the folder, or convert it to NIfTI or NRRD with software that asks for it.");

    private static DicomElements? First(DicomElements? elements, DicomTag sequence) => elements?.Items(sequence) is [var first, ..] ? first : null;
}
