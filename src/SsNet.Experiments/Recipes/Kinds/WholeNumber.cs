using System.Globalization;

namespace SsNet.Experiments.Recipes.Kinds;

/// <summary>Whole numbers in a range.</summary>
internal sealed class WholeNumber(long minimum, long maximum) : SettingKind<long>
{
    public override string Allowed =>
        maximum == int.MaxValue ? $"a whole number of at least {minimum}" : $"a whole number from {minimum} to {maximum}";

    public override string Placeholder => "N";

    public override string ToToml(long value) => value.ToString(CultureInfo.InvariantCulture);

    public override bool TryRead(object toml, out long value)
    {
        value = toml is long number ? number : 0;
        return toml is long && value >= minimum && value <= maximum;
    }

    public override object? FromCommandLine(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;
}
