using System.Globalization;

namespace SsNet.Experiments.Toys;

/// <summary>A column of the figure: how many points are labelled, and how blurred they are.</summary>
/// <param name="Points">Points to train on.</param>
/// <param name="Labelled">How many of them, from the first, are labelled.</param>
/// <param name="Blur">γ: the standard deviation of the noise along either axis.</param>
public sealed record ToySetting(int Points, int Labelled, double Blur)
{
    /// <summary>How many points are not labelled.</summary>
    public int Unlabelled => Points - Labelled;

    /// <summary>The setting for the reader, such as 20 of 400 labelled, γ = 0.1.</summary>
    public string Title => string.Create(CultureInfo.InvariantCulture, $"{(Unlabelled == 0 ? $"all {Points}" : $"{Labelled} of {Points}")} labelled, γ = {Blur}");
}
