using SsNet.Data;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Recipes;
using SsNet.Imaging.Volumes;
using SsNet.Inference;
using SsNet.Networks;
using SsNet.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SsNet.Experiments.Runs;

/// <summary>Writes the losses, the learning rate and the validation for TensorBoard, and at every checkpoint a picture of a training sample.</summary>
public sealed class TensorBoardLog : ITrainingObserver
{
    private readonly SummaryWriter writer;
    private readonly Recipe recipe;
    private readonly Predictor predictor;
    private readonly Func<Case> sampleCase;

    /// <summary>Opens a log; a run that goes on writes another event file into the same folder.</summary>
    /// <param name="folder">TensorBoard's folder.</param>
    /// <param name="recipe">The run's recipe.</param>
    /// <param name="network">The network that draws the pictures.</param>
    /// <param name="sampleCase">Gives the labelled training case that is drawn: as much of its middle as one patch shows.</param>
    public TensorBoardLog(string folder, Recipe recipe, SegmentationNetwork network, Func<Case> sampleCase)
    {
        Directory.CreateDirectory(folder);
        writer = torch.utils.tensorboard.SummaryWriter(folder, createRunName: false);
        this.recipe = recipe;
        this.sampleCase = sampleCase;
        // Training cases are downsampled already.
        predictor = new Predictor(network, recipe.ToPredictionOptions() with { Downsampling = 1, LargestComponent = false });
    }

    /// <inheritdoc/>
    public void IterationDone(IterationReport report)
    {
        int step = (int)report.Iteration;
        writer.add_scalar("loss/total", (float)report.Total, step);
        foreach (var (name, value, weight) in report.Terms)
        {
            writer.add_scalar($"loss/{name}", (float)value, step);
            writer.add_scalar($"weight/{name}", (float)weight, step);
        }

        writer.add_scalar("learning_rate", (float)report.LearningRate, step);
    }

    /// <inheritdoc/>
    public void Validated(ValidationReport report) => writer.add_scalar("validation/dice", (float)report.Dice, (int)report.Iteration);

    /// <inheritdoc/>
    public void CheckpointSaved(long iteration)
    {
        var shown = recipe.Fit == ImageFit.Crop ? MiddleOf(sampleCase()) : sampleCase();
        var labels = predictor.Predict(shown.Channels).Labels;
        var view = shown.Label is null ? SliceView.OfMiddle(shown.Geometry, recipe.SliceAxis) : SliceView.OfMostForeground(shown.Label, recipe.SliceAxis);
        var picture = SliceImage.Render(view, shown.Channels[0], shown.Label, labels);
        using var scope = NewDisposeScope();
        var pixels = tensor(picture.Rgb, [picture.Height, picture.Width, 3]);
        writer.add_img($"sample/{shown.Id}", pixels, (int)iteration, dataformats: "HWC");
    }

    /// <summary>Cuts a patch out of the middle of a case.</summary>
    private Case MiddleOf(Case source)
    {
        int[] size = [.. source.Geometry.Size], patch = [.. recipe.Patch];
        int[] first = [.. size.Zip(patch, (n, part) => (n - part) / 2)];
        var grid = GridView.Of(size);
        var geometry = Geometry.OfSize(patch);
        return new Case(
            source.Id,
            [.. source.Channels.Select(channel => new Volume<float>(geometry, grid.Copy<float>(channel.Voxels, first, patch)))],
            source.Label is null ? null : new Volume<byte>(geometry, grid.Copy<byte>(source.Label.Voxels, first, patch)));
    }
}
