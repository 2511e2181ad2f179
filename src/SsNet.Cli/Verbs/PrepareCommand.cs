using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using SsNet.Cli.Progress;
using SsNet.Experiments.Preparing;
using SsNet.Experiments.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Resampling;

namespace SsNet.Cli.Verbs;

/// <summary>Prepares a data set to be trained on.</summary>
internal sealed class PrepareCommand : Verb
{
    private const string Median = "median", Own = "own";

    private readonly ScanOptionSet scans;
    private readonly Option<string> output = new("--out") { HelpName = "DIR", Description = "New folder for the prepared cases; one that was begun is gone on with", Required = true };
    private readonly Option<string> spacing = new("--spacing")
    {
        HelpName = "median|own|MM,MM,MM",
        Description = "Distance of voxels: the median of the training scans, each image's own, or mm along each axis (from feet to head, front to back, right to left), 0 for the image's own",
        DefaultValueFactory = _ => Median,
    };

    private readonly Option<string> axes = new("--axes")
    {
        HelpName = "canonical|stored",
        Description = "Order of the axes: canonical (slices from feet to head, rows from front to back, columns from right to left) or as stored",
        DefaultValueFactory = _ => "canonical",
    };

    private readonly Option<string> interpolation = new("--interpolation") { HelpName = "linear|cubic", Description = "How intensities are resampled; labels take the nearest voxel", DefaultValueFactory = _ => "linear" };
    private readonly Option<string> intensity = new("--intensity")
    {
        HelpName = "z-score|min-max|window|percentile|none",
        Description = "How intensities are scaled, over the whole image; z-score if not stated (ACDC: min-max)",
    };

    private readonly Option<string> range = new("--range") { HelpName = "LOW,HIGH", Description = "Of window the intensities that become 0 and 1, such as -160,240 HU; of percentile the percentiles (0.5,99.5)" };

    private readonly Option<string> crop = new("--crop")
    {
        HelpName = "none|body|label|region",
        Description = "What is kept: all; the box around the body; the box around the label (peeks at labels; raw left atrium data as published: all slices, at least 70 mm in their plane); or where the labels of the training scans lie together",
    };

    private readonly Option<double?> margin = new("--crop-margin") { HelpName = "MM", Description = "How far the cut reaches beyond body or label; 5 and 10 if not stated (raw left atrium data: 9.375)" };
    private readonly Option<string> labels = new("--labels") { HelpName = "FILE", Description = "What the values of the label maps stand for (written by 'ssnet init'); what the data set says, or each value a class, if not stated" };
    private readonly Option<double?> test = new("--test") { HelpName = "SHARE", Description = "Share of the labelled patients kept for the test; 0.2 if not stated, and 0 where fewer than 5 are labelled" };
    private readonly Option<long> seed = new("--split-seed") { HelpName = "N", Description = "Seed that chooses them", DefaultValueFactory = _ => 1 };
    private readonly Option<int> workers = new("--workers") { HelpName = "N", Description = "Scans that are prepared at a time", DefaultValueFactory = _ => PrepareOptions.DefaultWorkers };
    private readonly Option<bool> skipBroken = new("--skip-broken") { Description = "Leave out scans that cannot be used, instead of stopping" };

    public PrepareCommand()
        : base("prepare", "Bring your own scans to one orientation, spacing and scale of intensities.")
    {
        scans = new ScanOptionSet(this);
        axes.AcceptOnlyFromAmong("canonical", "stored");
        interpolation.AcceptOnlyFromAmong("linear", "cubic");
        intensity.AcceptOnlyFromAmong("z-score", "min-max", "window", "percentile", "none");
        crop.AcceptOnlyFromAmong("none", "body", "label", "region");
        foreach (var option in new Option[] { output, spacing, axes, interpolation, intensity, range, crop, margin, labels, test, seed, workers, skipBroken }) Add(option);
        NumberCheck.Add(test, value => value is >= 0 and < 1, "a share from 0 to below 1");
        NumberCheck.Add(margin, value => value is >= 0 and < 1000, "a number of mm from 0 up");
        NumberCheck.AddCount(workers, 1);
        NumberCheck.AddCount(seed, 0);
        Validators.Add(result =>
        {
            if (result.GetResult(margin) is not null && result.GetValue(crop) == "none") result.AddError("--crop-margin: belongs to --crop body, label or region");
            try
            {
                _ = SpacingOf(result.GetValue(spacing) ?? Median);
                IntensityOf(result.GetValue(intensity), result.GetValue(range))?.Validate();
            }
            catch (ReportedException wrong)
            {
                result.AddError(wrong.Message);
            }
        });
    }

