using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using SsNet.Imaging;

namespace SsNet.Experiments.Scans.Layouts;

/// <summary>Files that hold one channel of a case each, as nnU-Net names them: the case, an underscore and four digits.</summary>
internal static partial class ChannelFiles
{
    /// <summary>The case and the channel that a name stands for; null where it is of another form.</summary>
    /// <param name="name">The name without its extension.</param>
    public static (string Case, int Channel)? Parse(string name) =>
        Form().Match(name) is { Success: true } match ? (match.Groups["case"].Value, int.Parse(match.Groups["channel"].Value, CultureInfo.InvariantCulture)) : null;

    /// <summary>The file of the first channel of an image that a list names without channels.</summary>
    /// <param name="listed">The file that the list names.</param>
    public static string OfListed(string listed)
    {
        string id = ImageNames.WithoutExtension(listed);
        return Path.Combine(Path.GetDirectoryName(listed)!, NameOf(id, 0) + Path.GetFileName(listed)[id.Length..]);
    }

    /// <summary>The case of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="ending">What its name ends in.</param>
    /// <exception cref="ReportedException">Its name does not say which channel it is.</exception>
    public static string CaseOf(string path, string ending) => Parse(Path.GetFileName(path)[..^ending.Length])?.Case
        ?? throw new ReportedException($"{path}: the name does not say which channel it is; name it <case>_0000{ending} for the first.");

    /// <summary>The channels of a case.</summary>
    /// <param name="folder">The folder of the files.</param>
    /// <param name="id">The case.</param>
    /// <param name="ending">What their names end in.</param>
    /// <param name="files">The files of the case that are there.</param>
    /// <param name="channelNames">What the channels are called.</param>
    /// <exception cref="ReportedException">One is missing, or one too many.</exception>
    public static ImmutableArray<ScanImage> Of(string folder, string id, string ending, IReadOnlyList<string> files, ImmutableArray<string> channelNames)
    {
        string[] expected = [.. channelNames.Select((_, channel) => Path.Combine(folder, NameOf(id, channel) + ending))];
        if (expected.Except(files).FirstOrDefault() is { } missing)
        {
            throw new ReportedException($"{missing}: there is no such file, but the data set has {channelNames.Length} channels ({string.Join(", ", channelNames)}); add it, or remove the other channels of {id}.");
        }

        return files.Except(expected).FirstOrDefault() is { } stray
            ? throw new ReportedException($"{stray}: is a channel that the data set does not have; it has {channelNames.Length} ({string.Join(", ", channelNames)}): name it in dataset.json, or remove the file.")
            : [.. expected.Select(path => new ScanImage(path))];
    }

    private static string NameOf(string id, int channel) => $"{id}_{channel:0000}";

    [GeneratedRegex("^(?<case>.+)_(?<channel>[0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
