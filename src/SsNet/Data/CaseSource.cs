namespace SsNet.Data;

/// <summary>A case that is read when it is needed, from wherever it lies.</summary>
/// <param name="Id">The case's name, unique in its data set.</param>
/// <param name="Load">Reads the case; may be called from several threads and throws a ReportedException that names the file when it cannot.</param>
public sealed record CaseSource(string Id, Func<Case> Load);
