using System.Collections.Immutable;
using System.Globalization;

namespace SsNet.Experiments.Recipes.Kinds;

/// <summary>Voxels along each of three axes.</summary>
internal sealed class Sizes(int minimum) : SettingKind<ImmutableArray<int>>
{
    private const int Axes = 3;

    public override string Allowed =>
        $"three whole numbers of at least {minimum}, [{minimum}, {minimum}, {minimum}] in TOML and {minimum},{minimum},{minimum} on the command line";

    public override string Placeholder => "N,N,N";

    public override string ToToml(ImmutableArray<int> value) =>
        $"[{string.Join(", ", value.Select(number => number.ToString(CultureInfo.InvariantCulture)))}]";

    public override bool TryRead(object toml, out ImmutableArray<int> value)
    {
        value = [];
        if (toml is not object[] { Length: Axes } items) return false;
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
