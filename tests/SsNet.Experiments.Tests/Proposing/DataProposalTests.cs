using SsNet.Experiments.Preparing;
using SsNet.Experiments.Proposing;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Tests.Preparing;
using SsNet.Imaging;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Proposing;

public sealed class DataProposalTests : IDisposable
{
    private readonly BoxScans scans = new();

    public void Dispose() => scans.Dispose();

    [Fact]
    public void Scans_and_the_folder_that_is_prepared_from_them_are_summed_up_alike()
    {
        scans.Labelled("a", "b", "c", "d", "e");
        scans.Unlabelled("u", "v");
        scans.Scan("f", grid: new Geometry([14, 22, 26], [12, 8, 6], [10, -20, 30], [1, 0, 0, 0, 0, 1, 0, -1, 0]));
        var looked = Propose();
        scans.Prepare(looked.Preparation!.Asked);
        var prepared = DataProposal.OfPrepared(scans.Prepared, Budget.Small);
        AssertSame(prepared.Summary, looked.Summary);
        Assert.Equal(prepared.Recipe.ToToml(), looked.Recipe.ToToml());
        Assert.Equal((5, 2, 0, 1), (looked.Summary.Labelled, looked.Summary.Unlabelled, looked.Summary.Validation, looked.Summary.Test));
        Assert.Equal([20, 24, 12], looked.Summary.Size);
        Assert.Equal([8, 6, 15], looked.Summary.Spacing);
        Assert.Null(prepared.Survey);
    }

    [Fact]
    public void Sagittal_slices_far_apart_are_taken_one_by_one()
    {
        var grid = new Geometry([12, 40, 48], [5, 1, 1], [10, -20, 30], [1, 0, 0, 0, 0, 1, 0, -1, 0]);
        foreach (string id in new[] { "a", "b" }) scans.Scan(id, grid: grid);
        scans.Scan("u", labelled: false, grid: grid);
        var proposal = Propose();
        // Slices follow each other from right to left, which is the last axis once the scan is in canonical order.
        Assert.Equal((2, 2), (proposal.Recipe.Patch.Length, proposal.Recipe.SliceAxis));
        Assert.Equal([48, 48], proposal.Recipe.Patch);
        Assert.Equal(3, Propose(dimension: 3).Recipe.Patch.Length);
    }

    [Fact]
    public void Hounsfield_units_get_the_window_of_what_is_labelled_in_training()
    {
        foreach (string id in new[] { "a", "b", "c", "d", "e" }) AddCt(id, 100);
        Assert.Equal(new IntensityScale(IntensityKind.Window, 60, 150), Propose().Preparation!.Settings.Intensity);

        string test = Assert.Single(scans.Prepare().Split.Test).Id;
        AddCt(test, 900);
        Assert.Equal(new IntensityScale(IntensityKind.Window, 60, 150), Propose().Preparation!.Settings.Intensity);
        AddCt(new[] { "a", "b", "c", "d", "e" }.First(id => id != test), 900);
        Assert.NotEqual(new IntensityScale(IntensityKind.Window, 60, 150), Propose().Preparation!.Settings.Intensity);
    }

    [Fact]
    public void Pieces_are_counted_of_classes_not_of_values()
    {
        scans.Labelled("a", "b");
        Assert.True(Propose().Summary.OnePiece);

        // Two halves of one organ have values of their own.
        foreach (string id in new[] { "a", "b" })
        {
            var label = new Volume<byte>(BoxScans.Sagittal);
            (label.Voxels[0], label.Voxels[^1]) = (1, 2);
            scans.Data.Save($"labels/{id}.nii", label);
        }

        Assert.True(Propose().Summary.OnePiece);
        scans.Data.Text("labels.toml", "[[class]]", "name = 'kidneys'", "values = [1, 2]");
        Assert.False(Propose().Summary.OnePiece);
        Assert.False(Propose().Recipe.LargestComponent);
    }

