using SsNet.Data;
using SsNet.Imaging;

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
    public void Another_number_of_axes_is_reported() =>
        Assert.Contains("2 axes (5×6)", Assert.Throws<ReportedException>(() => Binary.Check(SmallCases.Make("a", [5, 6]))).Message, StringComparison.Ordinal);

    [Fact]
    public void Another_number_of_channels_is_reported() =>
        Assert.Contains("2 channels", Assert.Throws<ReportedException>(() => Binary.Check(SmallCases.Make("a", [2, 3, 4], channels: 2))).Message, StringComparison.Ordinal);
}
