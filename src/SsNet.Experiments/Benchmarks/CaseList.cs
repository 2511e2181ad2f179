using SsNet.Imaging;

namespace SsNet.Experiments.Benchmarks;

/// <summary>A text file that names one case a line; blank lines are passed over.</summary>
internal sealed class CaseList
{
    private readonly List<(string Id, int Line)> entries = [];

    /// <summary>Reads a list.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ReportedException">The file cannot be read, or names a case twice or none at all.</exception>
    public CaseList(string path)
    {
        Path = path;
        foreach (var (number, line) in ReadLines(path).Index())
        {
            string id = line.Trim();
            if (id.Length == 0) continue;
            if (entries.FirstOrDefault(entry => entry.Id == id) is { Id: not null } first)
            {
                throw Failure(number + 1, $"case {id} is listed already in line {first.Line}; remove one of the two.");
            }

            entries.Add((id, number + 1));
        }

        if (entries.Count == 0) throw new ReportedException($"{path}: lists no case; put one name on each line.");
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The names and the lines they stand in, counted from 1.</summary>
    public IReadOnlyList<(string Id, int Line)> Entries => entries;

    /// <summary>An error about a line.</summary>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    public ReportedException Failure(int line, string message) => new($"{Path}, line {line}: {message}");

    /// <summary>Checks that every case has a file.</summary>
    /// <param name="pathOf">The file of a case.</param>
    /// <exception cref="ReportedException">A file is missing; the message names the case's line.</exception>
    public void RequireFiles(Func<string, string> pathOf)
    {
        foreach (var (id, line) in entries)
        {
            if (!File.Exists(pathOf(id))) throw Failure(line, $"case {id} has no file {pathOf(id)}; add the file or remove the line.");
        }
    }

    private static string[] ReadLines(string path)
    {
        if (!File.Exists(path)) throw new ReportedException($"{path}: there is no such list; add it, with the name of one case on each line.");
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReportedException($"{path}: cannot be read ({e.Message.TrimEnd('.')}); check its permissions.", e);
        }
    }
}
