using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Tests.Figures;
using SsNet.Imaging;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Metrics;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Runs;

public sealed class RunOverlayTests : IDisposable
{
    private const int Cases = 5;

    private readonly TemporaryFolder folder = new();
    private readonly string[] ids = [.. ExperimentData.Open(Changed(_ => { }), null).Test.Select(source => source.Id)];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_best_the_median_and_the_worst_case_are_shown_with_every_run_and_its_scores()
    {
        // From the first case to the last more and more of the truth is missed.
        string[] runs = [Run("ss"), Run("supervised", recipe => recipe.Method = MethodName.Supervised), Run("ss-2", recipe => recipe.Seed = 2)];
        var texts = Texts(runs, new OverlayChoice());
        Assert.Superset(new HashSet<string> { ids[0], ids[2], ids[4], "SS-Net, seed 1337", "SS-Net, seed 2", "Supervised", "Dice 100.0 %, 95HD 0.0 voxels", "left atrium, truth" }, texts);
        Assert.DoesNotContain(ids[1], texts);
        Assert.DoesNotContain(ids[3], texts);
        var last = EvaluatedRun.Open(runs[0], "test").Scores.Rows.Single(row => row.CaseId == ids[4]).Score;
        Assert.Contains(FormattableString.Invariant($"Dice {100 * last.Dice:F1} %, 95HD {last.Hd95:F1} voxels"), texts);
    }

    [Fact]
    public void Surfaces_are_drawn_for_networks_of_volumes_unless_somebody_says_otherwise()
    {
        const string OfSurfaces = "line: outline of the truth";
        string volumes = Run("volumes"), slices = Run("slices", recipe => recipe.Patch = recipe.Stride = [16, 16]);
        var one = new OverlayChoice { Cases = [ids[1]] };
        Assert.Contains(OfSurfaces, Texts([volumes], one));
        Assert.DoesNotContain(OfSurfaces, Texts([volumes], one with { Surfaces = false }));
        Assert.DoesNotContain(OfSurfaces, Texts([slices], one));
        Assert.Contains(OfSurfaces, Texts([slices], one with { Surfaces = true }));
    }

    [Fact]
    public void Cases_and_slices_are_those_asked_for()
    {
        string run = Run("run", predict: (id, truth) =>
        {
            // Wrong in the last slice alone.
            var labels = new Volume<byte>(truth.Geometry, [.. truth.Voxels]);
            for (int i = 15; i < labels.Voxels.Length; i += 16) labels.Voxels[i] ^= 1;
            return labels;
        });
        var texts = Texts([run], new OverlayChoice { Cases = [ids[3], ids[1], ids[3]], Slice = OverlaySlice.Disagreement });
        Assert.Superset(new HashSet<string> { ids[1], ids[3], "slice 16 of 16" }, texts);
        Assert.DoesNotContain(ids[0], texts);
        Assert.DoesNotContain("slice 16 of 16", Texts([run], new OverlayChoice { Cases = [ids[3]] }));
    }

    [Fact]
    public void The_same_runs_give_the_same_bytes()
    {
        string run = Run("run");
        byte[][] drawn = [.. ((string[])["first", "second"]).Select(name => File.ReadAllBytes(RunOverlay.Draw([run], folder.FileNamed($"{name}.png"), new OverlayChoice()).Single()))];
        Assert.Equal(drawn[0], drawn[1]);
    }

    [Fact]
    public void Unknown_cases_are_refused_with_those_that_there_are()
    {
        AssertRefused($"there is no test case {ids[2]}x. Did you mean '{ids[2]}'? The test cases are {string.Join(", ", ids)}.", new OverlayChoice { Cases = [ids[0], $"{ids[2]}x"] }, Run("run"));
    }

    [Fact]
    public void What_does_not_belong_together_is_refused()
    {
        string run = Run("run");
        AssertRefused("different phantoms", new OverlayChoice(), run, Run("other", recipe => recipe.PhantomSeed = 7));
        AssertRefused("different data sets", new OverlayChoice(), run, Run("cine", recipe => (recipe.Layout, recipe.PhantomSize) = (DataLayout.CinePhantom, [8, 32, 32])));
        AssertRefused($"ssnet evaluate --run {run} --split val", new OverlayChoice { Split = "val" }, run);
    }

