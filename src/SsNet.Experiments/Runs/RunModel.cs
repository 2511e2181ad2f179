using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Phantoms;
using SsNet.Experiments.Preparing;
using SsNet.Experiments.Recipes;
using SsNet.Imaging;
using SsNet.Imaging.Preparation;
using SsNet.Imaging.Volumes;
using SsNet.Inference;
using SsNet.Networks;
using SsNet.Training;
using SsNet.Weights;
using TorchSharp;

namespace SsNet.Experiments.Runs;

/// <summary>A trained network with the recipe it was trained by, ready to segment.</summary>
public sealed class RunModel : IDisposable
{
    private const string RecipeNote = "recipe", PreparationNote = "preparation";

    private readonly SegmentationNetwork network;

    private RunModel(Recipe recipe, PreparationRecord? preparation, SegmentationNetwork network)
    {
        Recipe = recipe;
        Preparation = preparation;
        this.network = network;
        Predictor = new Predictor(network, recipe.ToPredictionOptions());
    }

    /// <summary>The recipe, with what was overridden for prediction.</summary>
    public Recipe Recipe { get; }

    /// <summary>How the images were prepared that it was trained on; null where they were published ready for use, or made.</summary>
    public PreparationRecord? Preparation { get; }

    /// <summary>What the classes 1, 2, … are; numbers where nobody said.</summary>
    public IReadOnlyList<string> ClassNames
    {
        get
        {
            var names = Preparation is { } record ? [.. record.Labels.Classes.Select(item => item.Name)] : ClassNamesOf(Recipe.Layout);
            return names.Count == Recipe.Classes - 1 ? names : ScoreTable.NumberedClasses(Recipe.Classes - 1);
        }
    }

    /// <summary>Segments images that are prepared already, as those were that it was trained on.</summary>
    public Predictor Predictor { get; }

    /// <summary>
    /// Segments an image as a scanner or anybody gives it. It is prepared as the training images were, and the result is on the image's own grid: probabilities are
    /// interpolated back linearly, and the most probable class is decided on there. What the preparation cuts off is background.
    /// </summary>
    /// <param name="channels">One image per channel, all on one grid.</param>
    /// <param name="options">What it gives beside the label map; null for nothing.</param>
    /// <param name="progress">Told the share of the work that is done, in (0, 1].</param>
    /// <param name="cancellation">Stops between two batches of windows.</param>
    /// <exception cref="ReportedException">The image is not like those that the network was trained on.</exception>
    public Segmentation Segment(
        IReadOnlyList<Volume<float>> channels, SegmentationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        Segment(channels, Settings, options ?? new SegmentationOptions(), progress, cancellation);

    /// <summary>Segments an image of one channel as a scanner or anybody gives it.</summary>
    /// <param name="image">The image.</param>
    /// <exception cref="ReportedException">The image is not like those that the network was trained on.</exception>
    public Segmentation Segment(Volume<float> image) => Segment([image]);

    /// <summary>Segments an image that is prepared already.</summary>
    internal Segmentation SegmentPrepared(IReadOnlyList<Volume<float>> channels, SegmentationOptions options, IProgress<double>? progress, CancellationToken cancellation) =>
        Segment(channels, null, options, progress, cancellation);

    /// <summary>How an image from anywhere has to be prepared; null where phantoms were learnt from, which come as they are.</summary>
    private PreparationSettings? Settings => Preparation?.Settings ?? PublishedPreparation.Of(Recipe.Layout);

    /// <summary>The model of a run.</summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="adjust">Changes how the network is applied, such as the stride; null for as the recipe says.</param>
    /// <exception cref="ReportedException">It is no run's folder, or has no weights yet.</exception>
    public static RunModel OfRun(string runFolder, Action<Recipe>? adjust = null)
    {
        var folder = RunFolder.Open(runFolder);
        var preparation = File.Exists(folder.Preparation) ? PreparationRecord.Load(folder.Preparation) : null;
        return Load(RecipeFile.Load(folder.Recipe), preparation, folder.ModelPath, adjust);
    }

    /// <summary>A model from weights: a safetensors file, or a PyTorch state dict. A run's <c>weights.safetensors</c> holds its recipe and how its images were prepared.</summary>
    /// <param name="recipe">The recipe that describes the network; null for the one in the file.</param>
    /// <param name="weightsPath">The file.</param>
    /// <param name="adjust">Changes how the network is applied; null for as the recipe says.</param>
    /// <exception cref="ReportedException">The weights are of another network, or neither comes with a recipe.</exception>
    public static RunModel OfWeights(Recipe? recipe, string weightsPath, Action<Recipe>? adjust = null)
    {
        IReadOnlyDictionary<string, string> notes;
        using (var weights = WeightFile.Open(weightsPath)) notes = weights.Metadata;
        recipe ??= notes.TryGetValue(RecipeNote, out string? text)
            ? RecipeFile.Parse($"{weightsPath}, recipe", text)
            : throw new ReportedException($"{weightsPath}: holds no recipe that would describe the network; name one with --recipe.");
        return Load(recipe, notes.TryGetValue(PreparationNote, out string? json) ? PreparationRecord.Parse($"{weightsPath}, preparation", json) : null, weightsPath, adjust);
    }

    /// <summary>What a file of weights says of itself, so that it can be used alone.</summary>
    internal static Dictionary<string, string> Notes(Recipe recipe, PreparationRecord? preparation)
    {
        var notes = new Dictionary<string, string> { ["ssnet"] = RunRecord.Version, [RecipeNote] = recipe.ToToml() };
        if (preparation is not null) notes[PreparationNote] = preparation.ToJson();
        return notes;
    }

    private static RunModel Load(Recipe recipe, PreparationRecord? preparation, string weightsPath, Action<Recipe>? adjust)
    {
        adjust?.Invoke(recipe);
        if (recipe.Threads > 0) torch.set_num_threads(recipe.Threads);
        // Prediction needs nothing of what a method adds to the network; weights of it are passed over.
        var network = MethodFactory.Network(recipe, recipe.ToNetworkOptions(), recipe.ToDevice());
        try
        {
            Checkpoint.LoadWeights(weightsPath, network);
            return new RunModel(recipe, preparation, network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();

    private static IReadOnlyList<string> ClassNamesOf(DataLayout layout) => layout switch
    {
        DataLayout.La => LaBenchmark.Classes,
        DataLayout.Acdc => AcdcBenchmark.Classes,
        DataLayout.Phantom => PhantomKind.LeftAtrium.ClassNames,
        DataLayout.CinePhantom => PhantomKind.Cine.ClassNames,
        _ => [],
    };

    private Segmentation Segment(
        IReadOnlyList<Volume<float>> channels, PreparationSettings? settings, SegmentationOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        var grid = settings is null ? null : PreparedGrid.Of(settings, channels[0]);
        var own = channels[0].Geometry;
        var probabilities = Predictor.Probabilities(grid is null ? channels : [.. channels.Select(grid.Image)], progress, cancellation);
        var decision = new ClassDecision(own);
        var entropy = options.Entropy ? new EntropyMap(own) : null;
        var kept = options.Probabilities ? new List<Volume<float>>() : null;
        foreach (var (index, prepared) in probabilities.Index())
        {
            // One class at a time: images may be large, and classes many.
            var map = grid is null ? prepared : grid.Back(prepared, outside: index == 0 ? 1 : 0);
            decision.Add(map);
            entropy?.Add(map);
            kept?.Add(map);
        }

        return new Segmentation(decision.Labels(Recipe.LargestComponent), kept, entropy?.ToVolume());
    }
}
