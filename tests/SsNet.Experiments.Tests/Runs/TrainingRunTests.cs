using System.Collections.Immutable;
using System.Text.Json;
using SsNet.Experiments.Complexity;
using SsNet.Experiments.Phantoms;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Testing;
using SsNet.Weights;

namespace SsNet.Experiments.Tests.Runs;

public class TrainingRunTests
{
    [Fact]
    public void A_run_from_given_weights_has_them_in_its_folder_before_it_starts()
    {
        using var folder = new TemporaryFolder();
        string weights = Train(folder.FileNamed("first"), MethodName.SsNet);
        using (TrainingRun.Create(Tiny(MethodName.SsNet), null, folder.FileNamed("second"), weights))
        {
        }

        using var resumed = TrainingRun.Resume(folder.FileNamed("second"));
        Assert.Equal(0, resumed.FirstIteration);
        using var expected = WeightFile.Open(weights);
        using var checkpoint = WeightFile.Open(resumed.Folder.LastCheckpoint);
        Assert.All(expected.Tensors, entry => Assert.Equal(entry.Value.bytes.ToArray(), checkpoint.Tensors[$"network.{entry.Key}"].bytes.ToArray()));
    }

    [Fact]
    public void Weights_without_separation_heads_segment_under_a_recipe_of_ssnet()
    {
        using var folder = new TemporaryFolder();
        string weights = Train(folder.FileNamed("run"), MethodName.Supervised);
        using var model = RunModel.OfWeights(Tiny(MethodName.SsNet), weights);
        var scan = LeftAtriumPhantom.Create(1, 0, new PhantomOptions { Size = Tiny(MethodName.SsNet).PhantomSize });
        Assert.True(model.Predictor.Predict(scan.Channels, cancellation: TestContext.Current.CancellationToken).Labels.Geometry.HasSameSize(scan.Geometry));
    }

    [Fact]
    public void A_folder_is_free_again_when_its_run_could_not_be_resumed()
    {
        using var folder = new TemporaryFolder();
        string run = folder.FileNamed("run");
        Train(run, MethodName.Supervised);
        string checkpoint = RunFolder.Open(run).LastCheckpoint;
        byte[] sound = File.ReadAllBytes(checkpoint);
        File.WriteAllBytes(checkpoint, sound[..100]);
        Assert.Throws<Imaging.ReportedException>(() => TrainingRun.Resume(run));
        File.WriteAllBytes(checkpoint, sound);
        using var resumed = TrainingRun.Resume(run);
        Assert.Equal(1, resumed.FirstIteration);
    }

    [Fact]
    public void A_run_whose_cases_have_changed_is_not_gone_on_with()
    {
        using var folder = new TemporaryFolder();
        string run = folder.FileNamed("run");
        Train(run, MethodName.Supervised);
        string split = RunFolder.Open(run).Split;
        File.WriteAllText(split, File.ReadAllText(split).Replace("phantom-001", "phantom-077", StringComparison.Ordinal));
        var error = Assert.Throws<Imaging.ReportedException>(() => TrainingRun.Resume(run));
        Assert.Equal($"{split}: the labelled cases of the data are no longer those that the run was started with; restore the lists, or start a new run.", error.Message);
    }

    [Theory]
    [InlineData(MethodName.Supervised)]
    [InlineData(MethodName.SsNet)]
    public void A_run_says_how_large_its_network_is(MethodName method)
    {
        using var folder = new TemporaryFolder();
        using var run = TrainingRun.Create(Tiny(method), null, folder.FileNamed("run"));
        using var written = JsonDocument.Parse(File.ReadAllBytes(run.Folder.Complexity));
        var counted = RecipeComplexity.Of("tiny", Tiny(method), MacConvention.Exact).Single().Trained;
        Assert.Equal(counted.Parameters, written.RootElement.GetProperty("parameters").GetInt64());
        Assert.Equal(counted.Macs, written.RootElement.GetProperty("macs").GetInt64());
        Assert.Equal("1×16×16×16", written.RootElement.GetProperty("input").GetString());
        Assert.Equal("exact", written.RootElement.GetProperty("convention").GetString());
    }

    private static string Train(string path, MethodName method)
    {
        using var run = TrainingRun.Create(Tiny(method), null, path);
        return run.Execute(new Silence(), TestContext.Current.CancellationToken).ModelPath;
    }

    private static Recipe Tiny(MethodName method) => new()
    {
        Layout = DataLayout.Phantom,
        PhantomSize = [16, 16, 16],
        TrainingCases = 4,
        Labelled = 2,
        Method = method,
        UnlabelledPerBatch = method == MethodName.SsNet ? 2 : 0,
        BaseWidth = 2,
        Patch = ImmutableArray.Create(16, 16, 16),
        Stride = [16, 16, 16],
        Iterations = 1,
        Workers = 0,
    };
}
