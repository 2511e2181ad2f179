using System.Collections.Immutable;
using System.Globalization;
using SsNet.Experiments.Scans;
using SsNet.Imaging;

namespace SsNet.Experiments.Preparing;

/// <summary>Tells whether the files of a scan are those that a case was prepared from.</summary>
internal static class CaseSources
{
    /// <summary>Headers whose voxels lie in a file beside them.</summary>
    private static readonly string[] Headers = [".hdr", ".hdr.gz", ".nhdr"];

    /// <summary>What a scan is made from: every image's place in the data set, frame, size and time, the label's last. A data set that is moved as a whole stays the same.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="folder">The folder of the data set.</param>
    /// <exception cref="ReportedException">A file cannot be found or looked at.</exception>
    public static ImmutableArray<string> Of(Scan scan, string folder)
    {
        var images = scan.Label is null ? scan.Channels : scan.Channels.Add(scan.Label);
        return [.. images.Select((image, i) => Signature(image, folder, isLabel: i == scan.Channels.Length))];
    }

    private static string Signature(ScanImage image, string folder, bool isLabel)
    {
        try
        {
            var files = Files(image.Path);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{(isLabel ? "label " : "")}{Path.GetRelativePath(folder, image.Path)} [{image.Frame}] {files.Length} {files.Sum(file => file.Length)} {files.Max(file => file.LastWriteTimeUtc):yyyy-MM-dd'T'HH:mm:ss.fffffff}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new ReportedException($"{image.Path}: cannot be read ({failure.Message.TrimEnd('.')}); check the file and its permissions.", failure);
        }
    }

    /// <summary>The files that an image consists of.</summary>
    private static FileInfo[] Files(string path)
    {
        if (Directory.Exists(path)) return new DirectoryInfo(path).GetFiles();
        string? header = Headers.FirstOrDefault(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
        if (header is null) return [new FileInfo(path)];
        string stem = Path.GetFileName(path)[..^(header.Length - 1)];
        return [.. new FileInfo(path).Directory!.EnumerateFiles().Where(file => file.Name.StartsWith(stem, StringComparison.Ordinal))];
    }
}
