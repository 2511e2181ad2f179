using System.Globalization;
using Spectre.Console;
using SsNet.Cli.Progress;
using SsNet.Experiments.Toys;

namespace SsNet.Cli;

/// <summary>Accuracies of the two-moons experiment, for the reader.</summary>
internal static class TwoMoonsText
{
    /// <summary>Writes mean ± standard deviation over the seeds per setting and method, and the gain.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="result">What was measured.</param>
    public static void Write(TextWriter output, TwoMoonsResult result)
    {
        var table = new Table { Border = TableBorder.Simple };
        int seeds = result.Runs.DistinctBy(run => run.Seed).Count();
        table.AddColumn($"accuracy on held-out points (%), {seeds} {(seeds == 1 ? "seed" : "seeds")}");
        foreach (string title in (string[])["Supervised", "SS-Net", "gain"]) table.AddColumn(new TableColumn(title).RightAligned());
        foreach (var setting in result.Settings)
        {
            var (supervised, ssNet) = (result.Summary(setting, ToyMethod.Supervised), result.Summary(setting, ToyMethod.SsNet));
            string gain = (100 * (ssNet.Mean - supervised.Mean)).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);
            table.AddRow(Markup.Escape(setting.Title), Percent(supervised), Percent(ssNet), gain);
        }

        Terminal.On(output).Write(table);
    }

    private static string Percent((double Mean, double Deviation) summary) => double.IsNaN(summary.Deviation)
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * summary.Mean:0.0}")
        : string.Create(CultureInfo.InvariantCulture, $"{100 * summary.Mean:0.0} ± {100 * summary.Deviation:0.0}");
}
