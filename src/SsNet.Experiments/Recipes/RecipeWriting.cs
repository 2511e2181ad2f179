using System.Text;

namespace SsNet.Experiments.Recipes;

/// <summary>The recipe as a file.</summary>
public sealed partial class Recipe
{
    /// <summary>All settings as TOML, each with its description; <see cref="RecipeFile.Load"/> reads it back.</summary>
    public string ToToml()
    {
        var text = new StringBuilder();
        foreach (var section in RecipeKeys.All.GroupBy(key => key.Section))
        {
            if (text.Length > 0) text.Append('\n');
            text.Append('[').Append(section.Key).Append("]\n");
            foreach (var key in section)
            {
                text.Append("# ").Append(key.Description).Append(".\n");
                text.Append(key.Name).Append(" = ").Append(key.ToToml(this)).Append('\n');
            }
        }

        return text.ToString();
    }
}
