namespace SsNet.Experiments.Recipes.Kinds;

/// <summary>True or false.</summary>
internal sealed class Switch : SettingKind<bool>
{
    public override string Allowed => "true or false";

    public override string Placeholder => "true|false";

    public override string ToToml(bool value) => value ? "true" : "false";

    public override bool TryRead(object toml, out bool value)
    {
        value = toml is true;
        return toml is bool;
    }

    public override object? FromCommandLine(string text) => bool.TryParse(text, out bool value) ? value : null;
}
