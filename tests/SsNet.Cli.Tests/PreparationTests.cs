using SsNet.Imaging.Formats;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Cli.Tests;

/// <summary>What <c>init</c> and <c>prepare</c> say, and what they leave alone.</summary>
public sealed class PreparationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PreparationTests()
    {
        foreach (string id in new[] { "a", "b", "c", "d", "e" }) Write(id, labelled: true);
        Write("u", labelled: false);
    }

    private string Data => folder.FileNamed("scans");

    private string Prepared => folder.FileNamed("prepared");

    private string Recipe => folder.FileNamed("mine.toml");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("prepare", "Option '--out' is required")]
    [InlineData("prepare --out x", "Required argument 'DATA' missing for command: 'prepare'")]
    [InlineData("prepare scans --out x --crop middle", "Argument 'middle' not recognized. Must be one of: 'none' 'body' 'label' 'region'")]
    [InlineData("prepare scans --out x --test 1", "--test: must be a share from 0 to below 1, not '1'")]
    [InlineData("prepare scans --out x --test x", "--test: must be a share from 0 to below 1, not 'x'")]
    [InlineData("prepare scans --out x --range 1,b", "--range: '1,b' is not a list of numbers with commas between")]
    [InlineData("prepare scans --out x --workers 0", "--workers: must be a whole number of at least 1, not '0'")]
    [InlineData("prepare scans --out x --crop body --crop-margin -1", "--crop-margin: must be a number of mm from 0 up, not '-1'")]
    [InlineData("prepare scans --out x --crop none --crop-margin 5", "--crop-margin: belongs to --crop body, label or region")]
    [InlineData("prepare scans --out x --spacing median,1", "--spacing: 'median,1' is not a list of numbers with commas between")]
    [InlineData("prepare scans --out x --intensity window", "--intensity window: name the window with --range LOW,HIGH, such as --range -160,240")]
    [InlineData("prepare scans --out x --intensity window --range 240,-160", "low is 240 and high is -160")]
    [InlineData("prepare scans --out x --range 1,2", "--range: belongs to --intensity window or percentile")]
    [InlineData("prepare scans --out x --intensity window --range 1", "--range: give two numbers with a comma between, the lower first")]
    [InlineData("prepare scans --out x --interpolate cubic", "there is no option '--interpolate'. Did you mean '--interpolation'?")]
    [InlineData("init scans", "Option '--out' is required")]
    [InlineData("init scans --out x --dimension 4", "--dimension: must be a whole number from 2 to 3, not '4'")]
    [InlineData("prepare scans --out x --split-seed one", "--split-seed: must be a whole number of at least 0, not 'one'")]
    [InlineData("init scans --out x --dimension three", "--dimension: must be a whole number from 2 to 3, not 'three'")]
    [InlineData("init scans --out x --budget huge", "Argument 'huge' not recognized. Must be one of: 'small' 'full'")]
    [InlineData("init scans --out x --workers 0", "--workers: must be a whole number of at least 1, not '0'")]
    public async Task What_is_mistyped_is_said_before_any_work(string arguments, string message)
    {
        var (code, _, error) = await Call.Ssnet(arguments.Split(' '));
        Assert.Equal(ExitCode.Usage, code);
        Call.AssertOneLine(error, message, $"See: ssnet {arguments.Split(' ')[0]} --help");
    }

    [Fact]
    public async Task A_data_set_is_looked_at_prepared_and_proposed_for()
    {
        var (code, output, error) = await Call.Ssnet("init", Data, "--out", Recipe, "--budget", "small", "--workers", "1");
        Assert.Equal((ExitCode.Success, ""), (code, error));
        string prepared = $"{Data}-prepared", labels = folder.FileNamed("mine.labels.toml");
        string[] commands =
        [
            $"ssnet prepare {Data} --out {prepared} --labels {labels} --intensity window --range 30,60",
            $"ssnet train --recipe {Recipe} --data {prepared} --out runs/mine",
            "ssnet predict --run runs/mine --input SCAN --output segmented",
        ];
        Assert.Equal(
            [
                "looking 1/6: a", "looking 2/6: b", "looking 3/6: c", "looking 4/6: d", "looking 5/6: e", "looking 6/6: u",
                $"{Data}: images and labels, 6 scans, 5 with a label, channels: image",
                "size: 16 × 20 × 24 voxels (feet to head × front to back × right to left)",
                "spacing: 2 × 2 × 2 mm",
                "intensities: -1000 to 60; they look like Hounsfield units",
                "class 1: class 1, value 3, in 5 of 5 labels, 30.72 ml on average",
                "split: 4 labelled and 1 unlabelled to train on, 0 to validate, 1 to test",
                "prepared: 16 × 20 × 24 voxels of 2 × 2 × 2 mm (median)",
                "proposal: SS-Net on volumes, since neighbouring slices tell of each other; patch 16×16×32",
                $"recipe: {Recipe}",
                $"classes: {labels} (give them names and colours, put values together, drop or ignore some)",
                "next:",
                .. commands.Select(command => $"  {command}"),
            ],
            output.TrimEnd('\n').Split('\n'));
        Assert.Equal(
            [$"# Written by ssnet init for {Data}. To use it:", .. commands.Select(command => $"#   {command}")], File.ReadLines(Recipe).Take(4));

        // The commands work as they are printed, numbers below zero included.
        (code, output, error) = await Call.Ssnet([.. commands[0].Split(' ')[1..], "--workers", "1"]);
        Assert.Equal((ExitCode.Success, ""), (code, error));
        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal($"{Data}: images and labels, 6 scans, 5 with a label", lines[0]);
        Assert.Equal("preparing 6/6: u", lines[12]);
        Assert.Equal(
            [
                $"6 cases prepared: {prepared}",
                "spacing: 2 × 2 × 2 mm; intensities: 30 to 60 become 0 to 1; part: all",
                "classes: 0 background, 1 class 1",
                "split: 4 labelled and 1 unlabelled to train on, 0 to validate, 1 to test (train.list, val.list, test.list)",
                $"report: {prepared}/report.csv",
                $"next: ssnet init {prepared} --out recipe.toml, then ssnet train --recipe recipe.toml --data {prepared} --out runs/first",
            ],
            lines[13..]);

        string again = folder.FileNamed("again.toml");
        (code, output, error) = await Call.Ssnet("init", prepared, "--out", again, "--budget", "small");
        Assert.Equal((ExitCode.Success, ""), (code, error));
        Assert.Equal($"recipe: {again}\nnext:\n  ssnet train --recipe {again} --data {prepared} --out runs/again\n  ssnet predict --run runs/again --input SCAN --output segmented\n", output);
        Assert.Equal(File.ReadLines(Recipe).Skip(4), File.ReadLines(again).Skip(3));
    }

    [Fact]
    public async Task Windows_below_zero_and_spacings_are_taken()
    {
        var (code, output, error) = await Call.Ssnet(
            "prepare", Data, "--out", Prepared, "--intensity", "window", "--range", "-160,240", "--spacing", "0,4,4.5", "--crop", "label", "--crop-margin", "2", "--test", "0");
        Assert.Equal((ExitCode.Success, ""), (code, error));
        Assert.Contains("spacing: own × 4 × 4.5 mm; intensities: -160 to 240 become 0 to 1; part: around the label; without one, where the labels of the training scans lie\n", output, StringComparison.Ordinal);
        Assert.Contains("warning: labelled scans, test scans too, are cut around their own labels", output, StringComparison.Ordinal);
        Assert.Contains("warning: no case is kept for the test", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_are_there_are_not_replaced()
    {
        string labels = folder.FileNamed("mine.labels.toml");
        File.WriteAllText(labels, "mine");
        await Call.AssertRefused(["init", Data, "--out", Recipe], labels, "exists already and is not replaced");
        File.Delete(labels);
        File.WriteAllText(Recipe, "mine");
        await Call.AssertRefused(["init", Data, "--out", Recipe], Recipe, "exists already and is not replaced");
        Assert.Equal("mine", File.ReadAllText(Recipe));
        Assert.False(File.Exists(labels));
        await Call.AssertRefused(["init", Data, "--out", folder.FileNamed("gone/mine.toml")], folder.FileNamed("gone"), "make it first");
        await Call.AssertRefused(["init", Data, "--out", folder.Path], folder.Path, "is a folder");
        await Call.AssertRefused(["prepare", Data, "--out", folder.Path], folder.Path, "holds something else than prepared cases");
        await Call.AssertRefused(["prepare", Data, "--out", Path.Combine(Data, "prepared")], "outside of it");
    }

    [Fact]
    public async Task What_deserves_a_look_is_warned_of()
    {
        await Call.AssertWorks("prepare", Data, "--out", Prepared);
        File.Delete(Path.Combine(Data, "images", "u.nii"));
        File.WriteAllText(Path.Combine(Data, "images", "f.nii"), "no image");
        ImageFile.Write(Path.Combine(Data, "labels", "a.nii"), new Volume<byte>(Grid));
        string[] test = File.ReadAllLines(Path.Combine(Prepared, "test.list"));
        await Call.AssertRefused(["prepare", Data, "--out", Prepared], "case f: ", Path.Combine(Data, "images", "f.nii"), "--skip-broken");
        var (code, output, _) = await Call.Ssnet("prepare", Data, "--out", Prepared, "--skip-broken");
        Assert.Equal(ExitCode.Success, code);
        Assert.Contains("5 cases prepared, 5 of them before: ", output, StringComparison.Ordinal);
        Assert.Contains("\nwarning: left out: case f: ", output, StringComparison.Ordinal);
        Assert.Contains("\nwarning: the label is empty in a\n", output, StringComparison.Ordinal);
        Assert.Contains("\nwarning: prepared before, but the data set has them no more (remove them from the lists if they are not to be used): u\n", output, StringComparison.Ordinal);
        Assert.Equal(test, File.ReadAllLines(Path.Combine(Prepared, "test.list")));
    }

    [Fact]
    public async Task Every_problem_is_told_even_where_nothing_can_be_proposed()
    {
        string[] all = [.. Directory.GetFiles(Path.Combine(Data, "images")).Order(StringComparer.Ordinal)];
        foreach (string path in all) File.WriteAllText(path, "no image");
        var (code, output, error) = await Call.Ssnet("init", Data, "--out", Recipe);
        Assert.Equal(ExitCode.Failure, code);
        Assert.All(all, path => Assert.Contains($"\nproblem: case {Path.GetFileNameWithoutExtension(path)}: {path}", output, StringComparison.Ordinal));
        Call.AssertOneLine(error, $"{Data}: no training scan can be used; case a: {all[0]}");
        Assert.False(File.Exists(Recipe));
    }

    [Fact]
    public async Task A_dimension_that_was_stated_needs_no_reason()
    {
        var (_, output, _) = await Call.Ssnet("init", Data, "--out", Recipe, "--budget", "small", "--dimension", "2");
        Assert.Contains("\nproposal: SS-Net on slices, as stated; patch ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5000,6000", "a, b, c, d, e and 1 more")]
    [InlineData("-3000,-2000", "a, b, c, d, e and 1 more")]
    [InlineData("-160,240", "u")]
    public async Task A_window_into_which_nothing_falls_is_warned_of(string range, string cases)
    {
        // Air alone.
        ImageFile.Write(Path.Combine(Data, "images", "u.nii"), new Volume<short>(Grid, [.. Enumerable.Repeat((short)-1000, (int)Grid.VoxelCount)]));
        var (code, output, _) = await Call.Ssnet("prepare", Data, "--out", Prepared, "--spacing", "3,2,2", "--intensity", "window", "--range", range);
        Assert.Equal(ExitCode.Success, code);
        Assert.Contains($"\nwarning: the prepared image is the same everywhere, so that nothing can be learned from it, in {cases} (is --range right?", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepared_cases_never_go_beside_the_scans_in_their_folder()
    {
        string inside = Path.Combine(Data, "images", "..");
        var (code, output, _) = await Call.Ssnet("init", inside, "--out", Recipe, "--budget", "small");
        Assert.Equal(ExitCode.Success, code);
        Assert.Contains($"--out {Data}-prepared ", output, StringComparison.Ordinal);
    }

    private static Geometry Grid { get; } = new([16, 20, 24], [2, 2, 2], [1, 2, 3], [0, 0, 1, 0, 1, 0, 1, 0, 0]);

    /// <summary>Air at −1000 HU and an organ of 30 to 60 HU.</summary>
    private void Write(string id, bool labelled)
    {
        Directory.CreateDirectory(Path.Combine(Data, "images"));
        Directory.CreateDirectory(Path.Combine(Data, "labels"));
        var label = new Volume<byte>(Grid);
        Array.Fill(label.Voxels, (byte)3, 3840 / 2, 3840);
        ImageFile.Write(Path.Combine(Data, "images", $"{id}.nii"), new Volume<short>(Grid, [.. label.Voxels.Select((value, i) => (short)(value == 0 ? -1000 : 30 + i % 31))]));
        if (labelled) ImageFile.Write(Path.Combine(Data, "labels", $"{id}.nii"), label);
    }
}
