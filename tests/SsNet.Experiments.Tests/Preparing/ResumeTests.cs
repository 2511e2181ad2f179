using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Preparing;
using SsNet.Experiments.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Preparation;

namespace SsNet.Experiments.Tests.Preparing;

/// <summary>A folder that was begun is gone on with: nothing is done twice, and nothing stale stays.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly BoxScans scans = new();

    public void Dispose() => scans.Dispose();

    [Fact]
    public void Nothing_is_prepared_twice()
    {
        scans.Labelled("a", "b");
        scans.Unlabelled("c");
        Assert.Equal(0, scans.Prepare().AlreadyThere);
        var before = BoxScans.Content(scans.Prepared);
        foreach (string file in Directory.GetFiles(Path.Combine(scans.Prepared, "cases"))) File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);

        var outcome = scans.Prepare();

        Assert.Equal(3, outcome.AlreadyThere);
        Assert.All(Directory.GetFiles(Path.Combine(scans.Prepared, "cases")), file => Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(file)));
        Assert.Equal(before.Keys, BoxScans.Content(scans.Prepared).Keys);
        Assert.All(BoxScans.Content(scans.Prepared), file => Assert.Equal(before[file.Key], file.Value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_preparation_that_was_stopped_goes_on_to_the_same_files_whatever_the_number_of_workers(int stopAfter)
    {
        scans.Labelled("a", "b", "c", "d", "e");
        scans.Unlabelled("u", "v");
        ScanPreparation.Run(scans.Data.Open(), new PrepareOptions { Workers = 4 }, scans.Another("whole"), cancellation: TestContext.Current.CancellationToken);

        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => scans.Prepare(new PrepareOptions { Workers = 1 }, (phase, done, _, _) => StopAt(phase == "preparing" && done == Math.Max(stopAfter, 1)), stop.Token));
        Assert.Equal(
            $"{scans.Prepared}: its preparation was not finished; run the same 'ssnet prepare' again, it goes on where it stopped.",
            Assert.Throws<ReportedException>(() => PreparedFolder.Open(scans.Prepared)).Message);
        Assert.InRange(scans.Prepare(new PrepareOptions { Workers = 2 }).AlreadyThere, 1, 6);
        BoxScans.AssertSame(scans.Another("whole"), scans.Prepared);

        void StopAt(bool now)
        {
            if (now) stop.Cancel();
        }
    }

    [Fact]
    public void A_preparation_that_was_stopped_while_it_looked_leaves_nothing()
    {
        scans.Labelled("a", "b");
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => scans.Prepare(new PrepareOptions { Workers = 1 }, (_, _, _, _) => stop.Cancel(), stop.Token));
        Assert.False(Directory.Exists(scans.Prepared));
    }

    [Fact]
    public void What_a_killed_process_leaves_is_removed_and_in_nobodys_way()
    {
        scans.Labelled("a", "b");
        // Killed before the first case.
        Directory.CreateDirectory(Path.Combine(scans.Prepared, "cases"));
        foreach (string name in new[] { "prepare.lock", "split.json", $"preparation.json.{Guid.NewGuid():N}.tmp" }) File.WriteAllText(Path.Combine(scans.Prepared, name), "{");
        scans.Prepare();
        Assert.Equal(["cases", "preparation.json", "report.csv", "split.json", "train.list"], Directory.GetFileSystemEntries(scans.Prepared).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_was_half_written_is_written_again()
    {
        scans.Labelled("a", "b", "c", "d", "e");
        scans.Prepare();
        ScanPreparation.Run(scans.Data.Open(), new PrepareOptions(), scans.Another("whole"), cancellation: TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(scans.Prepared, "train.list"));
        File.WriteAllText(Path.Combine(scans.Prepared, "val.list"), "a\n");
        File.Delete(Path.Combine(scans.Prepared, "cases", "a.json"));
        File.WriteAllText(Path.Combine(scans.Prepared, "cases", "b.json"), "{ \"id\": \"b\"");
        File.WriteAllText(Path.Combine(scans.Prepared, "cases", $"b.h5.{Guid.NewGuid():N}.tmp"), "half");
        File.WriteAllText(Path.Combine(scans.Prepared, "prepare.lock"), "");
        Assert.Equal(3, scans.Prepare().AlreadyThere);
        BoxScans.AssertSame(scans.Another("whole"), scans.Prepared);
    }

    [Fact]
    public void A_second_process_is_kept_out_from_the_first_look_on()
    {
        scans.Labelled("a", "b");
        var errors = new List<string>();
        scans.Prepare(new PrepareOptions { Workers = 1 }, (_, _, _, _) => errors.Add(scans.ErrorOf()));
        Assert.Equal(4, errors.Count);
        Assert.All(errors, error => Assert.StartsWith($"{scans.Prepared} is in use by another process", error, StringComparison.Ordinal));
    }

    [Fact]
    public void A_label_that_is_added_changed_or_removed_is_noticed()
    {
        scans.Labelled("a", "b");
        scans.Unlabelled("c");
        scans.Prepare();

        scans.Scan("c");
        var outcome = scans.Prepare();
        Assert.Equal((2, true), (outcome.AlreadyThere, outcome.Cases[2].Labelled));
        Assert.Equal(3, PreparedBenchmark.Open(scans.Prepared).Training(0).Labelled.Count);

        var label = BoxScans.Label(BoxScans.Sagittal);
        Array.Fill(label.Voxels, (byte)2);
        scans.Data.Save("labels/a.nii", label);
        File.SetLastWriteTimeUtc(scans.Data.At("labels/a.nii"), DateTime.UnixEpoch);
        Assert.Equal(2, scans.Prepare().AlreadyThere);
        Assert.All(outcome.Folder.ReadCase("a", labelled: true).Label!.Voxels, value => Assert.Equal(2, value));

        File.Delete(scans.Data.At("labels/b.nii"));
        outcome = scans.Prepare();
        Assert.Equal((2, false), (outcome.AlreadyThere, outcome.Cases[1].Labelled));
        var data = PreparedBenchmark.Open(scans.Prepared).Training(0);
        Assert.Equal(["a", "c"], data.Labelled.Select(source => source.Id));
        Assert.Equal(["b"], data.Unlabelled.Select(source => source.Id));
        Assert.Equal(3, scans.Prepare().AlreadyThere);
    }

    [Fact]
    public void The_numbers_that_a_header_describes_are_looked_at_too()
    {
        scans.Labelled("a", "b");
        scans.Data.Save("images/c.nhdr", BoxScans.Image(BoxScans.Sagittal, 3));
        string numbers = Assert.Single(Directory.GetFiles(scans.Data.At("images"), "c.*"), path => !path.EndsWith(".nhdr", StringComparison.Ordinal));
        scans.Prepare();
        Assert.Equal(3, scans.Prepare().AlreadyThere);
        File.SetLastWriteTimeUtc(numbers, DateTime.UnixEpoch.AddYears(70));
        Assert.Equal(2, scans.Prepare().AlreadyThere);
    }

    [Fact]
    public void A_data_set_that_was_moved_is_the_same()
    {
        scans.Labelled("a", "b");
        string name = Path.GetFileName(scans.Data.Path), moved = Path.Combine(scans.Another("elsewhere"), name);
        scans.Prepare();
        Directory.CreateDirectory(moved);
        foreach (string part in new[] { "images", "labels" }) Directory.Move(scans.Data.At(part), Path.Combine(moved, part));
        var outcome = ScanPreparation.Run(ScanCollection.Open(moved), new PrepareOptions(), scans.Prepared, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(2, outcome.AlreadyThere);
    }

    [Fact]
    public void A_scan_that_disappeared_is_named_and_stays_where_it_is()
    {
        scans.Labelled("a", "b", "c");
        scans.Prepare();
        File.Delete(scans.Data.At("images/b.nii"));
        File.Delete(scans.Data.At("labels/b.nii"));
        var outcome = scans.Prepare();
        Assert.Equal(["b"], outcome.Gone);
        Assert.Equal(["a", "c"], outcome.Cases.Select(item => item.Id));
        Assert.Equal(["a", "b", "c"], scans.List("train.list"));
        Assert.Equal(3, outcome.Split.Training.Count);
        Assert.Equal(3, File.ReadLines(outcome.Folder.Report).Count());
    }

    [Fact]
    public void A_scan_that_changed_and_cannot_be_used_any_more_is_not_trained_on()
    {
        scans.Labelled("a", "b");
        scans.Prepare();
        File.WriteAllText(scans.Data.At("images/b.nii"), "no image");
        string error = scans.ErrorOf();
        Assert.StartsWith($"case b: {scans.Data.At("images/b.nii")}: ", error, StringComparison.Ordinal);
        Assert.EndsWith("Mend or remove what is wrong, or leave such scans out with --skip-broken.", error, StringComparison.Ordinal);
        string report = Path.Combine(scans.Prepared, "cases", "b.json");
        Assert.Equal(
            $"{report}: there is no such report, since the scan changed and could not be prepared again; run the same 'ssnet prepare' again, or remove the case from the lists.",
            Assert.Throws<ReportedException>(() => PreparedBenchmark.Open(scans.Prepared)).Message);

        // Lists are the user's: a case that is to be left out has to be taken out of them.
        Assert.StartsWith($"{report}: there is no such report", scans.ErrorOf(new PrepareOptions { SkipBroken = true }), StringComparison.Ordinal);
        scans.WriteList("train.list", "a");
        Assert.StartsWith("case b: ", Assert.Single(scans.Prepare(new PrepareOptions { SkipBroken = true }).LeftOut), StringComparison.Ordinal);
        Assert.Equal(["a"], scans.List("train.list"));
    }

    [Fact]
    public void Broken_scans_stop_the_work_or_are_left_out_whenever_they_are_found()
    {
        scans.Labelled("a", "b", "c", "d");
        File.WriteAllText(scans.Data.At("images/b.nii"), "no image");
        string error = scans.ErrorOf();
        Assert.StartsWith($"case b: {scans.Data.At("images/b.nii")}: ", error, StringComparison.Ordinal);
        Assert.EndsWith("or leave such scans out with --skip-broken.", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(scans.Prepared));

        // Another one breaks between the look and the work.
        var outcome = scans.Prepare(new PrepareOptions { SkipBroken = true, Workers = 1 }, (phase, done, _, _) =>
        {
            if (phase == "looking" && done == 4) File.WriteAllText(scans.Data.At("labels/d.nii"), "no label");
        });
        Assert.Equal(["case b", "case d"], outcome.LeftOut.Select(problem => problem[..6]));
        Assert.Equal(["a", "c"], scans.List("train.list"));
        Assert.False(File.Exists(outcome.Folder.CaseFile("d")));

        // Mended ones join.
        scans.Labelled("b", "d");
        scans.Prepare();
        Assert.Equal(["a", "c", "b", "d"], scans.List("train.list"));
    }

    [Fact]
    public void A_case_that_cannot_be_written_is_no_broken_scan()
    {
        scans.Labelled("a", "b");
        string file = Path.Combine(scans.Prepared, "cases", "b.h5");
        string error = scans.ErrorOf(new PrepareOptions { SkipBroken = true, Workers = 1 }, (phase, done, _, _) =>
        {
            if (phase == "preparing" && done == 1) Directory.CreateDirectory(file);
        });
        Assert.StartsWith($"Cannot write {file}: ", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(scans.Prepared, "train.list")));
    }

    [Fact]
    public void A_value_that_no_class_has_is_found_before_any_work()
    {
        scans.Labelled("a", "b");
        scans.Data.Text("labels.toml", "[[class]]", "name = 'box'", "value = 1");
        Assert.StartsWith($"case a: {scans.Data.At("labels/a.nii")}: no class has the value 2 (60 voxels, the first at [3, 6, 7])", scans.ErrorOf(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(scans.Prepared));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_no_scan_can_be_prepared_with_binds_to_nothing(bool skipBroken)
    {
        scans.Labelled("a", "b");
        var tooFine = new PrepareOptions { Spacing = [1e-4, 1e-4, 1e-4], SkipBroken = skipBroken };
        scans.ErrorOf(tooFine);
        Assert.False(Directory.Exists(scans.Prepared));
        Directory.CreateDirectory(scans.Prepared);
        scans.ErrorOf(tooFine);
        Assert.Empty(Directory.GetFileSystemEntries(scans.Prepared));
        Assert.Equal(2, scans.Prepare().Cases.Count);
        // Not so what was finished, which other settings would have to be kept apart from.
        scans.ErrorOf(tooFine);
        Assert.Equal(2, scans.Prepare().AlreadyThere);
    }

    [Fact]
    public void Other_settings_are_refused_by_name()
    {
        scans.Labelled("a", "b");
        scans.Prepare();
        Assert.Equal(
            $"{scans.Prepared}: was prepared with other settings (--crop, --test, --split-seed, --cine-frames; preparation.json there says which); state the same again to go on, choose another --out, or remove the folder to begin anew.",
            scans.ErrorOf(new PrepareOptions { Crop = ScanCrop.Body, TestShare = 0.5, SplitSeed = 2, Scans = new ScanOptions { CineFrames = true } }));
        scans.ErrorOf(new PrepareOptions { Spacing = [1, 1, 1] });
        Assert.Contains("(--intensity or --range;", scans.ErrorOf(new PrepareOptions { Intensity = new IntensityScale(IntensityKind.MinMax) }), StringComparison.Ordinal);
        scans.Data.Text("labels.toml", "[[class]]", "name = 'both'", "values = [1, 2]");
        Assert.Contains("with other settings (the classes that the data set names;", scans.ErrorOf(), StringComparison.Ordinal);
        File.Delete(scans.Data.At("labels.toml"));
        Assert.Equal(2, scans.Prepare(new PrepareOptions { Workers = 1, SkipBroken = true }).AlreadyThere);
    }

    [Fact]
    public void Other_data_are_refused()
    {
        scans.Labelled("a", "b");
        scans.Prepare();
        Directory.Delete(scans.Data.Path, recursive: true);
        scans.Labelled("c", "d");
        Assert.EndsWith("; choose another --out, or remove the folder to begin anew.", scans.ErrorOf(), StringComparison.Ordinal);
        using var others = new BoxScans();
        others.Labelled("a", "b");
        Assert.Equal(
            $"{scans.Prepared}: was prepared from other data (images and labels, '{Path.GetFileName(scans.Data.Path)}') than these (images and labels, '{Path.GetFileName(others.Data.Path)}'); choose another --out, or remove the folder to begin anew.",
            Assert.Throws<ReportedException>(() => ScanPreparation.Run(others.Data.Open(), new PrepareOptions(), scans.Prepared, cancellation: TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void Nothing_else_is_written_over()
    {
        scans.Labelled("a", "b");
        Assert.EndsWith("choose an --out outside of it.", ErrorInto(scans.Data.At("images/prepared")), StringComparison.Ordinal);
        Assert.Equal($"{scans.Data.Path}: lies in the data set {scans.Data.Path}, where prepared cases could be taken for scans; choose an --out outside of it.", ErrorInto(scans.Data.Path));

        Directory.CreateDirectory(scans.Prepared);
        File.WriteAllText(Path.Combine(scans.Prepared, "notes.txt"), "mine");
        Assert.Equal($"{scans.Prepared}: exists already and holds something else than prepared cases; choose another --out.", scans.ErrorOf());
        File.Delete(Path.Combine(scans.Prepared, "notes.txt"));
        Directory.CreateDirectory(Path.Combine(scans.Prepared, "cases"));
        File.WriteAllText(Path.Combine(scans.Prepared, "cases", "a.h5"), "mine");
        Assert.Contains("holds something else", scans.ErrorOf(), StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(scans.Prepared, "cases", "a.h5")));
        File.WriteAllText(scans.Another("file"), "mine");
        Assert.Equal($"{scans.Another("file")}: is a file; name a new folder for the prepared cases.", ErrorInto(scans.Another("file")));

        string ErrorInto(string path) => Assert.Throws<ReportedException>(() => ScanPreparation.Run(scans.Data.Open(), new PrepareOptions(), path, cancellation: TestContext.Current.CancellationToken)).Message;
    }

    [Fact]
    public void Names_that_lists_or_file_systems_do_not_tell_apart_are_refused()
    {
        scans.Labelled("héart 1 (a)'s, \"x\"", "scan.2");
        Assert.Equal(2, scans.Prepare().Cases.Count);
        Assert.Equal(2, PreparedBenchmark.Open(scans.Prepared).Training(0).Labelled.Count);
        scans.Labelled("Scan.2");
        Assert.Equal(
            $"{scans.Data.At("images/scan.2.nii")}: the case scan.2 differs from Scan.2 in capitals alone, and not every file system tells them apart; rename the files of one.", scans.ErrorOf());
        File.Delete(scans.Data.At("images/Scan.2.nii"));
        scans.Labelled("blank ");
        Assert.StartsWith($"{scans.Data.At("images/blank .nii")}: the name of the case, 'blank ', is empty, has a blank at its end", scans.ErrorOf(), StringComparison.Ordinal);
    }

    [Fact]
    public void Records_that_cannot_be_read_are_named()
    {
        scans.Labelled("a", "b");
        string record = Path.Combine(scans.Prepared, "preparation.json"), split = Path.Combine(scans.Prepared, "split.json");
        var folder = scans.Prepare().Folder;
        Assert.Equal(folder.Record.ToJson(), PreparationRecord.Parse("", folder.Record.ToJson()).ToJson());
        string sound = File.ReadAllText(record);
        foreach (string broken in new[] { "", "null", "{}", sound[..40], sound.Replace("\"channels\"", "\"chanels\"", StringComparison.Ordinal), System.Text.RegularExpressions.Regex.Replace(sound, "\"intensity\": {[^}]*}", "\"intensity\": null") })
        {
            File.WriteAllText(record, broken);
            Assert.StartsWith($"{record}: cannot be read as a record of how images were prepared (", scans.ErrorOf(), StringComparison.Ordinal);
        }

        File.WriteAllText(record, sound);
        File.WriteAllText(split, "{}");
        Assert.StartsWith($"{split}: cannot be read (", scans.ErrorOf(), StringComparison.Ordinal);
    }
}
