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

    private RunModel(Recipe recipe, PreparationRecord? preparation, SegmentationNetwork network)
    {
        Recipe = recipe;
        Preparation = preparation;
        Network = network;
        Predictor = new Predictor(network, recipe.ToPredictionOptions());
    }

    /// <summary>The recipe, with what was overridden for prediction.</summary>
    public Recipe Recipe { get; }

    /// <summary>How the images were prepared that it was trained on; null where they were published ready for use, or made.</summary>
    public PreparationRecord? Preparation { get; }

    /// <summary>What the classes 1, 2, … are; numbers where nobody said.</summary>
    public IReadOnlyList<string> ClassNames => ClassNaming.Of(Recipe, Preparation);

    /// <summary>The network; disposed with the model.</summary>
    public SegmentationNetwork Network { get; }

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
        IReadOnlyList<Volume<float>> channels, SegmentationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new SegmentationOptions();
        var kept = options.Probabilities ? new List<Volume<float>>() : null;
        return Segment(channels, isPrepared: false, options.Entropy, (_, map) => kept?.Add(new Volume<float>(map.Geometry, [.. map.Voxels])), progress, cancellation) with { Probabilities = kept };
    }

    /// <summary>Segments an image of one channel as a scanner or anybody gives it.</summary>
    /// <param name="image">The image.</param>
    /// <exception cref="ReportedException">The image is not like those that the network was trained on.</exception>
    public Segmentation Segment(Volume<float> image) => Segment([image]);

    /// <summary>Segments an image of any origin.</summary>
    /// <param name="channels">One image per channel, all on one grid.</param>
    /// <param name="isPrepared">Whether it is prepared already, as those were that the network learnt from.</param>
    /// <param name="entropy">Whether the segmentation has the entropy too.</param>
    /// <param name="probability">Given every class and its probability on the image's grid, first the background's, in an image that the next class will take.</param>
    /// <param name="progress">Told the share of the work that is done, in (0, 1].</param>
    /// <param name="cancellation">Stops between two batches of windows, or two classes.</param>
    /// <exception cref="ReportedException">The image is not like those that the network was trained on.</exception>
    internal Segmentation Segment(
        IReadOnlyList<Volume<float>> channels, bool isPrepared, bool entropy, Action<int, Volume<float>> probability, IProgress<double>? progress, CancellationToken cancellation)
    {
        var own = channels[0].Geometry;
        if (channels.FirstOrDefault(channel => !channel.Geometry.HasSameSize(own)) is { } other)
        {
            throw new ReportedException($"The channels of the image are {own.SizeText} and {other.Geometry.SizeText} voxels; resample them to one grid.");
        }

        var grid = isPrepared || Settings is not { } settings ? null : PreparedGrid.Of(settings, channels[0]);
        var probabilities = Predictor.Probabilities(grid is null ? channels : [.. channels.Select(grid.Image)], progress, cancellation);
        var decision = new ClassDecision(own);
        var uncertainty = entropy ? new EntropyMap(own) : null;
        // One class at a time, and all in one place: images may be large, and classes many.
        var back = grid is null ? null : new Volume<float>(own);
        foreach (var (index, prepared) in probabilities.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            if (back is not null) grid!.Back(prepared, outside: index == 0 ? 1 : 0, back);
            var map = back ?? prepared;
            decision.Add(map);
            uncertainty?.Add(map);
            probability(index, map);
        }

        return new Segmentation(decision.Labels(Recipe.LargestComponent), Entropy: uncertainty?.ToVolume());
    }

    /// <summary>How an image from anywhere has to be prepared; null where phantoms were learnt from, which come as they are.</summary>
    /// <exception cref="ReportedException">The network learnt from prepared images, and nothing says how they were.</exception>
    private PreparationSettings? Settings => Preparation is null && Recipe.Layout == DataLayout.Prepared
        ? throw new ReportedException("the weights come without the record of how the images were prepared that they were trained on; use the run's folder, or its weights.safetensors.")
        : Preparation?.Settings ?? PublishedPreparation.Of(Recipe.Layout);

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

    /// <summary>The model of any network that a recipe describes.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="preparation">How the images were prepared that it was trained on, if they were.</param>
    /// <param name="network">The network; disposed with the model.</param>
    internal static RunModel Of(Recipe recipe, PreparationRecord? preparation, SegmentationNetwork network) => new(recipe, preparation, network);

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
        var device = recipe.OpenDevice();
        if (recipe.Threads > 0) torch.set_num_threads(recipe.Threads);
        // Prediction needs nothing of what a method adds to the network; weights of it are passed over.
        var network = MethodFactory.Network(recipe, recipe.ToNetworkOptions(), device);
        try
        {
            Checkpoint.LoadWeights(weightsPath, network);
            MethodFactory.SetComputation(recipe, network);
            return new RunModel(recipe, preparation, network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();
}
