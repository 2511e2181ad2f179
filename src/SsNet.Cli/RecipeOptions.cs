using System.CommandLine;
using SsNet.Experiments.Recipes;

namespace SsNet.Cli;

/// <summary>Settings of a recipe as options, so that the command line can change any.</summary>
internal sealed class RecipeOptions
{
    private const int DescriptionColumn = 44;
    private const int Width = 120;

    private readonly (RecipeKey Key, Option<string> Option)[] options;

    /// <summary>Adds options to a verb.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="keys">The settings.</param>
    public RecipeOptions(Command command, IEnumerable<RecipeKey> keys)
    {
        options = [.. keys.Select(key => (key, OptionOf(key)))];
        foreach (var (_, option) in options) command.Add(option);
    }

    /// <summary>The settings that may change when a trained network is applied.</summary>
    public static IEnumerable<RecipeKey> OfPrediction => RecipeKeys.All.Where(key => key.Section == "prediction" || key.Name is "threads" or "device" or "precision" or "tf32");

    /// <summary>Changes what the command line states.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="parse">The command line.</param>
    public void ApplyTo(Recipe recipe, ParseResult parse)
    {
        foreach (var (key, option) in options)
        {
            if (parse.GetValue(option) is { } text) key.SetFromCommandLine(recipe, text);
        }
    }

    /// <summary>Whether the command line states a setting.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="name">The name of the setting.</param>
    public bool States(ParseResult parse, string name) => options.Any(entry => entry.Key.Name == name && parse.GetValue(entry.Option) is not null);

    /// <summary>Lists the settings by section.</summary>
    /// <param name="output">Where the list goes.</param>
    public void WriteHelp(TextWriter output)
    {
        output.WriteLine("Settings (each changes one line of the recipe):");
        foreach (var section in options.Select(entry => entry.Key).GroupBy(key => key.Section))
        {
            output.WriteLine($"  [{section.Key}]");
            foreach (var key in section)
            {
                string gap = Environment.NewLine + new string(' ', DescriptionColumn);
                string usage = $"    --{key.Name} <{key.Placeholder}>";
                // A usage that reaches into the column of the descriptions has a line of its own.
                string start = usage.Length < DescriptionColumn ? usage.PadRight(DescriptionColumn) : usage + gap;
                output.WriteLine(start + string.Join(gap, Wrap(key.Description)));
            }
        }

        output.WriteLine();
    }

    private static Option<string> OptionOf(RecipeKey key)
    {
        // Hidden from the plain list, since the help shows the settings by section.
        var option = new Option<string>($"--{key.Name}") { HelpName = key.Placeholder, Description = key.Description, Hidden = true };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 0) return;
            try
            {
                key.SetFromCommandLine(new Recipe(), result.Tokens[^1].Value);
            }
            catch (Imaging.ReportedException e)
            {
                result.AddError(e.Message);
            }
        });
        return option;
    }

    private static IEnumerable<string> Wrap(string text)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && DescriptionColumn + line.Length + 1 + word.Length > Width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
