using SsNet.Data;
using SsNet.Experiments.Preparing;
using SsNet.Imaging;

namespace SsNet.Experiments.Benchmarks;

/// <summary>A data set with a fixed order of training cases and fixed test cases: volumes at full resolution.</summary>
public interface IBenchmark
{
    /// <summary>Its name in tables.</summary>
    string Name { get; }

    /// <summary>What the classes 1, 2, … are.</summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>Whether its label maps may hold <see cref="Case.Ignored"/> where nobody knows the class; if not, that value is refused as no class.</summary>
    bool AllowsIgnored => false;

    /// <summary>How its images were prepared, and others have to be; null where they are published ready for use, or made.</summary>
    PreparationRecord? Preparation => null;

    /// <summary>The test cases, all with labels.</summary>
    IReadOnlyList<CaseSource> Test { get; }

    /// <summary>Cases with labels that the data set sets apart for validation; empty where it sets none apart.</summary>
    IReadOnlyList<CaseSource> Validation { get; }

    /// <summary>The training cases: the first ones labelled, of the others only the image is ever read.</summary>
    /// <param name="labelled">How many are labelled; 0 for all. Counted as the field counts them: in scans, or where a patient has several, in patients.</param>
    /// <param name="cases">How many there are in all, from the head of the list, counted likewise; 0 for the whole list.</param>
    /// <exception cref="ReportedException">There are not as many.</exception>
    Dataset Training(int labelled, int cases = 0);
}
