using SsNet.Data;
using SsNet.Experiments.Figures;
using SsNet.Imaging.Volumes;
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
    private readonly SegmentationNetwork network;
    private readonly Func<Case> sampleCase;
    private readonly PatchView view;

    /// <summary>Opens a log; a run that goes on writes another event file into the same folder.</summary>
    /// <param name="folder">TensorBoard's folder.</param>
    /// <param name="network">The network that draws the pictures.</param>
    /// <param name="sampleCase">Gives the labelled case of which the middle is drawn.</param>
    /// <param name="patch">Voxels per axis of the part that is drawn.</param>
    public TensorBoardLog(string folder, SegmentationNetwork network, Func<Case> sampleCase, ReadOnlySpan<int> patch)
    {
        Directory.CreateDirectory(folder);
        writer = torch.utils.tensorboard.SummaryWriter(folder, createRunName: false);
        this.network = network;
        this.sampleCase = sampleCase;
        view = new PatchView([.. patch]);
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
        var patch = view.MiddleOf(sampleCase());
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        network.eval();
        var input = stack(patch.Channels.Select(channel => tensor(channel.Voxels, [.. channel.Geometry.Size.Select(n => (long)n)]))).unsqueeze(0);
        byte[] labels = network.forward(input.to(network.Type, network.Device)).Logits.argmax(1).to(uint8).cpu().contiguous().bytes.ToArray();

        int axis = patch.Geometry.Rank - 1;
        var picture = SliceImage.Render(
            patch.Label is null ? SliceView.OfMiddle(patch.Geometry, axis) : SliceView.OfMostForeground(patch.Label, axis),
            patch.Channels[0],
            patch.Label,
            new Volume<byte>(patch.Geometry, labels));
        var pixels = tensor(picture.Rgb, [picture.Height, picture.Width, 3]);
        writer.add_img($"sample/{patch.Id}", pixels, (int)iteration, dataformats: "HWC");
    }

    /// <summary>Cuts the middle out of a case.</summary>
    private sealed class PatchView(int[] patch)
    {
        public Case MiddleOf(Case source)
        {
            int[] size = [.. source.Geometry.Size];
            int[] first = [.. size.Select((n, axis) => (n - patch[axis]) / 2)];
            var grid = GridView.Of(size);
            var geometry = Geometry.OfSize(patch);
            return new Case(
                source.Id,
                [.. source.Channels.Select(channel => new Volume<float>(geometry, grid.Copy<float>(channel.Voxels, first, patch)))],
                source.Label is null ? null : new Volume<byte>(geometry, grid.Copy<byte>(source.Label.Voxels, first, patch)));
        }
    }
}
