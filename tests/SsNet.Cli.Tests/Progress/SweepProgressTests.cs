using SsNet.Cli.Progress;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Sweeps;
using SsNet.Testing;

namespace SsNet.Cli.Tests.Progress;

public class SweepProgressTests
{
    [Fact]
    public void A_file_gets_a_line_for_every_event_and_one_a_minute()
    {
        var time = new Clock();
        var run = new SweepRun("0123456789ab", "la-4", null, new Recipe { Iterations = 400, Seed = 1 });
        using var output = new StringWriter { NewLine = "\n" };
        SweepProgress.Show(Terminal.On(output), time, observer =>
        {
            observer.Started(run, SweepRunState.Started);
            for (int second = 0; second <= 120; second++)
            {
                time.Seconds = second;
                // 100 iterations were done before, one a second is done now, and another run waits.
                observer.Progressed(new SweepStatus(3, 1, 0, [new RunStatus(run, SweepStep.Training, 100 + second)], 500 + second, 700 - second));
            }

            observer.Progressed(new SweepStatus(3, 1, 0, [new RunStatus(run, SweepStep.Evaluating, 400)], 800, 400));
            observer.Ended(run, finished: true, failure: null);
            observer.Started(run, SweepRunState.New);
            observer.Ended(run, finished: false, "error: no luck");
            observer.Progressed(new SweepStatus(3, 2, 1, [], 800, 0));
            return 0;
        });

        Assert.Equal(
            """
            going on: la-4-4-s1-0123456789ab
            1 of 3 runs finished  about 10:40 left; la-4-4-s1-0123456789ab: iteration 160/400
            1 of 3 runs finished  about 9:40 left; la-4-4-s1-0123456789ab: iteration 220/400
            finished: la-4-4-s1-0123456789ab
            starting: la-4-4-s1-0123456789ab
            failed: la-4-4-s1-0123456789ab: error: no luck
            2 of 3 runs finished, 1 failed

            """,
            output.ToString());
    }
}
