using System.Collections.Immutable;
using SsNet.Imaging;
using SsNet.Imaging.Volumes;

namespace SsNet.Data;

/// <summary>One scan or slice: an image of one or more channels and, where somebody segmented it, a label map on the same grid.</summary>
public sealed class Case
{
    /// <summary>
    /// What a label map holds where nobody knows the class, and never a class: losses and metrics leave such voxels out. Only data that say so
    /// may hold it (<see cref="CaseRequirements.AllowsIgnored"/>).
    /// </summary>
    public const byte Ignored = 255;

    /// <summary>A case.</summary>
    /// <param name="id">Its name, unique in its data set.</param>
    /// <param name="channels">One image per channel, all of one size.</param>
    /// <param name="label">Class of every voxel, of the image's size; null when nobody segmented it.</param>
    /// <exception cref="ReportedException">Sizes differ.</exception>
    public Case(string id, ImmutableArray<Volume<float>> channels, Volume<byte>? label)
    {
        if (channels.IsEmpty) throw new ArgumentException("A case needs at least one channel.", nameof(channels));
        foreach (var channel in channels)
        {
            if (!channel.Geometry.HasSameSize(channels[0].Geometry))
            {
                throw new ReportedException($"Case {id}: its channels have different sizes, {channels[0].Geometry.SizeText} and {channel.Geometry.SizeText}.");
            }
        }

        if (label is not null && !label.Geometry.HasSameSize(channels[0].Geometry))
        {
            throw new ReportedException($"Case {id}: the image is {channels[0].Geometry.SizeText} but its label is {label.Geometry.SizeText}; they must be of one size.");
        }

        Id = id;
        Channels = channels;
        Label = label;
    }

    /// <summary>A case with one channel.</summary>
    /// <param name="id">Its name, unique in its data set.</param>
    /// <param name="image">The image.</param>
    /// <param name="label">Class of every voxel, of the image's size; null when nobody segmented it.</param>
    public Case(string id, Volume<float> image, Volume<byte>? label)
        : this(id, [image], label)
    {
    }

    /// <summary>Its name, unique in its data set.</summary>
    public string Id { get; }

    /// <summary>One image per channel.</summary>
    public ImmutableArray<Volume<float>> Channels { get; }

    /// <summary>Class of every voxel, or <see cref="Ignored"/>; null when nobody segmented it.</summary>
    public Volume<byte>? Label { get; }

    /// <summary>The grid of image and label.</summary>
    public Geometry Geometry => Channels[0].Geometry;
}
