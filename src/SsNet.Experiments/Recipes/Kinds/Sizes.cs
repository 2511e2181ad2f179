using System.Collections.Immutable;
using System.Globalization;

namespace SsNet.Experiments.Recipes.Kinds;

/// <summary>Voxels along each axis: of three axes, or of two or three.</summary>
internal sealed class Sizes(int minimum, int fewestAxes) : SettingKind<ImmutableArray<int>>
{
    private const int MostAxes = 3;

    public override string Allowed =>
        $"{(fewestAxes < MostAxes ? "two or three" : "three")} whole numbers of at least {minimum}, [{minimum}, {minimum}, {minimum}] in TOML and {minimum},{minimum},{minimum} on the command line";

    public override string Placeholder => fewestAxes < MostAxes ? "N,N[,N]" : "N,N,N";

    public override string ToToml(ImmutableArray<int> value) =>
        $"[{string.Join(", ", value.Select(number => number.ToString(CultureInfo.InvariantCulture)))}]";

    public override bool TryRead(object toml, out ImmutableArray<int> value)
    {
        value = [];
        if (toml is not object[] items || items.Length < fewestAxes || items.Length > MostAxes) return false;
        if (!items.All(item => item is long number && number >= minimum && number <= int.MaxValue)) return false;
        value = [.. items.Select(item => (int)(long)item)];
        return true;
    }

    public override object? FromCommandLine(string text)
    {
        var items = new List<object>();
        foreach (string part in text.Split(',', 'x'))
        {
            if (!long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)) return null;
            items.Add(number);
        }

        return items.ToArray();
    }
}
