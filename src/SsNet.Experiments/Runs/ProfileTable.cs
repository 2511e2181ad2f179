using System.Globalization;
using System.Text;
using SsNet.Imaging;
using SsNet.Training;

namespace SsNet.Experiments.Runs;

/// <summary>Where the time of a run's steps went, as CSV.</summary>
internal static class ProfileTable
{
    /// <summary>Writes one row per phase of a step, one for the whole step, and one per phase between steps, which is no share of a step.</summary>
    /// <param name="path">The file.</param>
    /// <param name="profile">A profile of at least one step.</param>
    /// <exception cref="ReportedException">The file cannot be written.</exception>
    public static void Save(string path, StepProfile profile)
    {
        var csv = new StringBuilder("phase,milliseconds_per_step,share,calls,seconds\n");
        foreach (var phase in profile.OfSteps.Append(new PhaseTime("step", profile.Iterations * profile.StepTime, profile.Iterations)))
        {
            var mean = phase.Time / profile.Iterations;
            csv.Append(CultureInfo.InvariantCulture, $"{phase.Name},{mean.TotalMilliseconds:0.###},{mean / profile.StepTime:0.####},{phase.Calls},{phase.Time.TotalSeconds:0.######}\n");
        }

        foreach (var phase in profile.BetweenSteps) csv.Append(CultureInfo.InvariantCulture, $"{phase.Name},,,{phase.Calls},{phase.Time.TotalSeconds:0.######}\n");
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(csv.ToString())));
    }
}
