using System.Globalization;
using Spectre.Console;
using SsNet.Cli.Progress;
using SsNet.Training;

namespace SsNet.Cli;

/// <summary>Where the time of a step went, as a table for the reader.</summary>
internal static class ProfileText
{
    private const string None = "–";

    /// <summary>Writes the phases of a step, the whole step, and what happens between steps.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="profile">The profile.</param>
    public static void Write(TextWriter output, StepProfile profile)
    {
        if (profile.Iterations == 0)
        {
            output.WriteLine("profile: no iteration was made");
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("phase");
        foreach (string title in (string[])["ms per step", "share", "calls"]) table.AddColumn(new TableColumn(title).RightAligned());
        foreach (var phase in profile.OfSteps) AddRow(table, phase.Name, Milliseconds(phase.Time / profile.Iterations), Share(phase.Time / profile.Iterations / profile.StepTime), phase.Calls);
        table.AddEmptyRow();
        AddRow(table, "step", Milliseconds(profile.StepTime), Share(1), profile.Iterations);
        foreach (var phase in profile.BetweenSteps) AddRow(table, $"between steps: {phase.Name}, ms per call", Milliseconds(phase.Time / phase.Calls), None, phase.Calls);
        Terminal.On(output).Write(table);

        string warmUp = profile.CountsWarmUp ? "the first, which warms up, since it is the only one" : "without the first, which warms up";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"a step: {profile.StepTime.TotalSeconds:0.000} s on average; iterations counted: {profile.Iterations} ({warmUp}); {profile.VoxelsPerSecond:#,0} voxels per second"));
    }

    private static void AddRow(Table table, string name, string time, string share, long calls) =>
        table.AddRow(Markup.Escape(name), time, share, calls == 0 ? None : calls.ToString(CultureInfo.InvariantCulture));

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Share(double share) => (100 * share).ToString("0.0 '%'", CultureInfo.InvariantCulture);
}
