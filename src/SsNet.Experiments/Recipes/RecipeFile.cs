using SsNet.Imaging;

namespace SsNet.Experiments.Recipes;

/// <summary>
/// Recipes in TOML, which state only what differs from the defaults or, with <c>base = "name"</c> at the top, from another recipe.
/// A few are shipped with the program and known by name.
/// </summary>
public static class RecipeFile
{
    private static readonly ShippedFiles Shipped = new("recipes");

    /// <summary>Names of the recipes that are shipped.</summary>
    public static IReadOnlyList<string> Names => Shipped.Names;

    /// <summary>Reads a recipe.</summary>
    /// <param name="nameOrPath">The name of a shipped recipe, or a file.</param>
    /// <exception cref="ReportedException">There is no such recipe, or something in it is not allowed; the message names file and line.</exception>
    public static Recipe Load(string nameOrPath)
    {
        var recipe = new Recipe();
        Apply(nameOrPath, recipe, []);
        return recipe;
    }

    /// <summary>Reads a recipe from its text, which names no base.</summary>
    /// <param name="origin">Where it is from, for messages.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ReportedException">Something in it is not allowed; the message names origin and line.</exception>
    internal static Recipe Parse(string origin, string text)
    {
        var recipe = new Recipe();
        new RecipeToml(origin, text).ApplyTo(recipe);
        return recipe;
    }

    private static void Apply(string nameOrPath, Recipe recipe, List<string> descendants)
    {
        var (origin, folder, text) = Find(nameOrPath);
        if (descendants.Contains(origin))
        {
            throw new ReportedException($"{origin}: is its own base ({string.Join(" ← ", [.. descendants, origin])}); remove one 'base'.");
        }

        var toml = new RecipeToml(origin, text);
        if (toml.Base is { } name)
        {
            // A shipped name means the shipped recipe everywhere; any other base is found from the file that names it.
            string found = Names.Contains(name) || folder is null ? name : Path.GetFullPath(name, folder);
            Apply(found, recipe, [.. descendants, origin]);
        }

        toml.ApplyTo(recipe);
    }

    private static (string Origin, string? Folder, string Text) Find(string nameOrPath)
    {
        if (Names.Contains(nameOrPath)) return ($"recipe {nameOrPath}", null, Shipped.Read(nameOrPath));
        if (!File.Exists(nameOrPath))
        {
            throw new ReportedException(
                $"There is no recipe '{nameOrPath}', neither a file nor a name.{NearestName.Hint(nameOrPath, Names)} Known names: {string.Join(", ", Names)}.");
        }

        try
        {
            return (nameOrPath, Path.GetDirectoryName(Path.GetFullPath(nameOrPath)), File.ReadAllText(nameOrPath));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReportedException($"{nameOrPath}: cannot be read ({e.Message.TrimEnd('.')}); check the file and its permissions.", e);
        }
    }
}
