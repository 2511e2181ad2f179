using SsNet.Randomness;

namespace SsNet.Data;

/// <summary>Makes training samples out of cases. What it draws comes from the sequence it is given and from nothing else, so any sample can be made again.</summary>
public abstract class Augmentation
{
    /// <summary>Draws the random decisions for one sample and carries them out; image and label go through the same ones. Thread-safe.</summary>
    /// <param name="source">The case; it is not changed.</param>
    /// <param name="random">Where the decisions come from.</param>
    /// <returns>A sample that shares no array with the case; it has a label when the case has one.</returns>
    public abstract Sample Apply(Case source, ref RandomSequence random);
}
