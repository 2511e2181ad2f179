using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SsNet.Experiments.Scans;
using SsNet.Imaging;

namespace SsNet.Experiments.Preparing;

/// <summary>Turns a data set into a prepared folder: parallel, and to be gone on with after any interruption.</summary>
public static class ScanPreparation
{
    private const string SkipAdvice = "Mend or remove what is wrong, or leave such scans out with --skip-broken.";

    /// <summary>
    /// Prepares every scan of a data set. A folder in which the same was begun is gone on with: scans whose files have not changed are not prepared again, lists that
    /// exist keep their lines. What depends on the data is settled once, before the first scan is prepared: first which groups are kept for the test, then, from the others, settings such as the
    /// median spacing.
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
        RequireApart(collection.Folder, outFolder);
        CaseNames.Require(collection);
        if (!PreparedFolder.Is(outFolder)) PreparedFolder.RequireFree(outFolder);
        bool isNew = !Directory.Exists(outFolder);
        try
        {
            using var folderLock = PreparedFolder.Lock(outFolder);
            // Asked again, since another process may have begun there before this one had the folder.
            return PreparedFolder.Is(outFolder) ? GoOn(collection, options, outFolder, progress, cancellation) : Begin(collection, options, outFolder, progress, cancellation);
        }
        catch
        {
            // Nothing was begun: the folder was made for the lock alone.
            if (isNew && Directory.Exists(outFolder) && !Directory.EnumerateFileSystemEntries(outFolder).Any()) Directory.Delete(outFolder);
            throw;
        }
    }

    private static PreparationOutcome Begin(
        ScanCollection collection, PrepareOptions options, string outFolder, Action<string, int, int, string>? progress, CancellationToken cancellation)
    {
        var survey = ScanSurvey.Of(collection, options, (done, count, id) => progress?.Invoke("looking", done, count, id), cancellation);
        string[] problems = [.. survey.Problems];
        if (problems.Length > 0 && !options.SkipBroken)
        {
            string others = problems.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({problems.Length} scans cannot be used; 'ssnet init' lists them all)");
            throw new ReportedException($"{problems[0]}{others} {SkipAdvice}");
        }

        var folder = PreparedFolder.Begin(outFolder, PreparationResolution.Resolve(survey, options), new SplitRecord { DrawnTest = survey.DrawnTest });
        try
        {
            return Prepare(folder, collection, [.. survey.Usable.Select(scan => scan.Scan)], problems, options, progress, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !folder.Reported().Any())
        {
            // Options that no scan can be prepared with are not to stand in the way of better ones.
            folder.Abandon();
            throw;
        }
    }

    private static PreparationOutcome GoOn(
        ScanCollection collection, PrepareOptions options, string outFolder, Action<string, int, int, string>? progress, CancellationToken cancellation)
    {
        var folder = PreparedFolder.Continue(outFolder);
        RequireSameRequest(folder, collection, options);
        return Prepare(folder, collection, collection.Scans, [], options, progress, cancellation);
    }

    private static PreparationOutcome Prepare(
        PreparedFolder folder,
        ScanCollection collection,
        IReadOnlyList<Scan> scans,
        string[] problems,
        PrepareOptions options,
        Action<string, int, int, string>? progress,
        CancellationToken cancellation)
    {
        var work = new ScanWork(folder, collection.Folder);
        var cases = new PreparedCase?[scans.Count];
        var broken = new string?[scans.Count];
        int there = 0;
        ParallelCases.Run(
            scans.Count,
            options.Workers,
            index =>
            {
                PreparedScan scan;
                try
                {
                    scan = work.Prepare(scans[index]);
                }
                catch (ReportedException failure)
                {
                    broken[index] = $"case {scans[index].Id}: {failure.Message}";
                    if (!options.SkipBroken) throw new ReportedException($"{broken[index]} {SkipAdvice}", failure);
                    return;
                }

                // Whoever leaves out broken scans does not want to leave out all that follow when the disk is full.
                if (scan.WasThere) Interlocked.Increment(ref there);
                else folder.Write(scan);
                cases[index] = scan.Report;
            },
            index => scans[index].Id,
            (done, count, id) => progress?.Invoke("preparing", done, count, id),
            cancellation);

        PreparedCase[] prepared = [.. cases.OfType<PreparedCase>()];
        RequireAlike(folder, prepared, broken.OfType<string>().FirstOrDefault());
        var ids = collection.Scans.Select(scan => scan.Id).ToHashSet();
        string[] gone = [.. folder.Reported().Where(id => !ids.Contains(id)).Order(StringComparer.Ordinal)];
        PreparationReport.Save(folder, prepared);
        return new PreparationOutcome(folder, prepared, PreparedLists.Update(folder, prepared), there, [.. problems, .. broken.OfType<string>()], [.. gone]);
    }

    private static void RequireApart(string dataFolder, string outFolder)
    {
        string data = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder)), output = Path.TrimEndingDirectorySeparator(Path.GetFullPath(outFolder));
        if (output != data && !output.StartsWith(data + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return;
        throw new ReportedException($"{outFolder}: lies in the data set {dataFolder}, where prepared cases could be taken for scans; choose an --out outside of it.");
    }

    private static void RequireAlike(PreparedFolder folder, PreparedCase[] cases, string? problem)
    {
        if (!cases.Any(item => item.Part == ScanPart.Training)) throw new ReportedException($"{folder.Path}: no scan to train on could be prepared; {problem ?? "add some."}");
        if (cases.FirstOrDefault(item => item.Size.Length != cases[0].Size.Length) is not { } other) return;
        throw new ReportedException(
            $"{folder.Path}: case {other.Id} has {other.Size.Length} axes, and case {cases[0].Id} has {cases[0].Size.Length}; use images of the same number of axes, and remove the others from the data set.");
    }

    private static void RequireSameRequest(PreparedFolder folder, ScanCollection collection, PrepareOptions options)
    {
        var record = folder.Record;
        string name = PreparationResolution.NameOf(collection);
        bool isOther = record.Kind != collection.Kind || record.Name != name || !record.Channels.SequenceEqual(collection.ChannelNames);
        string[] reported = [.. folder.Reported()];
        if (isOther || (reported.Length > 0 && !collection.Scans.Any(scan => reported.Contains(scan.Id))))
        {
            throw new ReportedException($"{folder.Path}: was prepared from other data ({record.Kind}, '{record.Name}') than these ({collection.Kind}, '{name}'); choose another --out, or remove the folder to begin anew.");
        }

        string[] others = [.. Differences(Json(record.Asked), Json(options))];
        if (others.Length == 0 && options.Labels is null && collection.Labels is { } labels && !labels.Equals(record.Labels)) others = ["the classes that the data set names"];
        if (others.Length == 0) return;
        throw new ReportedException(
            $"{folder.Path}: was prepared with other settings ({string.Join(", ", others)}; {PreparedFolder.RecordName} there says which); state the same again to go on, choose another --out, or remove the folder to begin anew.");
    }

    private static JsonObject Json(PrepareOptions options) => JsonSerializer.SerializeToNode(options, PreparationRecord.Format)!.AsObject();

    /// <summary>What differs, as the command line calls it.</summary>
    private static IEnumerable<string> Differences(JsonObject before, JsonObject after) =>
        before.Where(setting => !JsonNode.DeepEquals(setting.Value, after[setting.Key])).SelectMany(setting => setting.Key switch
        {
            "scans" => Differences(setting.Value!.AsObject(), after[setting.Key]!.AsObject()),
            "testShare" => ["--test"],
            "intensity" => ["--intensity or --range"],
            _ => [$"--{JsonNamingPolicy.KebabCaseLower.ConvertName(setting.Key)}"],
        });
}