    [Fact]
    public void Only_cases_that_all_runs_have_are_chosen()
    {
        ScoreTable Without(ScoreTable scores, params int[] cases) => scores with { Rows = [.. scores.Rows.Where(row => !cases.Contains(Array.IndexOf(ids, row.CaseId)))] };
        string first = Run("first", recipe => recipe.Seed = 1, table: scores => Without(scores, 0)), second = Run("second", table: scores => Without(scores, 1, 4));
        var texts = Texts([first, second], new OverlayChoice());
        Assert.Equal([ids[2], ids[3]], texts.Intersect(ids).Order());
        AssertRefused("no test case is scored in all runs", new OverlayChoice(), first, Run("third", recipe => recipe.Seed = 3, table: scores => Without(scores, 1, 2, 3, 4)));
    }

    [Fact]
    public void Label_maps_that_are_missing_or_of_another_size_say_what_to_do()
    {
        string run = Run("run"), map = Path.Combine(RunFolder.Open(run).Predictions("test"), $"{ids[0]}.h5");
        Hdf5File.Write(map, null, new Volume<byte>(Geometry.OfSize(4, 5, 6)));
        AssertRefused($"{map}: has 4×5×6 voxels, but the image of {ids[0]} has 16×16×16; evaluate the run again", new OverlayChoice(), run);
        File.Delete(map);
        AssertRefused($"test case {ids[0]} has no label map; evaluate the run again: ssnet evaluate --run {run} --split test", new OverlayChoice(), run);
        string scored = Run("scored", table: scores => scores with { Rows = [.. scores.Rows.Where(row => row.CaseId != ids[1])] });
        AssertRefused($"test case {ids[1]} has no scores", new OverlayChoice { Cases = [ids[1]] }, scored);
    }

    [Fact]
    public void Captions_leave_out_distances_that_are_not_defined()
    {
        SegmentationScore whole = new(0.9, 0.8, 3, 1, 1), missed = new(0, 0, double.NaN, double.NaN, double.NaN);
        Assert.Equal("Dice 45.0 %, 95HD 3.0 mm", RunOverlay.CaptionOf([whole, missed], "mm"));
        Assert.Equal("Dice 0.0 %", RunOverlay.CaptionOf([missed], "voxel"));
    }

    private HashSet<string> Texts(IReadOnlyList<string> runs, OverlayChoice choice) => PictureFile.Texts(RunOverlay.Draw(runs, folder.FileNamed("figure.svg"), choice).Single());

    private void AssertRefused(string part, OverlayChoice choice, params string[] runs) =>
        Assert.Contains(part, Assert.Throws<ReportedException>(() => RunOverlay.Draw(runs, folder.FileNamed("x.png"), choice)).Message);

    private static Recipe Changed(Action<Recipe> change)
    {
        var recipe = SmallRecipe.SsNet(2, 16, 16, 16);
        recipe.TestCases = Cases;
        change(recipe);
        return recipe;
    }

    private string Run(string name, Action<Recipe>? change = null, Func<string, Volume<byte>, Volume<byte>>? predict = null, Func<ScoreTable, ScoreTable>? table = null) =>
        EvaluatedFolder.Create(
            folder,
            name,
            recipe =>
            {
                recipe.TestCases = Cases;
                change?.Invoke(recipe);
            },
            predict ?? ((id, truth) => Missing(truth, Array.IndexOf(ids, id))),
            table);

    /// <summary>A label map without so many tenths of its foreground.</summary>
    private static Volume<byte> Missing(Volume<byte> truth, int tenths)
    {
        int left = truth.Voxels.Count(label => label != 0) * tenths / 10;
        return new Volume<byte>(truth.Geometry, [.. truth.Voxels.Select(label => label != 0 && left-- > 0 ? (byte)0 : label)]);
    }
}
