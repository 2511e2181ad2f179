using System.Globalization;

namespace SsNet.Experiments.Recipes.Kinds;

/// <summary>Finite numbers of a least size, and below a bound where there is one.</summary>
internal sealed class RealNumber(double minimum, double below = double.PositiveInfinity) : SettingKind<double>
{
    public override string Allowed => double.IsFinite(below)
        ? string.Create(CultureInfo.InvariantCulture, $"a number of at least {minimum} and below {below}")
        : string.Create(CultureInfo.InvariantCulture, $"a number of at least {minimum}");

    public override string Placeholder => "X";

    public override string ToToml(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        // TOML tells floats from integers by their look.
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    public override bool TryRead(object toml, out double value)
    {
        value = toml switch { double number => number, long number => number, _ => double.NaN };
        return value >= minimum && value < below;
    }

    public override object? FromCommandLine(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
