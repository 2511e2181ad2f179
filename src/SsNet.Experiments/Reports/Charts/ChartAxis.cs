using System.Globalization;

namespace SsNet.Experiments.Reports.Charts;

/// <summary>An axis whose marks are round numbers.</summary>
/// <param name="Low">The number at its start.</param>
/// <param name="High">The number at its end, above the other.</param>
/// <param name="Marks">Where it is marked, in order.</param>
internal sealed record ChartAxis(double Low, double High, IReadOnlyList<ChartMark> Marks)
{
    /// <summary>An axis that holds values.</summary>
    /// <param name="values">The values; those that are not finite are left out.</param>
    /// <param name="marks">About how many marks it has.</param>
    /// <param name="isTight">Whether it ends at the outermost values rather than at marks.</param>
    public static ChartAxis Around(IEnumerable<double> values, int marks, bool isTight = false)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        double low = finite.Length == 0 ? 0 : finite.Min(), high = finite.Length == 0 ? 1 : finite.Max();
        // Shares and losses are read against 0 unless they lie far above it.
        if (!isTight && low > 0 && low < 0.6 * high) low = 0;
        // A constant has room above and below.
        if (high - low <= 1e-12 * Math.Max(Math.Abs(high), Math.Abs(low))) (low, high) = low == 0 ? (0, 1) : (low - 0.5 * Math.Abs(low), high + 0.5 * Math.Abs(high));

        double step = RoundStep((high - low) / marks);
        // The slack keeps 0.30000000000000004 from asking for a further mark.
        long first = (long)(isTight ? Math.Ceiling(low / step - 1e-6) : Math.Floor(low / step + 1e-6));
        long last = (long)(isTight ? Math.Floor(high / step + 1e-6) : Math.Ceiling(high / step - 1e-6));
        return new ChartAxis(
            isTight ? low : first * step,
            isTight ? high : last * step,
            [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => new ChartMark((first + i) * step, Text((first + i) * step, step)))]);
    }

    /// <summary>Where a value lies between two places.</summary>
    /// <param name="value">The value.</param>
    /// <param name="start">The place of the axis' start.</param>
    /// <param name="end">The place of its end.</param>
    public double Place(double value, double start, double end) => start + (value - Low) / (High - Low) * (end - start);

    /// <summary>Of 1, 2 and 5 times a power of ten the one that is nearest to a step.</summary>
    private static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        double factor = step / power;
        return power * (factor < 1.5 ? 1 : factor < 3.5 ? 2 : factor < 7.5 ? 5 : 10);
    }

    private static string Text(double value, double step)
    {
        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        if (decimals > 4) return value == 0 ? "0" : value.ToString("0.#e0", CultureInfo.InvariantCulture);
        return value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }
}

/// <summary>A mark of an axis.</summary>
/// <param name="Value">Where it is.</param>
/// <param name="Text">Its number.</param>
internal sealed record ChartMark(double Value, string Text);
