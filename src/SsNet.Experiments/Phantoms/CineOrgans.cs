using SsNet.Experiments.Phantoms.Shapes;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Phantoms;

/// <summary>Distances to all that a cine phantom shows, with what overlaps cut away.</summary>
internal sealed class CineOrgans
{
    // Rounds the way from the right ventricle's body into its outflow, in mm.
    private const float Fillet = 6;

    // The ring is nowhere thinner than this in mm, nor than a pixel and a half: so it stays closed.
    private const float ThinnestRing = 3;

    /// <summary>The organs on a grid.</summary>
    /// <param name="anatomy">The heart and what lies around it.</param>
    /// <param name="breathHolds">How its slices have moved.</param>
    /// <param name="wall">Thickness of the walls between atria and vessels, in mm.</param>
    /// <param name="grid">The grid.</param>
    public CineOrgans(CineAnatomy anatomy, BreathHolds breathHolds, float wall, Geometry grid)
    {
        DistanceField Field(params IReadOnlyList<Shape> shapes)
        {
            var field = new DistanceField(grid);
            foreach (var shape in shapes) field.Add(new Displaced(shape, breathHolds));
            return field;
        }

        var around = anatomy.Surroundings;
        LeftHeart = Field(anatomy.LeftHeart);
        float thinnest = (float)Math.Max(ThinnestRing, 1.5 * Math.Max(grid.Spacing[1], grid.Spacing[2]));
        LeftCavity = Field(new Inset(anatomy.LeftCavity, anatomy.LeftHeart, thinnest));
        PapillaryMuscles = Field(anatomy.PapillaryMuscles);
        Right = Field(anatomy.RightBody);
        Right.Add(new Displaced(anatomy.Outflow, breathHolds), Fillet);
        Right.KeepAwayFrom(LeftHeart, 0);
        OtherBlood = Field(around.Atria);
        var vessels = Field(around.Vessels);
        OtherBlood.KeepAwayFrom(vessels, wall);
        OtherBlood.Add(vessels);
        Fat = Field(around.Fat);
        Liver = Field(around.Liver);
        Stomach = Field(around.Stomach);
        Lungs = Field(around.Lungs);
    }

    /// <summary>The left ventricle with its muscle.</summary>
    public DistanceField LeftHeart { get; }

    /// <summary>The cavity of the left ventricle.</summary>
    public DistanceField LeftCavity { get; }

    /// <summary>The muscles in the cavity; they may reach beyond it.</summary>
    public DistanceField PapillaryMuscles { get; }

    /// <summary>The cavity of the right ventricle.</summary>
    public DistanceField Right { get; }

    /// <summary>Atria and vessels.</summary>
    public DistanceField OtherBlood { get; }

    /// <summary>Fat.</summary>
    public DistanceField Fat { get; }

    /// <summary>The liver.</summary>
    public DistanceField Liver { get; }

    /// <summary>The stomach.</summary>
    public DistanceField Stomach { get; }

    /// <summary>The lungs.</summary>
    public DistanceField Lungs { get; }

    /// <summary>The class of a voxel, as in ACDC.</summary>
    /// <param name="voxel">Index of the voxel in row-major order.</param>
    public byte ClassOf(int voxel) => (LeftHeart.Distances[voxel] < 0, LeftCavity.Distances[voxel] < 0, Right.Distances[voxel] < 0) switch
    {
        (true, true, _) => 3,
        (true, false, _) => 2,
        (false, _, true) => 1,
        _ => 0,
    };
}