    [Fact]
    public void Broken_scans_are_told_and_not_counted()
    {
        scans.Labelled("a", "b", "c");
        File.WriteAllText(scans.Data.At("images/b.nii"), "no image");
        var proposal = Propose();
        Assert.StartsWith($"case b: {scans.Data.At("images/b.nii")}", Assert.Single(proposal.Survey!.Problems), StringComparison.Ordinal);
        Assert.Equal(2, proposal.Summary.Labelled);
        File.WriteAllText(scans.Data.At("images/a.nii"), "no image");
        File.WriteAllText(scans.Data.At("images/c.nii"), "no image");
        Assert.StartsWith($"{scans.Data.Path}: no training scan can be used; case a: ", Assert.Throws<ReportedException>(() => Propose()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slices_have_no_third_dimension()
    {
        scans.Data.Save("images/a.png", new Volume<byte>(Geometry.OfSize(40, 60)));
        scans.Data.Save("labels/a.png", BoxScans.Label(Geometry.OfSize(40, 60), new VoxelBox([4, 5], [8, 9])));
        var proposal = Propose();
        Assert.Equal((MethodName.Supervised, 2, 1), (proposal.Recipe.Method, proposal.Recipe.Patch.Length, proposal.Recipe.LabelledPerBatch));
        Assert.StartsWith("--dimension: the images have two axes", Assert.Throws<ReportedException>(() => Propose(dimension: 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Something_has_to_be_labelled()
    {
        scans.Data.Text("labels.toml", "[[class]]", "name = 'a'", "value = 1");
        scans.Unlabelled("a", "b");
        Assert.Equal($"{scans.Data.Path}: no scan to train on has a label, and something has to be learnt from; segment some scans first.", Assert.Throws<ReportedException>(() => Propose()).Message);
        scans.Prepare();
        Assert.StartsWith($"{scans.Prepared}: no scan to train on has a label", Assert.Throws<ReportedException>(() => DataProposal.OfPrepared(scans.Prepared, Budget.Small)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_cannot_be_used_are_not_taken_for_none()
    {
        scans.Labelled("a", "b");
        scans.Unlabelled("u");
        foreach (string id in new[] { "a", "b" }) File.WriteAllText(scans.Data.At($"labels/{id}.nii"), "no label");
        string error = Assert.Throws<ReportedException>(() => Propose()).Message;
        Assert.StartsWith($"{scans.Data.Path}: no label can be used, so that nothing tells which classes there are; case a: {scans.Data.At("labels/a.nii")}", error, StringComparison.Ordinal);
        scans.Data.Text("labels.toml", "[[class]]", "name = 'box'", "values = [1, 2]");
        error = Assert.Throws<ReportedException>(() => Propose()).Message;
        Assert.StartsWith($"{scans.Data.Path}: no scan to train on has a label that can be used; case a: {scans.Data.At("labels/a.nii")}", error, StringComparison.Ordinal);
    }

    private DataProposal Propose(int? dimension = null)
    {
        var options = new PrepareOptions { Workers = 2 };
        return DataProposal.OfSurvey(ScanSurvey.Of(scans.Data.Open(), options, cancellation: TestContext.Current.CancellationToken), options, Budget.Small, dimension);
    }

    /// <summary>Air, and an organ whose intensities are spread over ±40 around a middle.</summary>
    private void AddCt(string id, int organ)
    {
        var label = BoxScans.Label(BoxScans.Sagittal);
        scans.Data.Save($"labels/{id}.nii", label);
        scans.Data.Save($"images/{id}.nii", new Volume<short>(BoxScans.Sagittal, [.. label.Voxels.Select((value, i) => (short)(value == 0 ? -1000 : organ + 5 + i * 7 % 81 - 40))]));
    }

    private static void AssertSame(DataSummary expected, DataSummary actual)
    {
        Assert.Equal(expected.Size, actual.Size);
        Assert.Equal(expected.Spacing.Select(value => Math.Round(value, 9)), actual.Spacing.Select(value => Math.Round(value, 9)));
        Assert.Equal(expected.ClassNames, actual.ClassNames);
        Assert.Equal(expected with { Size = actual.Size, Spacing = actual.Spacing, ClassNames = actual.ClassNames }, actual);
    }
}
