using SsNet.Imaging.Resampling;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Preparation;

/// <summary>The way of one image from its own grid to the prepared one, and back.</summary>
public sealed class PreparedGrid
{
    /// <summary>Spacings that differ by less are taken as the same: headers keep them in few digits.</summary>
    private const double SpacingTolerance = 1e-3;

    /// <summary>No two images of the same body differ more: beyond, a header is wrong.</summary>
    private const double GreatestRatio = 1e5;

    /// <summary>Voxels that are brought back at a time: 16 MiB.</summary>
    private const long MostVoxels = 1 << 22;

    private readonly PreparationSettings settings;
    private readonly Reorientation order;
    private readonly Geometry cut;

    private PreparedGrid(PreparationSettings settings, Reorientation order, VoxelBox box)
    {
        this.settings = settings;
        this.order = order;
        Box = box;
        cut = box.PartOf(order.To);
        Prepared = Respaced(cut, settings);
    }

    /// <summary>The image's own grid.</summary>
    public Geometry Own => order.From;

    /// <summary>The part that is cut out, on the image's grid with its axes in the prepared order.</summary>
    public VoxelBox Box { get; }

    /// <summary>The grid of the prepared image.</summary>
    public Geometry Prepared { get; }

    /// <summary>The grid of an image.</summary>
    /// <param name="settings">How it is prepared.</param>
    /// <param name="image">The image, or its first channel, on which the body is looked for.</param>
    /// <param name="box">The part to cut out on the grid of <see cref="Ordered"/>, instead of what the settings say; null for that.</param>
    /// <exception cref="ReportedException">The settings are for images of another number of axes.</exception>
    public static PreparedGrid Of(PreparationSettings settings, Volume<float> image, VoxelBox? box = null)
    {
        var order = Ordered(settings, image.Geometry);
        return new PreparedGrid(settings, order, box ?? settings.Crop switch
        {
            CropKind.Body => BodyBox.Of(order.Apply(image), settings.BodyMargin),
            CropKind.Region => settings.Region!.On(order.To),
            _ => VoxelBox.Whole(order.To),
        });
    }

    /// <summary>The order of an image's axes that the settings ask for.</summary>
    /// <param name="settings">How it is prepared.</param>
    /// <param name="own">The image's own grid.</param>
    public static Reorientation Ordered(PreparationSettings settings, Geometry own) => settings.Axes switch
    {
        AxisOrder.Canonical => Reorientation.ToCanonical(own),
        AxisOrder.Reversed => Reorientation.ToReversedAxes(own),
        _ => Reorientation.ToItself(own),
    };

    /// <summary>A channel of the image, prepared.</summary>
    /// <param name="channel">The channel on the image's own grid; stays as it is.</param>
    public Volume<float> Image(Volume<float> channel)
    {
        // A copy: the caller's image stays as it is.
        var scaled = new Volume<float>(channel.Geometry, [.. channel.Voxels]);
        settings.Intensity.Apply(scaled);
        return GridResampling.Sample(Cut(order.Apply(scaled)), Prepared, settings.Interpolation);
    }

    /// <summary>The image's label map, prepared.</summary>
    /// <param name="labels">The label map on the image's own grid.</param>
    public Volume<byte> Labels(Volume<byte> labels) => GridResampling.Nearest(Cut(order.Apply(labels)), Prepared);

    /// <summary>Values of the prepared grid, such as the probability of a class, brought to the image's own grid by linear interpolation.</summary>
    /// <param name="values">Values on the prepared grid.</param>
    /// <param name="outside">The value of what was cut off.</param>
    public Volume<float> Back(Volume<float> values, float outside)
    {
        var own = new Volume<float>(Own);
        Back(values, outside, own);
        return own;
    }

    /// <summary>Values of the prepared grid brought to the image's own grid, into an image that is there already.</summary>
    /// <param name="values">Values on the prepared grid.</param>
    /// <param name="outside">The value of what was cut off.</param>
    /// <param name="own">An image of the own grid's size, all of which changes.</param>
    public void Back(Volume<float> values, float outside, Volume<float> own)
    {
        if (!IsWhole) Array.Fill(own.Voxels, outside);
        // Part by part, since a large image has no room for more of its kind than the result.
        int planes = (int)Math.Max(1, MostVoxels * cut.Size[0] / cut.VoxelCount);
        for (int first = 0; first < cut.Size[0]; first += planes)
        {
            int[] start = [first, .. new int[cut.Rank - 1]], length = [Math.Min(planes, cut.Size[0] - first), .. cut.Size.Skip(1)];
            var part = GridResampling.Sample(values, new VoxelBox([.. start], [.. length]).PartOf(cut), Interpolation.Linear);
            order.Undo(part, new VoxelBox([.. start.Zip(Box.Start, (inside, box) => inside + box)], [.. length]), own);
        }
    }

    /// <summary>Whether nothing is cut off: then large images are not copied only to be the same.</summary>
    private bool IsWhole => cut.HasSameSize(order.To);

    private Volume<T> Cut<T>(Volume<T> ordered)
        where T : unmanaged => IsWhole ? ordered : Box.Cut(ordered);

    private static Geometry Respaced(Geometry grid, PreparationSettings settings)
    {
        if (settings.Spacing.IsEmpty) return grid;
        if (settings.Spacing.Length != grid.Rank)
        {
            throw new ReportedException($"spacing: there are {settings.Spacing.Length} spacings, but the image has {grid.Rank} axes ({grid.SizeText}); use images like those that were prepared.");
        }

        foreach (var (own, asked) in grid.Spacing.Zip(settings.Spacing).Where(pair => pair.Second > 0))
        {
            if (own < asked * GreatestRatio && asked < own * GreatestRatio) continue;
            throw new ReportedException(FormattableString.Invariant($"spacing: the image's voxels are {own} mm apart, and {asked} mm are asked for: correct the header of the image."));
        }

        double[] spacing = [.. settings.Spacing.Zip(grid.Spacing, (asked, own) => asked == 0 || Math.Abs(own - asked) < SpacingTolerance * asked ? own : asked)];
        return spacing.SequenceEqual(grid.Spacing) ? grid : GridResampling.Respaced(grid, spacing);
    }
}
