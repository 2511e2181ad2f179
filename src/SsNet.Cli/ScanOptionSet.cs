using System.CommandLine;
using SsNet.Experiments.Scans;

namespace SsNet.Cli;

/// <summary>The options that say which scans of a data set are taken.</summary>
internal sealed class ScanOptionSet
{
    private readonly Argument<string> data = new("DATA") { Description = "Folder of the data set" };
    private readonly Option<bool> cineFrames = new("--cine-frames") { Description = "ACDC: take all time points, those without a label as unlabelled scans" };
    private readonly Option<bool> useTestImages = new("--use-test-images") { Description = "Decathlon, nnU-Net: take test images without labels as unlabelled scans" };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public ScanOptionSet(Command command)
    {
        command.Add(data);
        command.Add(cineFrames);
        command.Add(useTestImages);
    }

    /// <summary>The data set that is meant.</summary>
    /// <param name="parse">The command line.</param>
    public ScanCollection Open(ParseResult parse) => ScanCollection.Open(Folder(parse), Of(parse));

    /// <summary>The folder of the data set.</summary>
    /// <param name="parse">The command line.</param>
    public string Folder(ParseResult parse) => parse.GetValue(data)!;

    /// <summary>The options as they were stated, each after a space.</summary>
    /// <param name="parse">The command line.</param>
    public string ArgumentsOf(ParseResult parse) => string.Concat(new[] { cineFrames, useTestImages }.Where(parse.GetValue).Select(option => $" {option.Name}"));

    /// <summary>What the options say.</summary>
    /// <param name="parse">The command line.</param>
    public ScanOptions Of(ParseResult parse) => new() { CineFrames = parse.GetValue(cineFrames), UseTestImages = parse.GetValue(useTestImages) };
}
