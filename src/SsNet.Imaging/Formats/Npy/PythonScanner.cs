using System.Globalization;

namespace SsNet.Imaging.Formats.Npy;

/// <summary>Reads the few Python literals that a header is made of; nothing is ever evaluated.</summary>
/// <param name="text">The text.</param>
internal ref struct PythonScanner(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> rest = text.Trim();

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsAtEnd => rest.IsEmpty;

    /// <summary>Whether a character comes next.</summary>
    /// <param name="mark">The character.</param>
    public readonly bool IsAt(char mark) => rest.StartsWith([mark]);

    /// <summary>Takes a character if it comes next.</summary>
    /// <param name="mark">The character.</param>
    public bool TryTake(char mark)
    {
        if (!IsAt(mark)) return false;
        rest = rest[1..].TrimStart();
        return true;
    }

    /// <summary>Takes a character.</summary>
    /// <param name="mark">The character.</param>
    /// <exception cref="FormatException">Another comes next.</exception>
    public void Take(char mark)
    {
        if (!TryTake(mark)) throw new FormatException($"there is no '{mark}' where one belongs");
    }

    /// <summary>Takes a string in single or double quotes; escapes have no use here and are refused.</summary>
    /// <exception cref="FormatException">Something else comes next.</exception>
    public string String()
    {
        char quote = rest.IsEmpty ? ' ' : rest[0];
        int end = quote is '\'' or '"' ? rest[1..].IndexOf(quote) : -1;
        if (end < 0 || rest[1..(end + 1)].Contains('\\')) throw new FormatException("there is no string where one belongs");
        string value = rest[1..(end + 1)].ToString();
        rest = rest[(end + 2)..].TrimStart();
        return value;
    }

    /// <summary>Takes True or False.</summary>
    /// <exception cref="FormatException">Something else comes next.</exception>
    public bool Boolean()
    {
        bool value = rest.StartsWith("True");
        if (!value && !rest.StartsWith("False")) throw new FormatException("there is neither True nor False where one belongs");
        rest = rest[(value ? 4 : 5)..].TrimStart();
        return value;
    }

    /// <summary>Takes a tuple of whole numbers such as (3, 4) or (3,).</summary>
    /// <exception cref="FormatException">Something else comes next, or a number is too large for 64 bits.</exception>
    public long[] Tuple()
    {
        var values = new List<long>();
        Take('(');
        while (!TryTake(')'))
        {
            values.Add(Whole());
            if (TryTake(',')) continue;
            Take(')');
            break;
        }

        return [.. values];
    }

    private long Whole()
    {
        int digits = rest.IndexOfAnyExceptInRange('0', '9');
        if (digits < 0) digits = rest.Length;
        if (!long.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out long value)) throw new FormatException("there is no size where one belongs");
        // Python 2 wrote long integers as 3L.
        if (digits < rest.Length && rest[digits] == 'L') digits++;
        rest = rest[digits..].TrimStart();
        return value;
    }
}
