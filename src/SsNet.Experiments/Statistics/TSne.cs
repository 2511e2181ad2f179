namespace SsNet.Experiments.Statistics;

/// <summary>
/// t-SNE (van der Maaten and Hinton 2008): points of many dimensions laid out in the plane so that neighbours stay neighbours. Exact: every pair of points counts, which takes
/// n² steps of time and memory (fit for some thousand points). It starts from the first two principal components and draws no random numbers: the same points give the same
/// picture on any number of threads.
/// </summary>
public static class TSne
{
    private const double FirstDeviation = 1e-4;
    private const double LeastGain = 0.01;
    private const double LeastLearningRate = 50;

    /// <summary>Lays points out.</summary>
    /// <param name="rows">[n, dimensions].</param>
    /// <param name="options">How; null for the usual values.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <exception cref="ArgumentException">A number is not finite, or perplexity or the number of steps is not positive.</exception>
    public static TSneResult Embed(double[,] rows, TSneOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new TSneOptions();
        if (options.Perplexity <= 0 || options.Iterations < 1) throw new ArgumentException("Perplexity and the number of steps must be positive.", nameof(options));
        foreach (double value in rows)
        {
            if (!double.IsFinite(value)) throw new ArgumentException("All numbers must be finite.", nameof(rows));
        }

        int n = rows.GetLength(0);
        if (n < 2) return new TSneResult(new double[n, 2], 0);
        double[,] affinities = Affinities(rows, options.Perplexity);
        // By axis, as the sums over all points want them.
        double[][] places = Start(rows), speeds = [new double[n], new double[n]], gains = [Ones(n), Ones(n)];
        double rate = Math.Max(n / options.Exaggeration / 4, LeastLearningRate);
        for (int iteration = 0; iteration < options.Iterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            bool early = iteration < options.ExaggeratedIterations;
            double[][] gradient = Gradient(affinities, places, early ? options.Exaggeration : 1);
            double momentum = early ? options.FirstMomentum : options.Momentum;
            for (int axis = 0; axis < 2; axis++) Move(places[axis], speeds[axis], gains[axis], gradient[axis], momentum, rate);
        }

        var positions = new double[n, 2];
        for (int i = 0; i < n; i++) (positions[i, 0], positions[i, 1]) = (places[0][i], places[1][i]);
        return new TSneResult(positions, Divergence(affinities, places));
    }

