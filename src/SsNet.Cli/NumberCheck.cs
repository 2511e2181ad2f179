using System.CommandLine;
using System.Globalization;

namespace SsNet.Cli;

/// <summary>Refuses values of options that are no number or not one of those that are allowed.</summary>
internal static class NumberCheck
{
    /// <summary>Adds the check to an option.</summary>
    /// <param name="option">The option.</param>
    /// <param name="isAllowed">Whether a number is allowed.</param>
    /// <param name="allowed">What is allowed, to follow "must be".</param>
    public static void Add(Option option, Func<double, bool> isAllowed, string allowed) => option.Validators.Add(result =>
    {
        foreach (var token in result.Tokens)
        {
            if (double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && isAllowed(value)) continue;
            result.AddError($"{option.Name}: must be {allowed}, not '{token.Value}'");
        }
    });

    /// <summary>Adds the check for a number of things.</summary>
    /// <param name="option">The option.</param>
    /// <param name="atLeast">How many at least.</param>
    /// <param name="atMost">How many at most.</param>
    public static void AddCount(Option option, int atLeast, int atMost = int.MaxValue) => Add(
        option,
        value => value >= atLeast && value <= atMost && value == Math.Floor(value),
        atMost == int.MaxValue ? $"a whole number of at least {atLeast}" : $"a whole number from {atLeast} to {atMost}");
}
