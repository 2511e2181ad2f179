using System.Xml.Linq;
using SsNet.Experiments.Figures;
using SsNet.Experiments.Reports.Charts;
using SsNet.Experiments.Reports.Page;
using SsNet.Experiments.Runs;
using SsNet.Imaging;

namespace SsNet.Experiments.Reports.Sections;

/// <summary>The course of training.</summary>
internal static class CurveSection
{
    /// <summary>Plots of every value that the logs hold.</summary>
    /// <param name="runs">The runs, the names of their curves, and which colour of the style sheet each has.</param>
    public static XElement Charts(IReadOnlyList<(RunFolder Folder, string Name, int Colour)> runs)
    {
        var logged = runs.Where(run => File.Exists(run.Folder.TrainingLog)).ToList();
        IReadOnlyList<CurvePanel> panels;
        try
        {
            panels = TrainingCurves.Panels([.. logged.Select(run => (run.Name, run.Folder, run.Colour))], joinsSame: false);
        }
        catch (ReportedException failure)
        {
            return Html.Note($"The curves are left out: {failure.Message}");
        }

        double last = panels.SelectMany(panel => panel.Curves).SelectMany(curve => curve.Iterations).DefaultIfEmpty(1).Max();
        return panels.Count == 0
            ? Html.Note("There is no log of any iteration yet.")
            : Html.Styled("div", "charts", panels.Select(panel => LineChart.Draw(panel, last)));
    }

    /// <summary>The section of one run.</summary>
    /// <param name="prefix">What its id starts with.</param>
    /// <param name="run">The run.</param>
    public static Section Of(string prefix, ReportedRun run) => new($"{prefix}curves", "Training", [Charts([(run.Folder, run.Recipe.MethodText, MethodSeries.Of([run.Recipe])[0])])]);
}
