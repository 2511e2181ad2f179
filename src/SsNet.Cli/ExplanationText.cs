using System.Globalization;
using Spectre.Console;
using SsNet.Cli.Progress;
using SsNet.Experiments.Explaining;

namespace SsNet.Cli;

/// <summary>The numbers of an explanation for the reader.</summary>
internal static class ExplanationText
{
    /// <summary>Writes the numbers.</summary>
    /// <param name="output">Where they go.</param>
    /// <param name="explanation">The explanation.</param>
    public static void Write(TextWriter output, Explanation explanation)
    {
        output.WriteLine($"case: {explanation.Explained.Name}{(explanation.Explained.Truth is null ? " (not segmented)" : "")}");
        foreach (var sample in explanation.Samples.Where(sample => sample.IsLabelled)) output.WriteLine($"labelled: {sample.Name}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"noise: length {explanation.Trained.Length:0.###}, per voxel {explanation.Trained.PerVoxel:0.####} in units of the image"));

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("");
        foreach (string title in (string[])["untrained", "trained"]) table.AddColumn(new TableColumn(title).RightAligned());
        void Row(string name, Func<NoiseResponse, double> value, string format) =>
            table.AddRow(Markup.Escape(name), Number(value(explanation.Untrained), format), Number(value(explanation.Trained), format));
        Row("D under adversarial noise", response => response.Distance, "0.0000");
        Row("D under random noise", response => response.RandomDistance, "0.0000");
        Row("D of the prediction from itself", response => response.OwnDistance, "0.0000");
        Row("voxels of another class, adversarial", response => response.Changed, "0.000 %");
        Row("voxels of another class, random", response => response.RandomChanged, "0.000 %");
        table.AddRow("silhouette of the deep features", Number(explanation.UntrainedFeatures.Silhouette, "0.000"), Number(explanation.TrainedFeatures.Silhouette, "0.000"));
        if (explanation.ProjectedFeatures is { } projected)
        {
            table.AddRow("silhouette of the projected features", "", Number(projected.Silhouette, "0.000"));
            if (projected.OwnCosine is { } own) table.AddRow("cosine to prototypes of the own class", "", Number(own, "0.000"));
            table.AddRow("cosine to prototypes of other classes", "", Number(projected.OtherCosine, "0.000"));
        }

        Terminal.On(output).Write(table);

        if (explanation.Prototypes is not { } prototypes)
        {
            output.WriteLine($"prototypes: none, this run of {explanation.Method} learnt no attention");
            return;
        }

        foreach (var (index, name) in explanation.ClassNames.Index())
        {
            int chosen = prototypes.Voxels.Count(voxel => voxel.Class == index + 1);
            output.WriteLine(prototypes.Remembered.Contains(index + 1)
                ? $"prototypes, {name}: those of the last checkpoint, since no labelled voxel of the batch is predicted correctly"
                : string.Create(CultureInfo.InvariantCulture, $"prototypes, {name}: {chosen} of {prototypes.Candidates[index]:N0} candidates"));
        }
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
