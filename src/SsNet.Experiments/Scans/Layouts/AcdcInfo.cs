using System.Globalization;
using SsNet.Imaging;

namespace SsNet.Experiments.Scans.Layouts;

/// <summary>What ACDC's <c>Info.cfg</c> says of a patient's cine series. Frames count from 1.</summary>
/// <param name="EndDiastole">The frame of the end of the diastole.</param>
/// <param name="EndSystole">The frame of the end of the systole.</param>
/// <param name="Frames">How many frames there are, if it says so.</param>
internal sealed record AcdcInfo(int EndDiastole, int EndSystole, int? Frames)
{
    private const string DiastoleKey = "ED";
    private const string SystoleKey = "ES";
    private const string FramesKey = "NbFrame";

    /// <summary>Reads the file: lines such as <c>ED: 1</c>. Lines of other keys are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReportedException">A frame is missing, stated twice, or none of the series.</exception>
    public static AcdcInfo Read(string path)
    {
        var stated = new Dictionary<string, (int Frame, int Line)>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, line) in ScanFiles.Text(path).Split('\n').Index())
        {
            if (line.Split(':', 2, StringSplitOptions.TrimEntries) is not [var key, var value] || !IsKnown(key)) continue;
            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1)
            {
                throw new ReportedException($"{path}, line {index + 1}: '{key}' must be a whole number from 1, not '{value}'; correct the line.");
            }

            if (!stated.TryAdd(key, (number, index + 1))) throw new ReportedException($"{path}, line {index + 1}: '{key}' is stated already in line {stated[key].Line}; remove one of the two.");
        }

        int? frames = stated.TryGetValue(FramesKey, out var count) ? count.Frame : null;
        int diastole = FrameOf(DiastoleKey), systole = FrameOf(SystoleKey);
        return diastole != systole
            ? new AcdcInfo(diastole, systole, frames)
            : throw new ReportedException($"{path}, line {stated[SystoleKey].Line}: '{SystoleKey}' is the frame {systole}, and so is '{DiastoleKey}'; correct one of the two.");

        int FrameOf(string key)
        {
            if (!stated.TryGetValue(key, out var found)) throw new ReportedException($"{path}: there is no line '{key}: <frame>'; add it.");
            return found.Frame <= (frames ?? int.MaxValue)
                ? found.Frame
                : throw new ReportedException($"{path}, line {found.Line}: '{key}' is the frame {found.Frame}, but '{FramesKey}' says there are {frames}; correct one of the two.");
        }
    }

    private static bool IsKnown(string key) => new[] { DiastoleKey, SystoleKey, FramesKey }.Contains(key, StringComparer.OrdinalIgnoreCase);
}
