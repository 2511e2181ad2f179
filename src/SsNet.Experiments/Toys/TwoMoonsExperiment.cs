using System.Globalization;
using System.Numerics;
using System.Runtime.ExceptionServices;
using System.Text;
using SsNet.Experiments.Preparing;
using SsNet.Experiments.Statistics;
using SsNet.Imaging;
using static TorchSharp.torch;

namespace SsNet.Experiments.Toys;

/// <summary>
/// Figure 1 of the paper (Wu et al. 2022) with SS-Net beside it: points of two moons, with all labels, with few, and with few and more blur, are learned by a perceptron from the labelled points alone and with SS-Net's two losses.
/// </summary>
/// <param name="options">The numbers of the experiment.</param>
public sealed class TwoMoonsExperiment(TwoMoonsOptions options)
{
    private static readonly ToyMethod[] Methods = [ToyMethod.Supervised, ToyMethod.SsNet];

    /// <summary>Trains every setting by either method once per seed, draws the first seed, and writes figure and accuracies.</summary>
    /// <param name="firstSeed">The first seed; the others follow it.</param>
    /// <param name="seeds">How many, at least 1.</param>
    /// <param name="folder">Where two-moons.png, two-moons.svg and accuracy.csv go; made when it is missing.</param>
    /// <param name="progress">Told how many trainings of how many are done, and which was the last; never by two threads at once.</param>
    /// <param name="cancellation">Stops after the steps under way.</param>
    /// <exception cref="ReportedException">The folder cannot be written to, or a loss is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop; nothing is written then.</exception>
    public TwoMoonsResult Run(long firstSeed, int seeds, string folder, Action<int, int, string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 1);
        WritableFolder.Make(folder);
        ToyPoints[] drawn = [.. options.Settings.Select(setting => TwoMoons.Draw(firstSeed, setting.Points, setting.Blur))];
        var view = PlaneView.Around([.. drawn.SelectMany(points => points.Positions)], TwoMoonsFigure.Aspect);
        (long Seed, ToySetting Setting, ToyMethod Method)[] planned =
        [
            .. from seed in Enumerable.Range(0, seeds)
               from setting in options.Settings
               from method in Methods
               select (firstSeed + seed, setting, method),
        ];
        var runs = new ToyRun[planned.Length];
        var panels = new TwoMoonsPanel[options.Settings.Count * Methods.Length];
        OnOneThreadEach(() => ParallelCases.Run(planned.Length, Environment.ProcessorCount, index => OnThreadOfItsOwn(() => Train(index)), index => NameOf(runs[index]), progress, cancellation));

        TwoMoonsColumn[] columns = [.. options.Settings.Select((setting, i) => new TwoMoonsColumn(setting, drawn[i], panels[Methods.Length * i], panels[Methods.Length * i + 1]))];
        string table = Path.Combine(folder, "accuracy.csv");
        AtomicFile.Write(table, stream => stream.Write(Encoding.UTF8.GetBytes(Csv(runs))));
        return new TwoMoonsResult(options.Settings, runs, [.. TwoMoonsFigure.Save(Path.Combine(folder, "two-moons"), columns, view), table]);

        void Train(int index)
        {
            var (seed, setting, method) = planned[index];
            var points = TwoMoons.Draw(seed, setting.Points, setting.Blur);
            var heldOut = TwoMoons.Draw(seed, options.HeldOut, setting.Blur, heldOut: true);
            using var trained = PointTraining.Train(method, points, setting.Labelled, options, seed, cancellation);
            var network = (PointNetwork)trained.Network;
            double accuracy = network.Predict(heldOut.Positions).Accuracy(heldOut.Classes);
            runs[index] = new ToyRun(seed, setting, method, accuracy);
            // The first seed comes first, so that its trainings have the indices of the panels.
            if (index < panels.Length) panels[index] = new TwoMoonsPanel(accuracy, SecondMoon(network, view), Embedding(network, points, cancellation));
        }
    }

    /// <summary>Probability of moon 2 in the cells of the figure's grid.</summary>
    internal static double[,] SecondMoon(PointNetwork network, PlaneView view)
    {
        const int Moon = 2;
        var (columns, rows) = (TwoMoonsFigure.CellsAcross, TwoMoonsFigure.CellsDown);
        double[,] probabilities = network.Predict(view.CellCentres(columns, rows)).Probabilities;
        var cells = new double[rows, columns];
        for (int i = 0; i < rows * columns; i++) cells[i / columns, i % columns] = probabilities[i, Moon];
        return cells;
    }

    private static Vector2[] Embedding(PointNetwork network, ToyPoints points, CancellationToken cancellation)
    {
        double[,] places = TSne.Embed(network.Predict(points.Positions).Features, cancellation: cancellation).Positions;
        return [.. Enumerable.Range(0, points.Count).Select(i => new Vector2((float)places[i, 0], (float)places[i, 1]))];
    }

    /// <summary>Operations on so few points are over before a second thread has begun: trainings beside each other use the cores better.</summary>
    private static void OnOneThreadEach(Action work)
    {
        int threads = get_num_threads();
        set_num_threads(1);
        try
        {
            work();
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    /// <summary>How many threads libtorch takes is kept by each thread that calls it: one that ends leaves nothing of it behind.</summary>
    private static void OnThreadOfItsOwn(Action work)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception caught)
            {
                failure = ExceptionDispatchInfo.Capture(caught);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    private static string NameOf(ToyRun run) =>
        string.Create(CultureInfo.InvariantCulture, $"seed {run.Seed}, {run.Setting.Title}: {run.MethodText} {100 * run.Accuracy:0.0} %");

    private static string Csv(IEnumerable<ToyRun> runs)
    {
        var text = new StringBuilder("seed,labelled,unlabelled,gamma,method,accuracy\n");
        foreach (var run in runs)
        {
            text.Append(CultureInfo.InvariantCulture, $"{run.Seed},{run.Setting.Labelled},{run.Setting.Unlabelled},{run.Setting.Blur},{run.MethodText},{run.Accuracy:G15}\n");
        }

        return text.ToString();
    }
}
