using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Scans;
using SsNet.Imaging;

namespace SsNet.Experiments.Preparing;

/// <summary>Turns a data set into a prepared folder: parallel, and to be gone on with after any interruption.</summary>
public static class ScanPreparation
{
    /// <summary>
    /// Prepares every scan of a data set. A folder in which the same was begun is gone on with: scans whose files have not changed are not prepared again, lists that
    /// exist keep their lines. Settings that depend on the data, such as the median spacing, are resolved once, from the training scans.
    /// </summary>
    /// <param name="collection">The data set.</param>
    /// <param name="options">How it is prepared.</param>
    /// <param name="outFolder">A new folder, or one in which the same was begun.</param>
    /// <param name="progress">Told what is being done, how many of how many are done, and which was the last.</param>
    /// <param name="cancellation">Stops after the scans under way; what is finished stays.</param>
    /// <exception cref="ReportedException">A scan cannot be used, the options do not fit the data, or the folder holds something else.</exception>
    public static PreparationOutcome Run(
        ScanCollection collection, PrepareOptions options, string outFolder, Action<string, int, int, string>? progress = null, CancellationToken cancellation = default)
    {
        options.Intensity?.Validate();
        bool begun = PreparedFolder.Is(outFolder);
        if (!begun) RunFolder.EnsureFree(outFolder);
        if (begun) RequireSameRequest(PreparedFolder.Continue(outFolder), collection, options);
        var survey = begun ? null : Survey(collection, options, progress, cancellation);

        try
        {
            Directory.CreateDirectory(Path.Combine(outFolder, "cases"));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReportedException($"Cannot make the folder {outFolder}: {failure.Message}", failure);
        }

        using var folderLock = FolderLock.Take(Path.Combine(outFolder, "prepare.lock"));
        var folder = survey is null ? PreparedFolder.Continue(outFolder) : PreparedFolder.Begin(outFolder, PreparationResolution.Resolve(survey, options));
        var scans = survey is null ? collection.Scans : [.. survey.Usable.Select(scan => scan.Scan)];
        return Prepare(folder, scans, [.. survey?.Problems ?? []], options, progress, cancellation);
    }

    private static PreparationOutcome Prepare(
        PreparedFolder folder, IReadOnlyList<Scan> scans, ImmutableArray<string> problems, PrepareOptions options, Action<string, int, int, string>? progress, CancellationToken cancellation)
    {
        var work = new ScanWork(folder);
        var cases = new PreparedCase?[scans.Count];
        var broken = problems.ToBuilder();
        int kept = 0;
        ParallelCases.Run(
            scans.Count,
            options.Workers,
            index =>
            {
                try
                {
                    (cases[index], bool wasThere) = work.Prepare(scans[index]);
                    if (wasThere) Interlocked.Increment(ref kept);
                }
                catch (ReportedException failure)
                {
                    string problem = $"case {scans[index].Id}: {failure.Message}";
                    if (!options.SkipBroken) throw new ReportedException(problem, failure);
                    lock (broken) broken.Add(problem);
                }
            },
            index => scans[index].Id,
            (done, count, id) => progress?.Invoke("preparing", done, count, id),
            cancellation);

        PreparedCase[] prepared = [.. cases.OfType<PreparedCase>()];
        var split = PreparedSplit.Of(prepared, options.TestShare, options.SplitSeed);
        PreparedLists.Write(folder, split);
        PreparationReport.Save(folder, prepared);
        return new PreparationOutcome(folder, prepared, split, kept, broken.ToImmutable());
    }

    private static ScanSurvey Survey(ScanCollection collection, PrepareOptions options, Action<string, int, int, string>? progress, CancellationToken cancellation)
    {
        var survey = ScanSurvey.Of(collection, options.Axes, options.Workers, (done, count, id) => progress?.Invoke("looking", done, count, id), cancellation);
        string[] problems = [.. survey.Problems];
        if (problems.Length > 0 && !options.SkipBroken)
        {
            string others = problems.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({problems.Length} scans cannot be used; 'ssnet init' lists them all)");
            throw new ReportedException($"{problems[0]}{others} Mend or remove what is wrong, or leave such scans out with --skip-broken.");
        }

        return survey;
    }

    private static void RequireSameRequest(PreparedFolder folder, ScanCollection collection, PrepareOptions options)
    {
        var record = folder.Record;
        string asked = JsonSerializer.Serialize(record.Asked, PreparationRecord.Format), now = JsonSerializer.Serialize(options, PreparationRecord.Format);
        if (record.Kind == collection.Kind && record.Name == PreparationResolution.NameOf(collection) && asked == now) return;
        throw new ReportedException($"{folder.Path}: was prepared from other data or with other settings ({PreparedFolder.RecordName} there says which); choose another --out, or state the same again to go on.");
    }
}
