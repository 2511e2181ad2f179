using SsNet.Methods;
using static TorchSharp.torch;

namespace SsNet.Tests.Methods;

public class ObjectiveTests
{
    [Fact]
    public void Terms_of_an_intermediate_result_are_differentiated_as_if_they_came_with_the_others()
    {
        using var scope = NewDisposeScope();
        var weight = tensor(new[] { 0.5, -1, 2 }).requires_grad_();
        var own = tensor(3.0).requires_grad_();

        Tensor Result() => weight.exp();
        var together = new Objective();
        var whole = Result();
        together.Add("first", whole.sum(), 1);
        together.Add("second", (whole * whole * own).sum(), 0.5);
        together.Add("third", whole.sin().sum(), 2);
        together.Backward();
        Tensor expected = weight.grad!.clone(), expectedOwn = own.grad!.clone();

        weight.grad.zero_();
        own.grad.zero_();
        var apart = new Objective();
        var result = Result();
        apart.Add("first", result.sum(), 1);
        apart.AddFrom(result, "way back", cut => apart.Add("second", (cut * cut * own).sum(), 0.5));
        // Its own weights have their gradient at once, what led to the result only later.
        Assert.True(own.grad.allclose(expectedOwn));
        Assert.Equal(0, weight.grad.abs().sum().item<double>());
        apart.AddFrom(result, "way back", cut => apart.Add("third", cut.sin().sum(), 2));
        apart.Backward();

        Assert.True(weight.grad.allclose(expected, 1e-12));
        Assert.Equal(together.Terms, apart.Terms);
        Assert.Equal(together.Total, apart.Total);
    }

    [Fact]
    public void An_intermediate_result_without_gradient_passes_none_on()
    {
        using var scope = NewDisposeScope();
        var own = tensor(3.0).requires_grad_();
        var objective = new Objective();
        objective.AddFrom(tensor(2.0), "way back", cut => objective.Add("term", cut * own, 1));
        Assert.Equal(2, own.grad!.item<double>());
        objective.Backward();
        Assert.Equal(2, own.grad!.item<double>());
    }
}
