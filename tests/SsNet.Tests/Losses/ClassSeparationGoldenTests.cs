using SsNet.Losses;
using SsNet.Networks;
using SsNet.Testing;
using SsNet.Tests.Goldens;
using static TorchSharp.torch;

namespace SsNet.Tests.Losses;

[Trait("Category", "Golden")]
public class ClassSeparationGoldenTests
{
    private const double Float32Deviation = 1e-6;

    [Theory]
    [InlineData("released", "f64")]
    [InlineData("released", "f32")]
    [InlineData("paper", "f64")]
    [InlineData("paper", "f32")]
    public void Prototypes_losses_and_gradients_are_those_recorded(string variant, string group)
    {
        using var file = GoldenFile.Open("prototypes.h5");
        foreach (string name in file.Names()) AssertCase(file, name, variant, new Precision(group));
    }

    private static void AssertCase(GoldenFile file, string name, string variant, Precision precision)
    {
        using var scope = NewDisposeScope();
        int classes = (int)file.Scalar($"{name}/n_classes");
        int width = file.Shape($"{name}/step0/feat_labelled")[1];
        var heads = new SeparationHeads(width, classes, GoldenDevice.Device, precision.Type);
        var state = heads.Modules
            .SelectMany(head => head.Module.state_dict().Select(entry => KeyValuePair.Create($"{head.Name}.{entry.Key}", entry.Value)))
            .ToDictionary();
        GoldenWeights.Fill(state, file.Scalar($"{name}/weights_seed"), $"names_{name.Split('_')[0]}.txt");

        using var separation = new ClassSeparation(
            heads, variant == "paper" ? SeparationVariant.Paper : SeparationVariant.Released, (int)file.Scalar($"{name}/K"));
        for (int step = 0; step < file.Scalar($"{name}/n_steps"); step++)
        {
            foreach (var values in state.Values.Where(values => values.requires_grad)) values.grad = null;
            AssertStep(file, $"{name}/step{step}", variant, precision, separation, state);
            for (int c = 0; c < classes; c++)
            {
                string memory = $"{name}/step{step}/{variant}/{precision.Group}/memory_{c}";
                Assert.Equal(file.Exists(memory), separation.Prototypes(c) is not null);
                if (separation.Prototypes(c) is { } rows) file.AssertNear(memory, rows, precision.Array(Float32Deviation));
            }
        }

        foreach (var (_, head) in heads.Modules) head.Dispose();
    }

    private static void AssertStep(
        GoldenFile file, string step, string variant, Precision precision, ClassSeparation separation, Dictionary<string, Tensor> state)
    {
        string path = $"{step}/{variant}/{precision.Group}";
        var labelled = file.Tensor($"{step}/feat_labelled", precision.Type).requires_grad_();
        var labels = file.Tensor($"{step}/labels", ScalarType.Int64);
        var unlabelled = file.Tensor($"{step}/feat_unlabelled", precision.Type).requires_grad_();
        var pseudoLabels = file.Tensor($"{step}/pseudo_labels", ScalarType.Int64);

        // What was predicted wrongly counts as predicted to be background.
        var predicted = labels * file.Tensor($"{step}/correct", ScalarType.Int64);
        separation.UpdatePrototypes(labelled.detach(), labels, predicted);
        var labelledLoss = separation.Loss(labelled, labels);
        var unlabelledLoss = separation.Loss(unlabelled, pseudoLabels);

        file.AssertNear($"{path}/loss_labelled", labelledLoss, precision.Scalar(Float32Deviation));
        file.AssertNear($"{path}/loss_unlabelled", unlabelledLoss, precision.Scalar(Float32Deviation));
        if (file.Exists($"{path}/bn_after")) file.AssertStatistics($"{path}/bn_after", state, precision.Array(Float32Deviation));
        if (!file.Exists($"{path}/n_params_with_grad")) return;

        (labelledLoss + unlabelledLoss).backward();
        Assert.Equal(file.Scalar($"{path}/n_params_with_grad"), state.Values.Count(values => values.requires_grad && values.grad is not null));
        if (!file.Exists($"{path}/grad")) return;

        file.AssertNear($"{path}/grad_feat_labelled", labelled.grad!, precision.Array(Float32Deviation));
        file.AssertNear($"{path}/grad_feat_unlabelled", unlabelled.grad!, precision.Array(Float32Deviation));
        foreach (string name in file.Names($"{path}/grad"))
        {
            // The published code cancels the memory attention: its gradient is rounding noise.
            bool noise = variant == "released" && name.Contains("memory", StringComparison.Ordinal);
            file.AssertNear($"{path}/grad/{name}", state[name].grad!, precision.Array(Float32Deviation), scale: noise ? 1e-6 : 0);
        }
    }
}
