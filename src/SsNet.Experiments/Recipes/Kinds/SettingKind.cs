using System.Diagnostics.CodeAnalysis;

namespace SsNet.Experiments.Recipes.Kinds;

/// <summary>What values a setting may have, and how they are written in TOML and on the command line.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal abstract class SettingKind<T>
{
    /// <summary>What is allowed, to follow "must be": <c>a whole number of at least 1</c>.</summary>
    public abstract string Allowed { get; }

    /// <summary>A short form for usage texts: <c>N</c>, <c>la|phantom</c>.</summary>
    public abstract string Placeholder { get; }

    /// <summary>The value in TOML.</summary>
    /// <param name="value">The value.</param>
    public abstract string ToToml(T value);

    /// <summary>Takes a value from TOML: long, double, bool, string or an array of those as object[].</summary>
    /// <param name="toml">The TOML value.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether it is of this kind and allowed.</returns>
    public abstract bool TryRead(object toml, [MaybeNullWhen(false)] out T value);

    /// <summary>Turns a word of the command line into what TOML would hold; null when it cannot be any.</summary>
    /// <param name="text">The word.</param>
    public abstract object? FromCommandLine(string text);
}
