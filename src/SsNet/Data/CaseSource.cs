using SsNet.Imaging;

namespace SsNet.Data;

/// <summary>A case that is read when it is needed, from wherever it lies.</summary>
/// <param name="Id">The case's name, unique in its data set.</param>
/// <param name="Load">Reads the case; may be called from several threads and throws a ReportedException that names the file when it cannot.</param>
/// <param name="File">Where it lies, for messages; null when it is made.</param>
public sealed record CaseSource(string Id, Func<Case> Load, string? File = null)
{
    /// <summary>The slices of a volume, where each can be read on its own; null where they have to be cut out of it.</summary>
    public IReadOnlyList<CaseSource>? Slices { get; init; }

    /// <summary>
    /// What cases share that must not be parted into those to learn from and those to validate by, such as their patient: two scans of one heart are too
    /// alike. The case's name if not stated, so that every case is a group of its own.
    /// </summary>
    public string Group
    {
        get => field ?? Id;
        init;
    }

    /// <summary>Checks a case that was read from here.</summary>
    /// <param name="loaded">The case.</param>
    /// <param name="check">Throws a ReportedException when the case cannot be used; see <see cref="CaseRequirements"/>.</param>
    /// <exception cref="ReportedException">The case cannot be used; the message names the file.</exception>
    public void Check(Case loaded, Action<Case> check)
    {
        try
        {
            check(loaded);
        }
        catch (ReportedException failure) when (File is not null)
        {
            throw new ReportedException($"{File}: {failure.Message}", failure);
        }
    }
}
