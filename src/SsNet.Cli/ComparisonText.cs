using System.Globalization;
using Spectre.Console;
using SsNet.Cli.Progress;
using SsNet.Experiments.Runs;

namespace SsNet.Cli;

/// <summary>A comparison of methods, for the reader.</summary>
internal static class ComparisonText
{
    /// <summary>Writes mean ± standard deviation per method, and of two methods with the same seeds the gain in Dice.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="result">What was measured.</param>
    /// <param name="cases">What the cases are, such as held-out phantoms.</param>
    public static void Write(TextWriter output, RunComparison result, string cases)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(cases);
        foreach (string title in ScoreText.Titles(result.Methods[0].All)) table.AddColumn(new TableColumn(title).RightAligned());
        foreach (var method in result.Methods) table.AddRow([Markup.Escape(method.Method), .. ScoreText.Summaries(method.All)]);
        if (result.Methods[0].All.ClassNames is { Count: > 1 } names)
        {
            foreach (var (index, name) in names.Index())
            {
                table.AddEmptyRow();
                foreach (var method in result.Methods) table.AddRow([Markup.Escape($"{method.Method}: {name}"), .. ScoreText.Summaries(method.All.OfClass(index + 1))]);
            }
        }

        Terminal.On(output).Write(table);

        if (result.Methods.Count != 2) return;
        var (baseline, proposal) = (result.Methods[0], result.Methods[1]);
        double[] gains = [.. proposal.PerSeed.Join(baseline.PerSeed, with => with.Seed, without => without.Seed, (with, without) => 100 * (MeanDice(with.Scores) - MeanDice(without.Scores)))];
        // Seeds that only one of the two has cannot be paired.
        if (gains.Length < proposal.PerSeed.Count || gains.Length < baseline.PerSeed.Count) return;
        string perSeed = gains.Length == 1 ? "" : $" (by seed: {string.Join(", ", gains.Select(Signed))})";
        output.WriteLine($"{proposal.Method} against {baseline.Method}: {Signed(gains.Average())} points of Dice{perSeed}");
    }

    private static double MeanDice(ScoreTable scores) => scores.Summary(score => score.Dice).Mean;

    private static string Signed(double points) => points.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);
}
