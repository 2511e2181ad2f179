using System.Numerics;
using SsNet.Randomness;

namespace SsNet.Experiments.Toys;

/// <summary>
/// Two interleaved half circles of radius 1, blurred by normal noise: the toy of figure 1 (Wu et al. 2022). Moon 1 arches above its centre (0, 0), moon 2 below its centre (1, ½), so that an end of
/// each lies half a unit from the other's middle.
/// </summary>
public static class TwoMoons
{
    private const int TrainingPart = 0, HeldOutPart = 1;

    /// <summary>
    /// Points that belong to moon 1 and moon 2 by turns, so that the first ones are a random and balanced choice. A point is a function of seed and index: with another γ it is the same
    /// place of the moon, displaced in the same direction.
    /// </summary>
    /// <param name="seed">Decides all points.</param>
    /// <param name="count">How many points.</param>
    /// <param name="blur">γ: the standard deviation of the noise along either axis, at least 0.</param>
    /// <param name="heldOut">Whether they are for testing; such points have nothing in common with those for training.</param>
    public static ToyPoints Draw(long seed, int count, double blur, bool heldOut = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(blur);
        var positions = new Vector2[count];
        var moons = new byte[count];
        for (int i = 0; i < count; i++)
        {
            var random = new RandomSequence(seed, RandomPurpose.Toy, heldOut ? HeldOutPart : TrainingPart, i);
            moons[i] = (byte)(1 + i % 2);
            var (sine, cosine) = Math.SinCos(random.Uniform(0, Math.PI));
            var (x, y) = moons[i] == 1 ? (cosine, sine) : (1 - cosine, 0.5 - sine);
            positions[i] = new Vector2((float)(x + blur * random.Normal()), (float)(y + blur * random.Normal()));
        }

        return new ToyPoints(positions, moons);
    }
}
