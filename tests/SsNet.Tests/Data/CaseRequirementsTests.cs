using SsNet.Data;
using SsNet.Imaging;
using SsNet.Imaging.Volumes;

namespace SsNet.Tests.Data;

public class CaseRequirementsTests
{
    private static readonly CaseRequirements Binary = new(Rank: 3, Channels: 1, Classes: 2);

    [Fact]
    public void A_case_as_expected_passes_with_and_without_label()
    {
        Binary.Check(SmallCases.Make("a", [2, 3, 4]));
        Binary.Check(SmallCases.Make("a", [2, 3, 4], label: null));
    }

    [Fact]
    public void A_label_value_that_no_class_has_is_reported_with_the_case_and_the_allowed_range()
    {
        var error = Assert.Throws<ReportedException>(() => Binary.Check(SmallCases.Make("patient 7", [2, 3, 4], label: 4)));
        Assert.Contains("patient 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("value 4", error.Message, StringComparison.Ordinal);
        Assert.Contains("0 to 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ignored_voxels_pass_where_they_are_allowed_and_only_there()
    {
        var ignoring = WithLabel(0, 1, Case.Ignored);
        Assert.Contains("value 255", Assert.Throws<ReportedException>(() => Binary.Check(ignoring)).Message, StringComparison.Ordinal);
        (Binary with { AllowsIgnored = true }).Check(ignoring);
        (Binary with { AllowsIgnored = true }).Check(WithLabel(Case.Ignored, Case.Ignored, Case.Ignored));
    }

    [Fact]
    public void Beside_ignored_voxels_only_classes_are_allowed()
    {
        var error = Assert.Throws<ReportedException>(() => (Binary with { AllowsIgnored = true }).Check(WithLabel(Case.Ignored, 7, 1)));
        Assert.Contains("value 7", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_value_of_ignored_voxels_is_no_class(bool allowsIgnored)
    {
        var requirements = Binary with { Classes = 256, AllowsIgnored = allowsIgnored };
        Assert.Contains("at most 255", Assert.Throws<ReportedException>(() => requirements.Check(WithLabel(0, 1, 2))).Message, StringComparison.Ordinal);
        (requirements with { Classes = 255 }).Check(WithLabel(0, 1, 254));
    }

    [Fact]
    public void Another_number_of_axes_is_reported() =>
        Assert.Contains("2 axes (5×6)", Assert.Throws<ReportedException>(() => Binary.Check(SmallCases.Make("a", [5, 6]))).Message, StringComparison.Ordinal);

    [Fact]
    public void Another_number_of_channels_is_reported() =>
        Assert.Contains("2 channels", Assert.Throws<ReportedException>(() => Binary.Check(SmallCases.Make("a", [2, 3, 4], channels: 2))).Message, StringComparison.Ordinal);

    private static Case WithLabel(params byte[] classes)
    {
        var grid = Geometry.OfSize(1, 1, classes.Length);
        return new Case("a", new Volume<float>(grid), new Volume<byte>(grid, classes));
    }
}
