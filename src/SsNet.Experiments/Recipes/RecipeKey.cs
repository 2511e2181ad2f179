using SsNet.Experiments.Recipes.Kinds;
using SsNet.Imaging;

namespace SsNet.Experiments.Recipes;

/// <summary>A setting of a recipe: a key in a section of its TOML file, and an option of the command line.</summary>
public abstract class RecipeKey
{
    private protected RecipeKey(string section, string name, string description)
    {
        Section = section;
        Name = name;
        Description = description;
    }

    /// <summary>The section of the TOML file.</summary>
    public string Section { get; }

    /// <summary>The name, which no other section uses.</summary>
    public string Name { get; }

    /// <summary>What it means; one sentence without a full stop.</summary>
    public string Description { get; }

    /// <summary>What is allowed, to follow "must be": <c>a whole number of at least 1</c>.</summary>
    public abstract string Allowed { get; }

    /// <summary>A short form of what is allowed, for usage texts: <c>N</c>, <c>la|phantom</c>.</summary>
    public abstract string Placeholder { get; }

    /// <summary>The value in a recipe, as TOML.</summary>
    /// <param name="recipe">The recipe.</param>
    public abstract string ToToml(Recipe recipe);

    /// <summary>Changes a recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="toml">A TOML value: long, double, bool, string or an array of those as object[].</param>
    /// <returns>Whether the value is allowed; if not, the recipe stays as it is.</returns>
    internal abstract bool TrySet(Recipe recipe, object toml);

    /// <summary>Changes a recipe as the command line asks.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="text">The value as one word.</param>
    /// <exception cref="ReportedException">The value is not allowed.</exception>
    public void SetFromCommandLine(Recipe recipe, string text)
    {
        if (FromCommandLine(text) is not { } value || !TrySet(recipe, value))
        {
            throw new ReportedException($"--{Name}: must be {Allowed}, not '{text}'.");
        }
    }

    private protected abstract object? FromCommandLine(string text);
}

/// <summary>A setting with values of one kind.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal sealed class RecipeKey<T>(
    string section, string name, string description, SettingKind<T> kind, Func<Recipe, T> get, Action<Recipe, T> set)
    : RecipeKey(section, name, description)
{
    public override string Allowed => kind.Allowed;

    public override string Placeholder => kind.Placeholder;

    public override string ToToml(Recipe recipe) => kind.ToToml(get(recipe));

    internal override bool TrySet(Recipe recipe, object toml)
    {
        if (!kind.TryRead(toml, out var value)) return false;
        set(recipe, value);
        return true;
    }

    private protected override object? FromCommandLine(string text) => kind.FromCommandLine(text);
}
