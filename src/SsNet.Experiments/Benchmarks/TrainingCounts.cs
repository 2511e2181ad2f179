using SsNet.Imaging;

namespace SsNet.Experiments.Benchmarks;

/// <summary>How many of the listed cases are trained on, and how many of those are labelled.</summary>
/// <param name="Labelled">Labelled ones.</param>
/// <param name="Cases">All.</param>
internal readonly record struct TrainingCounts(int Labelled, int Cases)
{
    /// <summary>Resolves what a recipe asks for, where 0 means all.</summary>
    /// <param name="list">The file that lists the cases.</param>
    /// <param name="unit">What is counted, such as patients.</param>
    /// <param name="listed">How many the file lists.</param>
    /// <param name="labelled">Labelled ones asked for; 0 for all.</param>
    /// <param name="cases">Cases asked for; 0 for all.</param>
    /// <exception cref="ReportedException">There are not as many.</exception>
    public static TrainingCounts Resolve(string list, string unit, int listed, int labelled, int cases)
    {
        if (cases == 0) cases = listed;
        if (cases > listed) throw new ReportedException($"{list}: lists {listed} {unit}, but training-cases is {cases}; lower it, or use 0 for all.");
        if (labelled == 0) labelled = cases;
        if (labelled > cases) throw new ReportedException($"{list}: {cases} {unit} are used for training, but labelled is {labelled}; lower it or list more {unit}.");
        return new TrainingCounts(labelled, cases);
    }
}
