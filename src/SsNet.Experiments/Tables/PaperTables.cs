using SsNet.Experiments.Recipes;
using SsNet.Losses;

namespace SsNet.Experiments.Tables;

/// <summary>The numbers of the paper (Wu et al. 2022): table 1 (left atrium), table 2 (ACDC) and table 3 (what each loss brings, left atrium).</summary>
public static class PaperTables
{
    private const string SegmentationOnly = "segmentation only";
    private const string SmoothnessByDivergence = "smoothness with KL";
    private const string SmoothnessOnly = "smoothness";
    private const string SeparationOnly = "separation";
    private const string SsNet = "SS-Net";

    private static readonly Dictionary<(string Method, int Labelled), PaperRow> LeftAtrium = new()
    {
        [("Supervised", 4)] = new(52.55, 39.60, 47.05, 9.87, 9.44, 47.02),
        [("Supervised", 8)] = new(82.74, 71.72, 13.35, 3.26, 9.44, 47.02),
        [("Supervised", 80)] = new(91.47, 84.36, 5.48, 1.51, 9.44, 47.02),
        [("UA-MT", 4)] = new(82.26, 70.98, 13.71, 3.82, 9.44, 47.02),
        [("SASSNet", 4)] = new(81.60, 69.63, 16.16, 3.58, 9.44, 47.05),
        [("DTC", 4)] = new(81.25, 69.33, 14.90, 3.99, 9.44, 47.05),
        [("URPC", 4)] = new(82.48, 71.35, 14.65, 3.65, 5.88, 69.43),
        [("MC-Net", 4)] = new(83.59, 72.36, 14.07, 2.70, 12.35, 95.15),
        [(SsNet, 4)] = new(86.33, 76.15, 9.97, 2.31, 9.46, 47.17),
        [("UA-MT", 8)] = new(87.79, 78.39, 8.68, 2.12, 9.44, 47.02),
        [("SASSNet", 8)] = new(87.54, 78.05, 9.84, 2.59, 9.44, 47.05),
        [("DTC", 8)] = new(87.51, 78.17, 8.23, 2.36, 9.44, 47.05),
        [("URPC", 8)] = new(86.92, 77.03, 11.13, 2.28, 5.88, 69.43),
        [("MC-Net", 8)] = new(87.62, 78.25, 10.03, 1.82, 12.35, 95.15),
        [(SsNet, 8)] = new(88.55, 79.62, 7.49, 1.90, 9.46, 47.17),

        // Table 3; its last rows are those of SS-Net above.
        [(SegmentationOnly, 4)] = new(52.55, 39.60, 47.05, 9.87),
        [(SmoothnessByDivergence, 4)] = new(82.27, 70.46, 13.82, 3.48),
        [(SmoothnessOnly, 4)] = new(84.31, 73.50, 12.91, 3.42),
        [(SeparationOnly, 4)] = new(84.10, 73.36, 11.85, 3.36),
        [(SegmentationOnly, 8)] = new(82.74, 71.72, 13.35, 3.26),
        [(SmoothnessByDivergence, 8)] = new(87.48, 77.98, 8.95, 2.11),
        [(SmoothnessOnly, 8)] = new(87.50, 77.98, 9.44, 2.08),
        [(SeparationOnly, 8)] = new(87.68, 78.23, 8.84, 2.12),
    };

    private static readonly Dictionary<(string Method, int Labelled), PaperRow> Acdc = new()
    {
        [("Supervised", 3)] = new(47.83, 37.01, 31.16, 12.62, 1.81, 2.99),
        [("Supervised", 7)] = new(79.41, 68.11, 9.35, 2.70, 1.81, 2.99),
        [("Supervised", 70)] = new(91.44, 84.59, 4.30, 0.99, 1.81, 2.99),
        [("UA-MT", 3)] = new(46.04, 35.97, 20.08, 7.75, 1.81, 2.99),
        [("SASSNet", 3)] = new(57.77, 46.14, 20.05, 6.06, 1.81, 3.02),
        [("DTC", 3)] = new(56.90, 45.67, 23.36, 7.39, 1.81, 3.02),
        [("URPC", 3)] = new(55.87, 44.64, 13.60, 3.74, 1.83, 3.02),
        [("MC-Net", 3)] = new(62.85, 52.29, 7.62, 2.33, 2.58, 5.39),
        [(SsNet, 3)] = new(65.82, 55.38, 6.67, 2.28, 1.83, 2.99),
        [("UA-MT", 7)] = new(81.65, 70.64, 6.88, 2.02, 1.81, 2.99),
        [("SASSNet", 7)] = new(84.50, 74.34, 5.42, 1.86, 1.81, 3.02),
        [("DTC", 7)] = new(84.29, 73.92, 12.81, 4.01, 1.81, 3.02),
        [("URPC", 7)] = new(83.10, 72.41, 4.84, 1.53, 1.83, 3.02),
        [("MC-Net", 7)] = new(86.44, 77.04, 5.50, 1.84, 2.58, 5.39),
        [(SsNet, 7)] = new(86.78, 77.67, 6.07, 1.40, 1.83, 2.99),
    };

    private static readonly string[] Order = ["Supervised", "UA-MT", "SASSNet", "DTC", "URPC", "MC-Net", SsNet];

    /// <summary>The place of a method in the paper's tables; the last for one that is not in them.</summary>
    /// <param name="method">The method (<see cref="Recipe.MethodText"/>).</param>
    public static int PlaceOf(string method)
    {
        int place = Array.IndexOf(Order, method);
        return place < 0 ? Order.Length : place;
    }

    /// <summary>What the paper reports for a method; null where it reports nothing.</summary>
    /// <param name="recipe">A recipe of the method: its data set, and with SS-Net its losses, decide the row.</param>
    /// <param name="labelled">Labelled scans (ACDC: patients).</param>
    public static PaperRow? Find(Recipe recipe, int labelled)
    {
        if (MethodOf(recipe) is not { } method) return null;
        return recipe.Layout switch
        {
            DataLayout.La => LeftAtrium.GetValueOrDefault((method, labelled)),
            DataLayout.Acdc => Acdc.GetValueOrDefault((method, labelled)),
            _ => null,
        };
    }

    private static string? MethodOf(Recipe recipe) => recipe.Method != MethodName.SsNet ? recipe.MethodText : (recipe.Smoothness, recipe.Separation, recipe.Distance) switch
    {
        (true, true, PredictionDistance.Dice) => SsNet,
        (true, true, _) => null,
        (true, false, PredictionDistance.Dice) => SmoothnessOnly,
        (true, false, _) => SmoothnessByDivergence,
        (false, true, _) => SeparationOnly,
        (false, false, _) => SegmentationOnly,
    };
}
