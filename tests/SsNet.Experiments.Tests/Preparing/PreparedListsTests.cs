using SsNet.Experiments.Preparing;
using SsNet.Imaging;

namespace SsNet.Experiments.Tests.Preparing;

/// <summary>The lists belong to the user once they are written.</summary>
public sealed class PreparedListsTests : IDisposable
{
    private readonly BoxScans scans = new();

    public PreparedListsTests()
    {
        scans.Labelled("a", "b", "c", "d", "e");
        scans.Unlabelled("u");
    }

    public void Dispose() => scans.Dispose();

    [Fact]
    public void Labelled_cases_stand_first_and_a_fifth_is_kept_for_the_test()
    {
        scans.Unlabelled("aa");
        var split = scans.Prepare().Split;
        Assert.Equal((4, 2, 1), (split.Training.Count(item => item.Labelled), split.Training.Count(item => !item.Labelled), split.Test.Count));
        Assert.Equal(split.Training.Select(item => item.Id), scans.List("train.list"));
        Assert.Equal(["aa", "u"], scans.List("train.list")[4..]);
        Assert.Equal(split.Test.Select(item => item.Id), scans.List("test.list"));
        Assert.False(File.Exists(Path.Combine(scans.Prepared, "val.list")));
    }

    [Fact]
    public void What_a_user_changed_stays_and_new_cases_are_added()
    {
        var first = scans.Prepare().Split;
        string test = first.Test[0].Id, removed = first.Training[1].Id, moved = first.Training[2].Id;
        string[] kept = [.. first.Training.Select(item => item.Id).Except([removed, moved]).Reverse()];
        scans.WriteList("train.list", ["", .. kept]);
        scans.WriteList("val.list", moved);

        scans.Labelled("f");
        scans.Unlabelled("g");
        var outcome = scans.Prepare();
        Assert.Equal([.. kept, "f", "g"], scans.List("train.list"));
        Assert.Equal([moved], scans.List("val.list"));
        Assert.Equal([test], scans.List("test.list"));
        Assert.Equal([.. kept, "f", "g"], Ids(outcome.Split.Training));
        Assert.Equal([moved], Ids(outcome.Split.Validation));
        Assert.Equal([test], Ids(outcome.Split.Test));
        Assert.Equal([removed], Ids(outcome.Split.LeftOut));

        // What was taken out is not put back later either, and nothing is written where nothing is new.
        File.SetLastWriteTimeUtc(Path.Combine(scans.Prepared, "train.list"), DateTime.UnixEpoch);
        scans.Prepare();
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(Path.Combine(scans.Prepared, "train.list")));
    }

    [Fact]
    public void New_scans_of_a_patient_who_is_tested_are_never_trained_on()
    {
        scans.Groups(("a", "anna"), ("b", "bert"), ("c", "carl"), ("d", "dora"), ("e", "emil"), ("u", "ugo"));
        var first = scans.Prepare().Split;
        string test = first.Test[0].Group, moved = first.Training[0].Group;
        scans.WriteList("train.list", [.. first.Training.Skip(1).Select(item => item.Id)]);
        scans.WriteList("test.list", first.Test[0].Id, first.Training[0].Id);

        scans.Unlabelled("new1", "new2", "new3");
        scans.Labelled("new4");
        scans.Groups(
            ("a", "anna"), ("b", "bert"), ("c", "carl"), ("d", "dora"), ("e", "emil"), ("u", "ugo"), ("new1", test), ("new2", moved), ("new3", "ugo"), ("new4", test));
        var second = scans.Prepare();
        Assert.Equal([.. first.Training.Skip(1).Select(item => item.Id), "new3"], scans.List("train.list"));
        Assert.Equal([first.Test[0].Id, first.Training[0].Id, "new4"], scans.List("test.list"));
        Assert.Equal(["new1", "new2"], Ids(second.Split.LeftOut));

        // Once it has a label, it is one more test case.
        scans.Labelled("new1");
        scans.Prepare();
        Assert.Equal([first.Test[0].Id, first.Training[0].Id, "new4", "new1"], scans.List("test.list"));
    }

    [Fact]
    public void Scans_that_come_later_do_not_change_what_was_drawn_for_the_test()
    {
        string test = scans.Prepare().Split.Test[0].Id;
        scans.Labelled("f", "g", "h", "i", "j", "k", "l");
        var outcome = scans.Prepare();
        Assert.Equal([test], Ids(outcome.Split.Test));
        Assert.Equal([test], scans.List("test.list"));
        Assert.Equal(12, outcome.Split.Training.Count);
    }

    [Fact]
    public void Names_of_patients_stay_out_of_what_goes_into_files_of_weights()
    {
        scans.Groups(("a", "anna"), ("b", "bert"), ("c", "carl"), ("d", "dora"), ("e", "emil"), ("u", "ugo"));
        var outcome = scans.Prepare();
        Assert.Contains(outcome.Split.Test[0].Group, File.ReadAllText(Path.Combine(scans.Prepared, "split.json")), StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Split.Test[0].Group, outcome.Folder.Record.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_names_what_is_not_there_is_refused_with_its_line()
    {
        scans.Prepare();
        scans.WriteList("train.list", "a", "nobody");
        Assert.StartsWith($"{Path.Combine(scans.Prepared, "train.list")}, line 2: case nobody has no file", Assert.Throws<ReportedException>(() => scans.Prepare()).Message, StringComparison.Ordinal);
        Assert.Equal(["a", "nobody"], scans.List("train.list"));
    }

    private static IEnumerable<string> Ids(IEnumerable<PreparedCase> cases) => cases.Select(item => item.Id);
}
