using static TorchSharp.torch;

namespace SsNet.Training;

/// <summary>Gradients of parameters.</summary>
internal static class Gradients
{
    /// <summary>Forgets them.</summary>
    public static void Clear(IEnumerable<Tensor> parameters)
    {
        foreach (var parameter in parameters)
        {
            // The getter returns a new handle every time; disposing that one frees nothing else.
            using var gradient = parameter.grad;
            if (gradient is not null) parameter.grad = null;
        }
    }
}
