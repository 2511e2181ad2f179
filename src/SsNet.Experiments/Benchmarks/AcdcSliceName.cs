using System.Globalization;
using System.Text.RegularExpressions;
using SsNet.Imaging;

namespace SsNet.Experiments.Benchmarks;

/// <summary>What the name of an ACDC slice says, such as patient099_frame01_slice_15.</summary>
/// <param name="Id">The name.</param>
/// <param name="Volume">The volume it is from: patient099_frame01.</param>
/// <param name="Number">Its place in the volume: 15.</param>
internal sealed partial record AcdcSliceName(string Id, string Volume, int Number)
{
    /// <summary>The patient of a slice or volume: the name up to the first underscore, as in patient099.</summary>
    /// <param name="id">The name.</param>
    public static string PatientOf(string id) => id.Split('_')[0];

    /// <summary>Reads every name of a list.</summary>
    /// <param name="list">The list.</param>
    /// <exception cref="ReportedException">A name is of another form, or names a slice that another one names already.</exception>
    public static IReadOnlyList<AcdcSliceName> ParseAll(CaseList list)
    {
        var lines = new Dictionary<(string Volume, int Number), int>();
        var names = new List<AcdcSliceName>();
        foreach (var (id, line) in list.Entries)
        {
            var match = Form().Match(id);
            if (!match.Success) throw list.Failure(line, $"{id} does not say which slice it is; name it <patient>_<frame>_slice_<number>, as in patient099_frame01_slice_15.");

            var name = new AcdcSliceName(id, match.Groups["volume"].Value, int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture));
            // slice_1 and slice_01: two names, but one place in the volume.
            if (!lines.TryAdd((name.Volume, name.Number), line))
            {
                throw list.Failure(line, $"{id} is slice {name.Number} of {name.Volume}, which line {lines[(name.Volume, name.Number)]} names already; remove one of the two.");
            }

            names.Add(name);
        }

        return names;
    }

    [GeneratedRegex("^(?<volume>[^_]+_[^_]+)_slice_(?<number>[0-9]{1,9})$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
