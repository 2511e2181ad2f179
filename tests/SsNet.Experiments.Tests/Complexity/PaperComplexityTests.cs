using SsNet.Experiments.Complexity;

namespace SsNet.Experiments.Tests.Complexity;

public class PaperComplexityTests
{
    [Fact]
    public void Every_cell_that_the_paper_prints_comes_out()
    {
        (string, string, decimal, decimal)[] paper =
        [
            ("la", "V-Net", 9.44m, 47.02m), ("la", "UA-MT", 9.44m, 47.02m), ("la", "SASSNet", 9.44m, 47.05m), ("la", "DTC", 9.44m, 47.05m),
            ("la", "URPC", 5.88m, 69.43m), ("la", "MC-Net", 12.35m, 95.15m), ("la", "SS-Net", 9.46m, 47.17m),
            ("acdc", "U-Net", 1.81m, 2.99m), ("acdc", "UA-MT", 1.81m, 2.99m), ("acdc", "SASSNet", 1.81m, 3.02m), ("acdc", "DTC", 1.81m, 3.02m),
            ("acdc", "URPC", 1.83m, 3.02m), ("acdc", "MC-Net", 2.58m, 5.39m), ("acdc", "SS-Net", 1.83m, 2.99m),
        ];
        var rows = PaperComplexity.Rows().ToArray();
        Assert.Equal(paper, rows.Select(row => (row.Origin, row.Method, TwoDecimals(row.Trained.Parameters, 1e6m), TwoDecimals(row.Trained.Macs, 1e9m))));
        Assert.Equal(paper, rows.Select(row => (row.Origin, row.Method, row.Printed!.Parameters, row.Printed.Macs)));
    }

    private static decimal TwoDecimals(long count, decimal unit) => Math.Round(count / unit, 2, MidpointRounding.AwayFromZero);
}
