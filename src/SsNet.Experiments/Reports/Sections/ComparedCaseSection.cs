using System.Globalization;
using System.Xml.Linq;
using SsNet.Experiments.Reports.Page;
using SsNet.Experiments.Reports.Pictures;
using SsNet.Imaging;

namespace SsNet.Experiments.Reports.Sections;

/// <summary>The cases on which methods differ most, with what each made of them.</summary>
internal static class ComparedCaseSection
{
    private const int MostCases = 3;
    private const int MostAcross = 5;

    /// <summary>The section.</summary>
    /// <param name="methods">The methods that have scores, at least two.</param>
    /// <param name="open">Finds the cases and what a run made of them.</param>
    /// <param name="notes">Takes what is missing.</param>
    public static Section Of(IReadOnlyList<ReportedMethod> methods, Func<ReportedRun, RunPictures> open, List<string> notes)
    {
        const string Id = "comparison-pictures", Title = "Where the methods differ most";
        var first = methods[0].Evaluated!.Runs[0];
        var columns = methods
            .Select(method => (Method: method, Run: method.Evaluated!.RunOnScansOf(first)))
            .Where(column => column.Run is not null)
            .Select(column => (column.Method.Name, Run: column.Method.Runs.First(run => run.Folder == column.Run!.Folder), Dice: column.Run!.Scores.ByCase(score => score.Dice)))
            .ToList();
        string[] ids =
        [
            .. columns[0].Dice.Keys
                .Where(id => columns.TrueForAll(column => column.Dice.ContainsKey(id)))
                .OrderByDescending(id => columns.Max(column => column.Dice[id]) - columns.Min(column => column.Dice[id]))
                .Take(MostCases),
        ];
        var panel = new SlicePanel(columns[0].Run.ClassNames, columns[0].Run.ClassColours);
        try
        {
            var pictures = columns.Select(column => (column.Name, column.Dice, Pictures: open(column.Run))).ToList();
            XElement Case(string id)
            {
                var labels = pictures.Select(item => item.Pictures.LabelMap(id)).ToList();
                // One slice for all: runs may have learnt from slices across other axes.
                var slice = pictures[0].Pictures.Slice(id);
                var shown = pictures.Zip(labels, (item, map) => (item.Name, item.Dice, Predicted: RunPictures.In(id, map, slice))).ToList();
                var window = SlicePanel.Window(slice, shown.Select(item => item.Predicted));
                // Two even rows rather than a full one and a rest.
                int panels = shown.Count + 1, across = Math.Min(MostAcross, panels <= MostAcross ? panels : (panels + 1) / 2);
                string place = slice.Grid.Rank == 2 ? "" : string.Create(CultureInfo.InvariantCulture, $" slice {slice.View.Index + 1} of {slice.Grid.Size[slice.View.Axis]}");
                return Html.Styled(
                    "figure", "case",
                    Html.Styled(
                        "div", "beside",
                        Html.With("style", string.Create(CultureInfo.InvariantCulture, $"--across:{across}")),
                        panel.Truth(slice, window),
                        shown.Select(item => panel.Prediction(slice, window, item.Predicted, $"{item.Name} {Numbers.Text(0, item.Dice[id])}"))),
                    Html.Tag("figcaption", Html.Tag("strong", id), place));
            }

            return new Section(Id, Title, [panel.Legend(), .. ids.Select(Case), Html.Note($"Dice in % beside each name{(columns[0].Run.ClassNames.Count > 1 ? ", the mean of the classes" : "")}; of every method its run with seed {first.Recipe.Seed}, or its first where it has none with that seed.")]);
        }
        catch (ReportedException failure)
        {
            string note = $"The pictures are left out: {failure.Message} If the data lie elsewhere now, name their folder with --data DIR.";
            notes.Add($"{Title}: {note}");
            return new Section(Id, Title, [Html.Note(note)]);
        }
    }
}
