using System.Globalization;
using SsNet.Experiments.Proposing;
using SsNet.Imaging.Preparation;

namespace SsNet.Cli;

/// <summary>The commands that turn a proposal into a trained network.</summary>
internal static class ProposalCommands
{
    /// <summary>The commands in their order.</summary>
    /// <param name="proposal">The proposal.</param>
    /// <param name="data">The folder that was looked at.</param>
    /// <param name="recipe">The recipe's file.</param>
    /// <param name="labels">The file of the classes.</param>
    /// <param name="scanArguments">What was stated of the scans to take.</param>
    /// <param name="hasCard">Whether the machine has a graphics card that can be used.</param>
    public static string[] Of(DataProposal proposal, string data, string recipe, string labels, string scanArguments, bool hasCard)
    {
        string prepared = proposal.Preparation is null ? data : PreparedFolderFor(data);
        string run = Path.Combine("runs", Path.GetFileNameWithoutExtension(recipe));
        string train = $"ssnet train --recipe {ShellText.Quote(recipe)} --data {ShellText.Quote(prepared)} --out {ShellText.Quote(run)}{(hasCard ? " --device cuda" : "")}";
        string predict = $"ssnet predict --run {ShellText.Quote(run)} --input SCAN --output segmented";
        if (proposal.Preparation is not { } preparation) return [train, predict];
        string intensity = preparation.Asked.Intensity is { Kind: IntensityKind.Window } window
            ? string.Create(CultureInfo.InvariantCulture, $" --intensity window --range {window.Low},{window.High}")
            : "";
        return [$"ssnet prepare {ShellText.Quote(data)} --out {ShellText.Quote(prepared)} --labels {ShellText.Quote(labels)}{intensity}{scanArguments}", train, predict];
    }
    /// <summary>A folder beside that of the data set: in it, prepared cases could be taken for scans.</summary>
    private static string PreparedFolderFor(string data)
    {
        string folder = Path.TrimEndingDirectorySeparator(data);
        return $"{(Path.GetFileName(folder) is "." or ".." ? Path.GetFullPath(folder) : folder)}-prepared";
    }
}
