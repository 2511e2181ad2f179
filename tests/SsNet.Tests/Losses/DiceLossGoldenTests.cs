using SsNet.Losses;
using SsNet.Testing;
using SsNet.Tests.Goldens;
using static TorchSharp.torch;

namespace SsNet.Tests.Losses;

[Trait("Category", "Golden")]
public class DiceLossGoldenTests
{
    private const double Float32Deviation = 3e-7;

    [Theory]
    [InlineData("f64")]
    [InlineData("f32")]
    public void The_linear_form_has_the_values_and_gradients_of_the_original(string group) =>
        AssertCases("binary_dice", group, (file, path, prediction, target) => DiceLoss.Linear(
            prediction,
            // Labels are whole numbers, of which 1 is the foreground; probabilities have one channel per class.
            prediction.dim() == 5 ? target : target.eq(1).to(target.dtype)));

    [Theory]
    [InlineData("f64")]
    [InlineData("f32")]
    public void The_squared_form_of_labels_has_the_values_and_gradients_of_the_original(string group) =>
        AssertCases("multi_dice", group, (file, path, prediction, target) =>
        {
            var probabilities = path.EndsWith("logits_softmax_true", StringComparison.Ordinal) ? nn.functional.softmax(prediction, 1) : prediction;
            var labels = target.squeeze(1).to(ScalarType.Int64);
            if (!file.Exists($"{path}/class_weights")) return DiceLoss.Supervised(DiceForm.Squared, probabilities, labels);

            var oneHot = DiceLoss.OneHot(labels, (int)prediction.shape[1], prediction.dtype);
            return DiceLoss.Squared(probabilities, oneHot, file.Tensor($"{path}/class_weights", prediction.dtype));
        });

    [Theory]
    [InlineData("f64")]
    [InlineData("f32")]
    public void The_squared_form_of_probabilities_has_the_values_and_gradients_of_the_original(string group) =>
        AssertCases("soft_dice", group, (file, path, prediction, target) => DiceLoss.Squared(prediction, target));

    private static void AssertCases(string loss, string group, Func<GoldenFile, string, Tensor, Tensor, Tensor> compute)
    {
        using var file = GoldenFile.Open("losses.h5");
        var precision = new Precision(group);
        foreach (string name in file.Names(loss))
        {
            using var scope = NewDisposeScope();
            string path = $"{loss}/{name}";
            var prediction = file.Tensor($"{path}/pred", precision.Type).requires_grad_();
            var value = compute(file, path, prediction, file.Tensor($"{path}/target", precision.Type));
            value.backward();

            // A loss is 1 minus a ratio, so rounding is relative to 1; a gradient that cancels is relative to its parts, about 1/elements.
            file.AssertNear($"{path}/{group}/value", value, precision.Scalar(Float32Deviation), scale: 1);
            file.AssertNear($"{path}/{group}/grad", prediction.grad!, precision.Array(Float32Deviation), scale: 1.0 / prediction.numel());
        }
    }
}