    public override string Example => "prepare my-scans --out prepared --spacing median";

    protected override int Run(ParseResult parse, TextWriter output, CancellationToken cancellation)
    {
        string folder = parse.GetValue(this.output)!;
        var options = Stated(parse);
        var collection = scans.Open(parse);
        output.WriteLine($"{collection.Folder}: {collection.Kind}, {collection.Scans.Count} scans, {collection.Scans.Count(scan => scan.Label is not null)} with a label");
        foreach (string note in collection.Notes) output.WriteLine($"note: {note}");

        var outcome = PhaseProgress.Show(output, progress => ScanPreparation.Run(collection, options, folder, progress, cancellation));
        PreparationText.Write(output, outcome);
        output.WriteLine($"next: ssnet init {ShellText.Quote(folder)} --out recipe.toml, then ssnet train --recipe recipe.toml --data {ShellText.Quote(folder)} --out runs/first");
        return ExitCode.Success;
    }

    private PrepareOptions Stated(ParseResult parse) => new()
    {
        Axes = parse.GetValue(axes) == "stored" ? AxisOrder.Stored : AxisOrder.Canonical,
        Spacing = SpacingOf(parse.GetValue(spacing)!),
        Interpolation = parse.GetValue(interpolation) == "cubic" ? Interpolation.Cubic : Interpolation.Linear,
        Intensity = IntensityOf(parse.GetValue(intensity), parse.GetValue(range)),
        Crop = parse.GetValue(crop) is { } part ? Enum.Parse<ScanCrop>(part, ignoreCase: true) : null,
        CropMargin = parse.GetValue(margin),
        Labels = parse.GetValue(labels) is { } file ? LabelScheme.Load(file) : null,
        TestShare = parse.GetValue(test),
        SplitSeed = parse.GetValue(seed),
        Scans = scans.Of(parse),
        Workers = parse.GetValue(workers),
        SkipBroken = parse.GetValue(skipBroken),
    };

    private static ImmutableArray<double>? SpacingOf(string text)
    {
        if (text == Median) return null;
        if (text == Own) return [];
        double[] spacing = Numbers("--spacing", text);
        return spacing.All(value => value is >= 0 and < 1000) ? [.. spacing] : throw new ReportedException($"--spacing: must be {Median}, {Own}, or mm for each axis with commas between, not '{text}'.");
    }

    private static double[] Numbers(string option, string text) =>
    [
        .. text.Split(',').Select(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new ReportedException($"{option}: '{text}' is not a list of numbers with commas between.")),
    ];

    private static IntensityScale? IntensityOf(string? kind, string? text)
    {
        double[] range = text is null ? [] : Numbers("--range", text);
        if (range.Length is not (0 or 2)) throw new ReportedException("--range: give two numbers with a comma between, the lower first.");
        if (kind is not ("window" or "percentile") && range.Length > 0) throw new ReportedException("--range: belongs to --intensity window or percentile.");
        return kind switch
        {
            null => null,
            "z-score" => new IntensityScale(IntensityKind.ZScore),
            "min-max" => new IntensityScale(IntensityKind.MinMax),
            "percentile" => range.Length == 0 ? new IntensityScale(IntensityKind.Percentile, 0.5, 99.5) : new IntensityScale(IntensityKind.Percentile, range[0], range[1]),
            "window" => range.Length == 2 ? new IntensityScale(IntensityKind.Window, range[0], range[1]) : throw new ReportedException("--intensity window: name the window with --range LOW,HIGH, such as --range -160,240."),
            _ => new IntensityScale(IntensityKind.None),
        };
    }
}
