using static TorchSharp.torch;

namespace SsNet.Losses;

/// <summary>Which labelled voxels become the prototypes of a class, and out of which they were chosen (Wu et al. 2022, algorithm 2).</summary>
/// <param name="Class">The class, from 1.</param>
/// <param name="Candidates">The rows of all voxels of the class that are predicted correctly, int64 [M].</param>
/// <param name="Scores">What the attention gives to each candidate, in (0, 1), [M]; null where there are at most K, which are taken without being ranked.</param>
/// <param name="Chosen">The rows of those that are taken, int64 [up to K]; ranked ones in the order of their rank.</param>
/// <param name="Prototypes">Their projected features, [up to K, 32].</param>
public readonly record struct PrototypeChoice(int Class, Tensor Candidates, Tensor? Scores, Tensor Chosen, Tensor Prototypes)
{
    /// <summary>Hands all tensors to the dispose scope around the innermost one.</summary>
    internal PrototypeChoice MoveToOuterDisposeScope()
    {
        Candidates.MoveToOuterDisposeScope();
        Scores?.MoveToOuterDisposeScope();
        // Where all candidates are taken it is the same tensor, which would go one scope too far.
        if (!ReferenceEquals(Chosen, Candidates)) Chosen.MoveToOuterDisposeScope();
        Prototypes.MoveToOuterDisposeScope();
        return this;
    }
}
