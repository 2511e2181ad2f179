namespace SsNet.Experiments.Complexity;

/// <summary>What counts as a multiply-accumulate operation.</summary>
public enum MacConvention
{
    /// <summary>
    /// The counts behind the paper's tables 1 and 2, those of the tool ptflops of 2021: convolutions and linear layers with their biases, transposed
    /// convolutions as if every output voxel saw the whole kernel, two operations per normalised element of a batch normalisation, one per element
    /// of an activation, a pooling (its input) and an enlargement (its output). Other normalisations and everything without a layer of its own are free.
    /// </summary>
    Paper,

    /// <summary>The multiplications of convolutions and transposed convolutions, as they are carried out, and nothing else.</summary>
    Exact,
}
