using SsNet.Imaging;

namespace SsNet.Experiments.Scans.Layouts;

/// <summary>A way in which data sets lie on the disk.</summary>
internal interface IScanLayout
{
    /// <summary>What the folder holds, for somebody whose folder is not recognised.</summary>
    string Description { get; }

    /// <summary>Finds the scans of a data set.</summary>
    /// <param name="folder">The folder, which is there.</param>
    /// <param name="options">What is used of it.</param>
    /// <returns>The scans; null if the folder lies in another way.</returns>
    /// <exception cref="ReportedException">It lies in this way, but something is missing or not as it should be.</exception>
    ScanCollection? Open(string folder, ScanOptions options);
}
