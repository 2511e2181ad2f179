using SsNet.Experiments.Recipes;
using SsNet.Imaging;
using Tomlyn.Syntax;

namespace SsNet.Experiments.Sweeps;

/// <summary>The TOML text of a plan, taken apart so that every complaint names its line.</summary>
internal sealed class SweepPlanText
{
    private const string Common = "common";
    private const string OneRecipe = "recipe";
    private const string Override = "overrides";
    private const string OverrideName = "name";
    private const string OverrideRecipes = "recipes";
    private static readonly string[] Splits = ["test", "val", "train"];

    private readonly TomlText toml;
    private readonly string folder;
    private readonly Dictionary<string, RecipeSettings> ofRecipe = [];
    private readonly List<(string Name, string[]? Recipes, RecipeSettings Settings)> overrides = [];

    /// <summary>Parses a text.</summary>
    /// <param name="origin">Where the text comes from, for messages.</param>
    /// <param name="folder">The folder from which files of recipes are found.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ReportedException">Something in it is not allowed.</exception>
    public SweepPlanText(string origin, string folder, string text)
    {
        toml = new TomlText(origin, text);
        this.folder = folder;
        foreach (var entry in toml.Document.KeyValues) ReadKey(entry);
        if (Recipes.Count == 0) throw new ReportedException($"{origin}: names no recipes; begin with a line such as: recipes = [\"phantom-4\", \"phantom-supervised-4\"]");
        foreach (var table in toml.Document.Tables) ReadTable(table);
    }

    /// <summary>Names of the recipes, and what loads them: a shipped name or a file.</summary>
    public List<(string Name, string Source)> Recipes { get; } = [];

    /// <summary>Label counts that replace the recipes' own; null for those.</summary>
    public IReadOnlyList<long>? Labelled { get; private set; }

    /// <summary>Seeds that replace the recipes' own; null for those.</summary>
    public IReadOnlyList<long>? Seeds { get; private set; }

    /// <summary>What is evaluated after training.</summary>
    public string Split { get; private set; } = Splits[0];

    /// <summary>What changes in all recipes.</summary>
    public RecipeSettings ForAll { get; private set; } = RecipeSettings.None;

    /// <summary>What changes in one recipe.</summary>
    /// <param name="name">The recipe.</param>
    public RecipeSettings ForRecipe(string name) => ofRecipe.GetValueOrDefault(name, RecipeSettings.None);

    /// <summary>The axis of overrides of a recipe; one without a name that changes nothing where the plan has none for it.</summary>
    /// <param name="name">The recipe.</param>
    public IReadOnlyList<(string? Name, RecipeSettings Settings)> OverridesOf(string name)
    {
        (string?, RecipeSettings)[] own = [.. overrides.Where(element => element.Recipes?.Contains(name) ?? true).Select(element => (element.Name, element.Settings))];
        return own.Length == 0 ? [(null, RecipeSettings.None)] : own;
    }

