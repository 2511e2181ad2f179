using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Sweeps;

namespace SsNet.Experiments.Tables;

/// <summary>A finished run of a sweep as its files tell it; the data are not needed.</summary>
/// <param name="Run">The run.</param>
/// <param name="Scores">Its scores.</param>
/// <param name="Split">Its cases.</param>
/// <param name="Complexity">The size and cost of its network; null where nobody counted.</param>
internal sealed record SweepResult(SweepRun Run, ScoreTable Scores, RunSplit Split, RunComplexity? Complexity)
{
    public Recipe Recipe => Run.Recipe;

    public static SweepResult Load(SweepFolder sweep, SweepRun run, string split)
    {
        var folder = RunFolder.Open(sweep.RunPath(run));
        return new SweepResult(
            run,
            ScoreTable.Load(folder.Scores(split), run.Recipe.Classes - 1),
            RunRecord.ReadSplit(folder),
            RunComplexity.Load(folder.Complexity));
    }
}