    /// <summary>
    /// p_ij = (p_j|i + p_i|j) / 2n, where p_j|i falls off with the distance as a Gaussian that is as wide as the perplexity asks; the sum over all pairs is 1 (their equations 1 and section 3.1).
    /// </summary>
    internal static double[,] Affinities(double[,] rows, double perplexity)
    {
        int n = rows.GetLength(0);
        double[,] squares = SquaredDistances(rows);
        double entropy = Math.Log(Math.Max(1, Math.Min(perplexity, (n - 1) / 3.0)));
        var conditional = new double[n, n];
        Parallel.For(0, n, i => FillConditional(squares, conditional, i, entropy));
        var affinities = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++) affinities[i, j] = (conditional[i, j] + conditional[j, i]) / (2 * n);
        }

        return affinities;
    }

    /// <summary>
    /// The gradient of the divergence, 4 Σ_j (p_ij − q_ij) w_ij (y_i − y_j) with w_ij = 1 / (1 + |y_i − y_j|²) and q_ij = w_ij / Σ w (their equation 5); attraction, the first
    /// of the two sums, is taken a number of times.
    /// </summary>
    internal static double[][] Gradient(double[,] affinities, double[][] places, double exaggeration)
    {
        int n = places[0].Length;
        double[] xs = places[0], ys = places[1];
        var weights = new double[n];
        double[][] attraction = [new double[n], new double[n]], repulsion = [new double[n], new double[n]];
        // Every point sums up its own pairs in their order, so that the result does not depend on the threads.
        Parallel.For(0, n, i =>
        {
            double x = xs[i], y = ys[i], weight = 0, pullX = 0, pullY = 0, pushX = 0, pushY = 0;
            for (int j = 0; j < n; j++)
            {
                if (j == i) continue;
                double towardsX = x - xs[j], towardsY = y - ys[j];
                double w = 1 / (1 + towardsX * towardsX + towardsY * towardsY), p = affinities[i, j];
                weight += w;
                pullX += p * w * towardsX;
                pullY += p * w * towardsY;
                pushX += w * w * towardsX;
                pushY += w * w * towardsY;
            }

            weights[i] = weight;
            (attraction[0][i], attraction[1][i], repulsion[0][i], repulsion[1][i]) = (pullX, pullY, pushX, pushY);
        });

        double all = weights.Sum();
        return [.. attraction.Zip(repulsion, (pull, push) => pull.Zip(push, (attracted, repelled) => 4 * (exaggeration * attracted - repelled / all)).ToArray())];
    }

    /// <summary>Σ_ij p_ij log (p_ij / q_ij), in nats (their equation 2, summed over pairs).</summary>
    internal static double Divergence(double[,] affinities, double[][] places)
    {
        int n = places[0].Length;
        double weights = 0, cost = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                if (j == i) continue;
                double x = places[0][i] - places[0][j], y = places[1][i] - places[1][j], w = 1 / (1 + x * x + y * y), p = affinities[i, j];
                weights += w;
                if (p > 0) cost += p * Math.Log(p / w);
            }
        }

        // The affinities sum up to 1, so that the logarithm of the sum of the weights comes once.
        return cost + Math.Log(weights);
    }

    // Momentum, and a gain per coordinate that grows while the sign stays and shrinks when it changes (Jacobs 1988); the picture keeps its middle.
    private static void Move(double[] places, double[] speeds, double[] gains, double[] gradient, double momentum, double rate)
    {
        for (int i = 0; i < places.Length; i++)
        {
            bool turns = gradient[i] > 0 == speeds[i] > 0;
            gains[i] = Math.Max(LeastGain, turns ? gains[i] * 0.8 : gains[i] + 0.2);
            speeds[i] = momentum * speeds[i] - rate * gains[i] * gradient[i];
            places[i] += speeds[i];
        }

        double mean = places.Average();
        for (int i = 0; i < places.Length; i++) places[i] -= mean;
    }

    private static double[][] Start(double[,] rows)
    {
        const double GoldenRatio = 1.618033988749895, Jitter = 1e-3;
        int n = rows.GetLength(0);
        double[,] components = PrincipalComponents.Project(rows, 2);
        double deviation = Math.Sqrt(Enumerable.Range(0, n).Sum(i => components[i, 0] * components[i, 0]) / n);
        double scale = deviation > 0 ? FirstDeviation / deviation : 0;

        // Points of one place, or on a line, would never leave it: each is moved a little, all in different ways.
        double Moved(int i, int axis) => FirstDeviation * Jitter * (((i + 1) * (axis + 1) * GoldenRatio % 1) - 0.5);
        return [.. Enumerable.Range(0, 2).Select(axis => Enumerable.Range(0, n).Select(i => scale * components[i, axis] + Moved(i, axis)).ToArray())];
    }

    private static void FillConditional(double[,] squares, double[,] conditional, int i, double entropy)
    {
        const int Halvings = 100;
        const double Tolerance = 1e-10;
        int n = squares.GetLength(0);
        // Distances beyond the nearest alone matter: so the largest exponent is 0.
        double nearest = Enumerable.Range(0, n).Where(j => j != i).Min(j => squares[i, j]);
        double precision = 1, low = 0, high = double.PositiveInfinity;
        for (int step = 0; step < Halvings; step++)
        {
            double sum = 0, weighted = 0;
            for (int j = 0; j < n; j++)
            {
                if (j == i) continue;
                double beyond = squares[i, j] - nearest, value = Math.Exp(-precision * beyond);
                conditional[i, j] = value;
                sum += value;
                weighted += value * beyond;
            }

            for (int j = 0; j < n; j++) conditional[i, j] /= sum;
            double difference = Math.Log(sum) + precision * weighted / sum - entropy;
            if (Math.Abs(difference) < Tolerance) return;
            if (difference > 0) low = precision;
            else high = precision;
            precision = double.IsInfinity(high) ? precision * 2 : (low + high) / 2;
        }
    }

    private static double[,] SquaredDistances(double[,] rows)
    {
        int n = rows.GetLength(0), width = rows.GetLength(1);
        var squares = new double[n, n];
        Parallel.For(0, n, i =>
        {
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < width; k++) squares[i, j] += (rows[i, k] - rows[j, k]) * (rows[i, k] - rows[j, k]);
            }
        });
        return squares;
    }

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];
}