    private void ReadKey(KeyValueSyntax entry)
    {
        string name = TomlText.NameOf(entry.Key!);
        switch (name)
        {
            case "recipes":
                foreach (object element in ListOf(entry, "names or files of recipes in quotes", value => value is string)) AddRecipe(entry, (string)element);
                break;
            case "labelled":
                Labelled = [.. Axis(entry, "labelled")];
                break;
            case "seeds":
                Seeds = [.. Axis(entry, "seed")];
                break;
            case "split":
                Split = TomlText.ValueOf(entry.Value!) is string split && Splits.Contains(split)
                    ? split
                    : throw Refused(entry, $"\"{string.Join("\", \"", Splits[..^1])}\" or \"{Splits[^1]}\"");
                break;
            default:
                string advice = RecipeKeys.All.Any(key => key.Name == name)
                    ? $" Settings of all recipes belong into [{Common}]."
                    : NearestName.Hint(name, ["recipes", "labelled", "seeds", "split"]);
                throw toml.Failure(entry.Span, $"there is no key '{name}' before the first section.{advice}");
        }
    }

    private void ReadTable(TableSyntaxBase table)
    {
        string[] name = TomlText.PartsOf(table.Name!);
        if (table is TableArraySyntax && name is [Override]) AddOverride(table);
        else if (table is TableSyntax && name is [Common]) ForAll = SettingsOf(table, table.Items);
        else if (table is TableSyntax && name is [OneRecipe, var recipe]) ofRecipe.Add(Known(table, recipe), SettingsOf(table, table.Items));
        else
        {
            string written = string.Join('.', name);
            string advice = written == Override ? $" Write it with two brackets: [[{Override}]]." : NearestName.Hint(written, [Common, Override, .. Recipes.Select(known => $"{OneRecipe}.{known.Name}")]);
            throw toml.Failure(table.Span, $"there is no section [{written}].{advice} Sections: [{Common}], [{OneRecipe}.NAME], [[{Override}]].");
        }
    }

    private void AddRecipe(KeyValueSyntax entry, string written)
    {
        bool shipped = RecipeFile.Names.Contains(written);
        string source = shipped ? written : Path.GetFullPath(written, folder);
        if (!shipped && !File.Exists(source))
        {
            throw toml.Failure(entry.Span, $"there is no recipe '{written}', neither a shipped one nor a file beside the plan.{NearestName.Hint(written, RecipeFile.Names)} Shipped: {string.Join(", ", RecipeFile.Names)}.");
        }

        string name = shipped ? written : PartOfName(entry, Path.GetFileNameWithoutExtension(source));
        if (Recipes.Exists(known => known.Name == name)) throw toml.Failure(entry.Span, $"two recipes are called '{name}'; remove one, or rename its file.");
        Recipes.Add((name, source));
    }

    private void AddOverride(TableSyntaxBase table)
    {
        var named = table.Items.FirstOrDefault(entry => TomlText.NameOf(entry.Key!) == OverrideName)
            ?? throw toml.Failure(table.Span, $"an element of [[{Override}]] needs a '{OverrideName}', which the folders of its runs bear.");
        string name = PartOfName(named, TomlText.ValueOf(named.Value!) as string ?? throw Refused(named, "a word in quotes"));
        if (overrides.Exists(known => known.Name == name)) throw toml.Failure(named.Span, $"two elements of [[{Override}]] are called '{name}'; rename one.");
        var restricted = table.Items.FirstOrDefault(entry => TomlText.NameOf(entry.Key!) == OverrideRecipes);
        string[]? recipes = restricted is null
            ? null
            : [.. ListOf(restricted, "recipes that the plan names", value => value is string name && Recipes.Exists(known => known.Name == name)).Cast<string>()];
        overrides.Add((name, recipes, SettingsOf(table, table.Items.Where(entry => entry != named && entry != restricted))));
    }

    private RecipeSettings SettingsOf(TableSyntaxBase table, IEnumerable<KeyValueSyntax> entries)
    {
        var scratch = new Recipe();
        var settings = new List<(RecipeKey, object)>();
        foreach (var entry in entries)
        {
            string name = TomlText.NameOf(entry.Key!);
            var key = RecipeKeys.All.FirstOrDefault(key => key.Name == name)
                ?? throw toml.Failure(entry.Span, $"there is no setting '{name}' of a recipe, for [{string.Join('.', TomlText.PartsOf(table.Name!))}].{NearestName.Hint(name, RecipeKeys.All.Select(key => key.Name))}");
            if ((name == "labelled" && Labelled is not null) || (name == "seed" && Seeds is not null))
            {
                throw toml.Failure(entry.Span, $"'{name}' is set by the list before the first section already; remove one of the two.");
            }

            settings.Add((key, toml.Set(entry, key, scratch)));
        }

        return new RecipeSettings(settings);
    }

    private string Known(TableSyntaxBase table, string recipe) => Recipes.Exists(known => known.Name == recipe)
        ? recipe
        : throw toml.Failure(table.Span, $"[{OneRecipe}.{recipe}] is for a recipe that the plan does not name.{NearestName.Hint(recipe, Recipes.Select(known => known.Name))}");

    private IEnumerable<long> Axis(KeyValueSyntax entry, string setting)
    {
        var key = RecipeKeys.All.First(key => key.Name == setting);
        var scratch = new Recipe();
        return ListOf(entry, $"{key.Allowed}, each", value => key.TrySet(scratch, value)).Cast<long>();
    }

    private object[] ListOf(KeyValueSyntax entry, string allowed, Func<object, bool> isAllowed)
    {
        if (TomlText.ValueOf(entry.Value!) is object[] { Length: > 0 } list && list.All(isAllowed)) return list;
        throw Refused(entry, $"a list in brackets of {allowed}");
    }

    // A name becomes part of a folder's.
    private string PartOfName(KeyValueSyntax entry, string name) => name.Length > 0 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') && name[0] != '.'
        ? name
        : throw toml.Failure(entry.Span, $"the name '{name}' cannot be part of a folder's; use letters, digits, '-', '_' and '.'.");

    private ReportedException Refused(KeyValueSyntax entry, string allowed) =>
        toml.Failure(entry.Span, $"'{TomlText.NameOf(entry.Key!)}' must be {allowed}, not {entry.Value!.ToString().Trim()}.");
}
