using SsNet.Networks;
using SsNet.Weights;
using static TorchSharp.torch;

namespace SsNet.Methods;

/// <summary>
/// A teacher whose weights are the exponential moving average of its student's (Tarvainen and Valpola 2017). It stays in training mode as in
/// published code: dropout acts, normalisation uses the batch, and its running statistics are its own; the average is over parameters alone.
/// </summary>
/// <param name="network">A network like the student's; disposed with the teacher.</param>
internal sealed class EmaTeacher(SegmentationNetwork network) : IDisposable
{
    private const string Source = "The checkpoint's teacher";

    /// <summary>The teacher.</summary>
    public SegmentationNetwork Network => network;

    /// <summary>Its weights and statistics, by name; the tensors stay the teacher's.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> State => StateDict.Of(network);

    /// <summary>Takes back what <see cref="State"/> gave.</summary>
    public void Restore(IReadOnlyDictionary<string, Tensor> state) => StateDict.LoadInto(network, state, Source);

    /// <summary>θ' ← α θ' + (1 − α) θ with α = min(1 − 1/iteration, decay): the first iteration copies the student.</summary>
    /// <param name="student">The student.</param>
    /// <param name="iteration">The iteration, counted from 1.</param>
    /// <param name="decay">The largest α.</param>
    public void Follow(SegmentationNetwork student, long iteration, double decay)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        double alpha = Decay(iteration, decay);
        foreach (var (mine, theirs) in network.parameters().Zip(student.parameters()))
        {
            mine.mul_(alpha).add_(theirs, alpha: 1 - alpha);
        }
    }

    /// <summary>α of an iteration.</summary>
    internal static double Decay(long iteration, double decay) => Math.Min(1 - 1.0 / iteration, decay);

    public void Dispose() => network.Dispose();
}
