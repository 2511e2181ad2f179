using System.Globalization;
using System.Xml.Linq;
using SsNet.Experiments.Reports.Page;
using SsNet.Experiments.Reports.Pictures;
using SsNet.Experiments.Runs;
using SsNet.Imaging;

namespace SsNet.Experiments.Reports.Sections;

/// <summary>The cases that a run segments best and worst.</summary>
internal static class CaseSection
{
    private const int MostOfEach = 3;

    /// <summary>The section.</summary>
    /// <param name="prefix">What its id starts with.</param>
    /// <param name="run">The run.</param>
    /// <param name="scores">Its scores.</param>
    /// <param name="open">Finds the cases and what the run made of them.</param>
    /// <param name="notes">Gets what keeps pictures from being made.</param>
    public static Section Of(string prefix, ReportedRun run, ScoreTable scores, Func<RunPictures> open, List<string> notes)
    {
        string[] ordered = [.. scores.ByCase(score => score.Dice).OrderByDescending(item => item.Value).Select(item => item.Key)];
        // With few cases none is shown twice.
        int best = Math.Min(MostOfEach, (ordered.Length + 1) / 2), worst = Math.Min(MostOfEach, ordered.Length - best);
        RunPictures pictures;
        try
        {
            pictures = open();
        }
        catch (ReportedException failure)
        {
            string note = $"Pictures of cases are left out: {failure.Message} If the data lie elsewhere now, name their folder with --data DIR.";
            notes.Add(note);
            return new Section($"{prefix}cases", "Best and worst cases", [Html.Note(note)]);
        }

        var panel = new SlicePanel(run.ClassNames, run.ClassColours);
        var shown = new List<string>();
        XElement Group(string title, IEnumerable<string> ids) => Html.Styled("div", "cases", Html.Styled("p", "group", title), ids.Select(id => Case(panel, pictures, scores, id, shown)));
        XElement content = Html.Styled("div", "best-and-worst", Group("Best", ordered.Take(best)), worst == 0 ? null : Group("Worst", ordered.Reverse().Take(worst)));
        notes.AddRange(shown);
        return new Section(
            $"{prefix}cases", "Best and worst cases",
            [panel.Legend(), content, Html.Note($"By Dice{(scores.ClassNames.Count > 1 ? ", the mean of the classes" : "")}. Each picture shows the slice with most of the truth, cut out around what is labelled or predicted in it.")]);
    }

    private static XElement Case(SlicePanel panel, RunPictures pictures, ScoreTable scores, string id, List<string> notes)
    {
        var rows = scores.Rows.Where(row => row.CaseId == id).ToList();
        string dice = $"Dice {Numbers.Text(0, rows.Average(row => row.Score.Dice))} %";
        string distance = rows.Count == 1 ? $", 95HD {Numbers.Text(2, rows[0].Score.Hd95)} {scores.Unit}" : $" ({string.Join(", ", rows.Select(row => $"{scores.ClassNames[row.ClassIndex - 1]} {Numbers.Text(0, row.Score.Dice)}"))})";
        try
        {
            // First what may be missing: an image that nothing is drawn on need not be in the page.
            var labels = pictures.LabelMap(id);
            var slice = pictures.Slice(id);
            byte[,] predicted = RunPictures.In(id, labels, slice);
            var window = SlicePanel.Window(slice, predicted);
            string place = slice.Grid.Rank == 2 ? "" : string.Create(CultureInfo.InvariantCulture, $"; slice {slice.View.Index + 1} of {slice.Grid.Size[slice.View.Axis]}");
            return Html.Styled(
                "figure", "case",
                Html.Styled("div", "panels", panel.Prediction(slice, window, predicted, "prediction", "large"), SlicePanel.Image(slice, window), panel.Truth(slice, window)),
                Html.Tag("figcaption", Html.Tag("strong", id), $" {dice}{distance}{place}"));
        }
        catch (ReportedException failure)
        {
            notes.Add($"No picture of case {id}: {failure.Message}");
            return Html.Styled("figure", "case", Html.Note($"No picture: {failure.Message}"), Html.Tag("figcaption", Html.Tag("strong", id), $" {dice}{distance}"));
        }
    }
}
