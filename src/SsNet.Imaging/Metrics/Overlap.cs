using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SsNet.Imaging.Metrics;

/// <summary>How many voxels two masks have, and how many they have in common.</summary>
/// <param name="Predicted">Voxels of the class in the prediction.</param>
/// <param name="Actual">Voxels of the class in the truth.</param>
/// <param name="Common">Voxels of the class in both.</param>
internal readonly record struct Overlap(long Predicted, long Actual, long Common)
{
    /// <summary>2|P∩T| / (|P| + |T|); 1 for two empty masks.</summary>
    public double Dice => Predicted + Actual == 0 ? 1 : 2.0 * Common / (Predicted + Actual);

    /// <summary>|P∩T| / |P∪T|; 1 for two empty masks.</summary>
    public double Jaccard => Predicted + Actual == 0 ? 1 : (double)Common / (Predicted + Actual - Common);

    /// <summary>Counts the voxels of a class.</summary>
    /// <param name="prediction">Predicted classes.</param>
    /// <param name="truth">True classes, as many.</param>
    /// <param name="label">The class.</param>
    // Optimised from the first call on: one comparison would otherwise run mostly in unoptimised code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Overlap Count(ReadOnlySpan<byte> prediction, ReadOnlySpan<byte> truth, byte label)
    {
        long predicted = 0, actual = 0, common = 0;
        var sought = Vector256.Create(label);
        int i = 0;
        for (; i <= prediction.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            uint inPrediction = Vector256.Equals(Vector256.Create(prediction[i..]), sought).ExtractMostSignificantBits();
            uint inTruth = Vector256.Equals(Vector256.Create(truth[i..]), sought).ExtractMostSignificantBits();
            predicted += BitOperations.PopCount(inPrediction);
            actual += BitOperations.PopCount(inTruth);
            common += BitOperations.PopCount(inPrediction & inTruth);
        }

        for (; i < prediction.Length; i++)
        {
            if (prediction[i] == label) predicted++;
            if (truth[i] == label) actual++;
            if (prediction[i] == label && truth[i] == label) common++;
        }

        return new Overlap(predicted, actual, common);
    }
}
