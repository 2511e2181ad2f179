using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SsNet.Experiments.Recipes.Kinds;

/// <summary>The name of a device.</summary>
internal sealed class DeviceName : SettingKind<ComputingDevice>
{
    private const string Processor = "cpu", Card = "cuda";

    public override string Allowed => "\"cpu\", \"cuda\" or \"cuda:N\" with the number of a graphics card";

    public override string Placeholder => "cpu|cuda|cuda:N";

    public override string ToToml(ComputingDevice value) => $"\"{value}\"";

    public override bool TryRead(object toml, [MaybeNullWhen(false)] out ComputingDevice value)
    {
        int number = 0;
        string text = toml as string ?? "";
        bool isCard = text == Card || (text.StartsWith($"{Card}:", StringComparison.Ordinal) && int.TryParse(text.AsSpan(Card.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out number));
        value = new ComputingDevice(isCard ? number : null);
        return isCard || text == Processor;
    }

    public override object? FromCommandLine(string text) => text;
}
