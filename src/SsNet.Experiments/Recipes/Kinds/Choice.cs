using System.Diagnostics.CodeAnalysis;

namespace SsNet.Experiments.Recipes.Kinds;

/// <summary>One of a few words.</summary>
/// <typeparam name="T">What the words stand for.</typeparam>
internal sealed class Choice<T>(params (string Word, T Value)[] words) : SettingKind<T>
    where T : struct, Enum
{
    public override string Allowed => words.Length == 1
        ? $"\"{words[0].Word}\""
        : $"{string.Join(", ", words.SkipLast(1).Select(entry => $"\"{entry.Word}\""))} or \"{words[^1].Word}\"";

    public override string Placeholder => string.Join('|', words.Select(entry => entry.Word));

    public override string ToToml(T value) => $"\"{words.First(entry => entry.Value.Equals(value)).Word}\"";

    public override bool TryRead(object toml, [MaybeNullWhen(false)] out T value)
    {
        int index = Array.FindIndex(words, entry => entry.Word.Equals(toml));
        value = index < 0 ? default : words[index].Value;
        return index >= 0;
    }

    public override object? FromCommandLine(string text) => text;
}
