using System.CommandLine;
using SsNet.Benchmarks.Verbs;
using SsNet.Imaging;

var root = new RootCommand("Measures how fast SS-Net for .NET is, beside plain implementations and the machine's own speed.")
{
    new StepVerb("step3d", "One iteration of SS-Net on volumes, at the paper's left atrium size if nothing else is stated", [112, 112, 80], 4, 2),
    new StepVerb("step2d", "One iteration of SS-Net on slices, at the paper's ACDC size if nothing else is stated", [256, 256], 24, 4),
    new PassesVerb(),
    new PredictionVerb("window", "One window through the network, at the paper's left atrium size if nothing else is stated", ofFile: false),
    new PredictionVerb("scan", "All windows of an image", ofFile: true),
    new MetricsVerb(),
    new DataVerb(),
};

try
{
    return root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (ReportedException failure)
{
    Console.Error.WriteLine($"error: {failure.Message}");
    return 1;
}
