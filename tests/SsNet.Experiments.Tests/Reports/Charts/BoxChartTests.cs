using System.Globalization;
using SsNet.Experiments.Reports.Charts;

namespace SsNet.Experiments.Tests.Reports.Charts;

public class BoxChartTests
{
    [Fact]
    public void Long_names_stand_in_lines_above_their_boxes()
    {
        const string Long = "Supervised, consistency-weight 1.0, ramp-up-length 40.0, ramp-up-interval 20, schedule polynomial";
        var drawing = BoxChart.Draw("Dice", "%", [new(Long, [("a", 1), ("b", 2), ("c", 4)], "red"), new("SS-Net", [("a", 2), ("b", 3), ("c", 5)], "blue")]);
        double Up(System.Xml.Linq.XElement element) => double.Parse(element.Attribute("y")!.Value, CultureInfo.InvariantCulture);
        var parts = drawing.Descendants().ToList();
        var names = parts.Where(part => part.Attribute("class")?.Value == "name").ToList();
        Assert.InRange(names.Count, 3, 5);
        Assert.Equal($"{Long} SS-Net", string.Join(' ', names.Select(name => name.Value)));
        var boxes = parts.Where(part => part.Attribute("class")?.Value == "box").ToList();
        Assert.Equal(2, boxes.Count);

        // Every line below the last, each name above its own box and below the one before.
        double[] heights = [.. names[..^1].Select(Up), Up(boxes[0]), Up(names[^1]), Up(boxes[1])];
        Assert.Equal(heights.Order(), heights);
        Assert.All(heights.Zip(heights.Skip(1)), pair => Assert.True(pair.Second - pair.First > 8));
    }
}
