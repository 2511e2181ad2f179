using SsNet.Imaging.Volumes;
using SsNet.Randomness;

namespace SsNet.Experiments.Phantoms;

/// <summary>Gives the organs of a cine phantom their brightness.</summary>
internal static class CinePainter
{
    // Size of muscle strands and of swirls in the blood, in mm.
    private const double StrandLength = 4.5;
    private const double SwirlLength = 13;

    /// <summary>The brightness of every voxel.</summary>
    /// <param name="organs">Distances to all that is there.</param>
    /// <param name="grid">Their grid.</param>
    /// <param name="look">How the scan looks.</param>
    /// <param name="random">Where texture comes from.</param>
    public static float[] Paint(CineOrgans organs, Geometry grid, CineAppearance look, ref RandomSequence random)
    {
        float[] texture = SmoothField.Draw(grid, look.TextureLength, ref random);
        float[] strands = SmoothField.Draw(grid, StrandLength, ref random);
        float[] swirls = SmoothField.Draw(grid, SwirlLength, ref random);
        float wall = (float)look.ThinWall;
        var brightness = new float[texture.Length];
        for (int i = 0; i < brightness.Length; i++)
        {
            float grain = (float)look.Texture * texture[i];
            float muscle = (float)look.Muscle + 0.5f * grain;
            float swirl = (float)look.Flow * swirls[i];
            float otherBlood = (float)look.OtherBlood + swirl;

            // Strands only ever take blood away: they stand on the wall and reach inward.
            float strand = -MathF.Max(strands[i] + 0.3f, 0);

            float value = (float)look.Tissue + grain;
            value = float.Lerp(value, (float)look.Lung + 0.3f * grain, organs.Lungs.Filling(i));
            value = float.Lerp(value, (float)look.Stomach + 2 * grain, organs.Stomach.Filling(i));
            value = float.Lerp(value, (float)look.Liver + grain, organs.Liver.Filling(i));
            value = float.Lerp(value, (float)look.Fat + grain, organs.Fat.Filling(i));
            value = float.Lerp(value, muscle, organs.OtherBlood.Filling(i, wall));
            value = float.Lerp(value, otherBlood, organs.OtherBlood.Filling(i));
            value = float.Lerp(value, muscle, organs.Right.Filling(i, wall));
            value = float.Lerp(value, muscle, organs.LeftHeart.Filling(i));
            value = float.Lerp(value, otherBlood, organs.Right.Filling(i, strand * (float)look.RightStrands));
            value = float.Lerp(value, 1 + swirl, organs.LeftCavity.Filling(i, strand * (float)look.LeftStrands));
            value = float.Lerp(value, muscle, MathF.Min(organs.PapillaryMuscles.Filling(i), organs.LeftCavity.Filling(i)));
            brightness[i] = value;
        }

        return brightness;
    }
}
