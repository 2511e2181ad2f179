namespace SsNet.Experiments.Recipes;

/// <summary>Finds what somebody who mistyped a name probably meant.</summary>
public static class NearestName
{
    /// <summary>The known name that takes the fewest edits (Levenshtein 1966) to reach; null when none is near.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="known">The names there are.</param>
    public static string? To(string name, IEnumerable<string> known)
    {
        var nearest = known.Select(candidate => (Name: candidate, Edits: Edits(name, candidate))).OrderBy(entry => entry.Edits).FirstOrDefault();
        return nearest.Name is not null && nearest.Edits <= Math.Max(2, name.Length / 3) ? nearest.Name : null;
    }

    /// <summary>An addition to an error message: the nearest name as a question, or nothing.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="known">The names there are.</param>
    public static string Hint(string name, IEnumerable<string> known) => To(name, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    private static int Edits(string from, string to)
    {
        int[] previous = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int[] current = new int[to.Length + 1];
            current[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
