using SsNet.Imaging;
using SsNet.Imaging.Formats.Hdf5;
using SsNet.Imaging.Volumes;
using SsNet.Inference;

namespace SsNet.Experiments.Runs;

/// <summary>An image file that was segmented.</summary>
/// <param name="Input">The image.</param>
/// <param name="Output">Its label map.</param>
public sealed record PredictedFile(string Input, string Output);

/// <summary>Segments image files.</summary>
public static class FilePrediction
{
    private const string Extension = ".h5";

    /// <summary>
    /// Segments files one after the other. Each label map has its image's name and geometry; one that exists already is replaced.
    /// A file in a folder of its own, such as <c>case/mri_norm2.h5</c> beside others of that name, is named after the folder.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">Files, or folders whose images are all segmented.</param>
    /// <param name="outputFolder">Where the label maps go.</param>
    /// <param name="probabilities">Whether the probability of every foreground class is written beside the label map.</param>
    /// <param name="progress">Told which file of how many is under way, and the share of it that is done.</param>
    /// <param name="cancellation">Stops between two windows; what is finished stays.</param>
    /// <exception cref="ReportedException">There is nothing to segment, or a file cannot be read or written.</exception>
    public static IReadOnlyList<PredictedFile> Run(
        RunModel model,
        IReadOnlyList<string> inputs,
        string outputFolder,
        bool probabilities = false,
        Action<int, int, string, double>? progress = null,
        CancellationToken cancellation = default)
    {
        var files = inputs.SelectMany(Images).Distinct().ToList();
        var outputs = OutputNames(files);
        if (model.Recipe.InputChannels != 1) throw new ReportedException($"The network takes {model.Recipe.InputChannels} channels, but an image file holds one.");

        foreach (string input in files)
        {
            if (Path.GetDirectoryName(input) == Path.GetFullPath(outputFolder).TrimEnd(Path.DirectorySeparatorChar))
            {
                throw new ReportedException($"{input}: lies in the output folder, where a label map could replace an image; choose another --output.");
            }
        }

        Directory.CreateDirectory(outputFolder);
        var predicted = new List<PredictedFile>();
        foreach (var (index, file) in files.Index())
        {
            var image = Hdf5File.ReadImage(file);
            progress?.Invoke(index, files.Count, file, 0);
            var share = progress is null ? null : new DirectProgress(done => progress(index, files.Count, file, done));
            var prediction = Predict(model, file, image, share, cancellation);

            string output = Path.Combine(outputFolder, outputs[index] + Extension);
            Hdf5File.Write(output, null, prediction.Labels);
            if (probabilities)
            {
                for (int c = 1; c < prediction.Probabilities.Count; c++)
                {
                    Hdf5File.Write(Path.Combine(outputFolder, $"{outputs[index]}_probability{c}{Extension}"), prediction.Probabilities[c], null);
                }
            }

            predicted.Add(new PredictedFile(file, output));
        }

        return predicted;
    }

    private static Prediction Predict(RunModel model, string file, Volume<float> image, IProgress<double>? progress, CancellationToken cancellation)
    {
        try
        {
            return model.Predictor.Predict([image], progress, cancellation);
        }
        catch (ReportedException failure)
        {
            throw new ReportedException($"{file}: {failure.Message}", failure);
        }
    }

    private static IEnumerable<string> Images(string input)
    {
        if (File.Exists(input)) return [Path.GetFullPath(input)];
        if (!Directory.Exists(input)) throw new ReportedException($"{input}: there is no such file or folder.");
        string[] found = [.. Directory.EnumerateFiles(input, "*" + Extension, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        return found.Length > 0 ? found.Select(Path.GetFullPath) : throw new ReportedException($"{input}: the folder holds no {Extension} file.");
    }

    private static List<string> OutputNames(List<string> files)
    {
        var names = files.Select(file => Path.GetFileNameWithoutExtension(file)!).ToList();
        if (names.Distinct().Count() < names.Count || names.Any(name => name == "mri_norm2"))
        {
            names = [.. files.Select(file => Path.GetFileName(Path.GetDirectoryName(file))!)];
        }

        var repeated = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
        if (repeated is not null) throw new ReportedException($"Two of the inputs would both be written as {repeated.Key}{Extension}; segment them into different folders.");
        return names;
    }
}
