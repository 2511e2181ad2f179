namespace SsNet.Experiments.Toys;

/// <summary>What the two-moons experiment found and wrote.</summary>
/// <param name="Settings">The columns of the figure.</param>
/// <param name="Runs">All trainings: seed by seed, setting by setting, Supervised before SS-Net.</param>
/// <param name="Files">The figure's files and the table of accuracies.</param>
public sealed record TwoMoonsResult(IReadOnlyList<ToySetting> Settings, IReadOnlyList<ToyRun> Runs, IReadOnlyList<string> Files)
{
    /// <summary>Mean and standard deviation (n − 1; NaN for one seed) of the accuracy over the seeds.</summary>
    /// <param name="setting">A setting.</param>
    /// <param name="method">A method.</param>
    public (double Mean, double Deviation) Summary(ToySetting setting, ToyMethod method)
    {
        double[] values = [.. Runs.Where(run => run.Setting == setting && run.Method == method).Select(run => run.Accuracy)];
        double mean = values.Average();
        return (mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)));
    }
}
