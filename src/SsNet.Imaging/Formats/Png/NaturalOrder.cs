namespace SsNet.Imaging.Formats.Png;

/// <summary>The order in which people number files: slice2 before slice10.</summary>
internal sealed class NaturalOrder : IComparer<string?>
{
    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x, b = y;
        while (!a.IsEmpty && !b.IsEmpty)
        {
            int order = char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0])
                ? CompareNumbers(Take(ref a, DigitsOf(a)), Take(ref b, DigitsOf(b)))
                : Take(ref a, 1)[0].CompareTo(Take(ref b, 1)[0]);
            if (order != 0) return order;
        }

        // 01 and 1 are the same number, but no two files may have the same place.
        int byLength = a.Length.CompareTo(b.Length);
        return byLength != 0 ? byLength : string.CompareOrdinal(x, y);
    }

    private static int DigitsOf(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? text.Length : end;

    private static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> text, int count)
    {
        var taken = text[..count];
        text = text[count..];
        return taken;
    }

    /// <summary>Numbers of any length, which no integer might hold.</summary>
    private static int CompareNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.TrimStart('0');
        b = b.TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }
}
