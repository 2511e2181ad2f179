using SsNet.Data;
using SsNet.Experiments.Explaining;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Tests.Explaining;

public class PatchPlacementTests
{
    [Fact]
    public void The_patch_holds_most_foreground_and_of_equal_places_the_middle_one()
    {
        var label = new Volume<byte>(Geometry.OfSize(10, 12));
        for (int row = 6; row < 9; row++) label.Voxels[row * 12 + 2] = 1;
        Assert.Equal([6, 1], PatchPlacement.OfMostForeground(label, [3, 4]));

        // Voxels that nobody knows are no foreground, wherever they are.
        for (int row = 0; row < 4; row++) label.Voxels[row * 12 + 9] = Case.Ignored;
        Assert.Equal([6, 1], PatchPlacement.OfMostForeground(label, [3, 4]));
    }

    [Fact]
    public void An_image_shorter_than_the_patch_lies_in_its_middle_and_an_empty_one_is_shown_in_its_own()
    {
        var label = new Volume<byte>(Geometry.OfSize(4, 9));
        Assert.Equal([-2, 3], PatchPlacement.OfMostForeground(label, [8, 4]));
    }
}
