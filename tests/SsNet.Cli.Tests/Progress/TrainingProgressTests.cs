using SsNet.Cli.Progress;
using SsNet.Testing;
using SsNet.Training;

namespace SsNet.Cli.Tests.Progress;

public class TrainingProgressTests
{
    [Fact]
    public void A_file_gets_a_line_every_ten_seconds_and_one_for_the_last_iteration()
    {
        var time = new Clock();
        using var output = new StringWriter { NewLine = "\n" };
        TrainingProgress.Show(Terminal.On(output), time, observe =>
        {
            var observer = observe("first: ", 100);
            for (long iteration = 101; iteration <= 130; iteration++)
            {
                time.Seconds++;
                observer.IterationDone(new IterationReport(iteration, 130, [new("seg", 0.5, 1), new("lds", 0.25, 0.0067379)], 0.5017, 0.01, 1));
            }

            observer.Validated(new ValidationReport(130, 0.8765, true));
            return 0;
        });

        string[] lines = output.ToString().TrimEnd().Split('\n');
        Assert.Equal(
            "first: iteration 101/130 (78 %)  1.00 it/s  0:29 left  seg 0.5000  lds 0.2500 (λ 0.00674)  total 0.5017  lr 0.01", lines[0]);
        Assert.Equal(["101", "111", "121", "130"], lines[..^1].Select(line => line.Split(' ', '/')[2]));
        Assert.Equal("first: validation after iteration 130: Dice 87.65 %, the best so far", lines[^1]);
    }

    [Fact]
    public void Durations_have_hours_only_when_there_are_any()
    {
        Assert.Equal("0:07", TrainingText.Duration(TimeSpan.FromSeconds(7)));
        Assert.Equal("59:59", TrainingText.Duration(TimeSpan.FromSeconds(3599)));
        Assert.Equal("30:00:01", TrainingText.Duration(TimeSpan.FromSeconds(108_001)));
    }
}
