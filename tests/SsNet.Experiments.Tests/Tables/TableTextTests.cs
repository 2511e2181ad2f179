using SsNet.Experiments.Tables;

namespace SsNet.Experiments.Tests.Tables;

/// <summary>One made-up sweep in every format: two methods, two seeds, one run not finished, a distance undefined.</summary>
public sealed class TableTextTests : IDisposable
{
    private readonly MadeUpSweep sweep = new("recipes = [\"la-4\", \"la-supervised-4\"]\nseeds = [1, 2]");

    public TableTextTests()
    {
        sweep.Finish(sweep["la-supervised-4", 1], [("a", 0.5, 0.4, 20, 5), ("b", 0.75, 0.5, double.NaN, double.NaN)]);
        sweep.Finish(sweep["la-supervised-4", 2], [("a", 0.25, 0.2, 30, 6), ("b", 0.5, 0.3, 40, 7)]);
        var run = sweep.Finish(sweep["la-4", 2], [("a", 0.875, 0.75, 10, 1), ("b", 0.75, 0.625, 5, 2)]);
        File.WriteAllText(Path.Combine(run.Path, "metrics", "complexity.json"), "{\"parameters\": 9455000, \"macs\": 47170000000.0, \"input\": \"1×112×112×80\"}");
    }

    public void Dispose() => sweep.Dispose();

    [Fact]
    public void For_a_terminal_columns_are_aligned() => AssertText(
        TableFormat.Text,
        """
        LA
        method      labelled  unlabelled       Dice (%) [paper]    Jaccard (%) [paper]            95HD (voxel) [paper]          ASD (voxel) [paper]  param. (M) [paper]  MACs (G) [paper]  runs  selection  size       p  against Supervised
        ──────────  ────────  ──────────  ─────────────────────  ─────────────────────  ──────────────────────────────  ───────────────────────────  ──────────────────  ────────────────  ────  ─────────  ────  ──────  ──────────────────
        Supervised         4           0  50.00 ± 17.68 [52.55]  35.00 ± 14.14 [39.60]  27.50 ± 10.61 (3 of 4) [47.05]  5.75 ± 1.06 (3 of 4) [9.87]              [9.44]           [47.02]   2/2       last  full
        SS-Net             4          76          81.25 [86.33]          68.75 [76.15]                     7.50 [9.97]                  1.50 [2.31]         9.46 [9.46]     47.17 [47.17]   1/2       last  full  0.5000              better
        """,
        "\n");

    [Fact]
    public void For_Markdown_cells_are_between_pipes() => AssertText(
        TableFormat.Markdown,
        """
        **LA**

        | method | labelled | unlabelled | Dice (%) [paper] | Jaccard (%) [paper] | 95HD (voxel) [paper] | ASD (voxel) [paper] | param. (M) [paper] | MACs (G) [paper] | runs | selection | size | p | against Supervised |
        |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
        | Supervised | 4 | 0 | 50.00 ± 17.68 [52.55] | 35.00 ± 14.14 [39.60] | 27.50 ± 10.61 (3 of 4) [47.05] | 5.75 ± 1.06 (3 of 4) [9.87] | [9.44] | [47.02] | 2/2 | last | full |  |  |
        | SS-Net | 4 | 76 | 81.25 [86.33] | 68.75 [76.15] | 7.50 [9.97] | 1.50 [2.31] | 9.46 [9.46] | 47.17 [47.17] | 1/2 | last | full | 0.5000 | better |
        """,
        "\n\n");

    [Fact]
    public void For_LaTeX_nothing_in_a_cell_is_a_command()
    {
        string text = Text(TableFormat.Latex);
        Assert.StartsWith("% LA; needs \\usepackage{booktabs}\n% Mean over the seeds", text, StringComparison.Ordinal);
        Assert.EndsWith(
            """
            \begin{tabular}{lrrrrrrrrrrrrr}
            \toprule
            method & labelled & unlabelled & Dice (\%) {[}paper{]} & Jaccard (\%) {[}paper{]} & 95HD (voxel) {[}paper{]} & ASD (voxel) {[}paper{]} & param. (M) {[}paper{]} & MACs (G) {[}paper{]} & runs & selection & size & p & against Supervised \\
            \midrule
            Supervised & 4 & 0 & 50.00 $\pm$ 17.68 {[}52.55{]} & 35.00 $\pm$ 14.14 {[}39.60{]} & 27.50 $\pm$ 10.61 (3 of 4) {[}47.05{]} & 5.75 $\pm$ 1.06 (3 of 4) {[}9.87{]} & {[}9.44{]} & {[}47.02{]} & 2/2 & last & full &  &  \\
            SS-Net & 4 & 76 & 81.25 {[}86.33{]} & 68.75 {[}76.15{]} & 7.50 {[}9.97{]} & 1.50 {[}2.31{]} & 9.46 {[}9.46{]} & 47.17 {[}47.17{]} & 1/2 & last & full & 0.5000 & better \\
            \bottomrule
            \end{tabular}

            """,
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void For_programs_every_number_has_a_column()
    {
        string[] lines = Text(TableFormat.Csv).Split('\n');
        string[] header = lines[0].Split(',');
        Dictionary<string, string> Row(int line) => header.Zip(lines[line].Split(',')).ToDictionary(pair => pair.First, pair => pair.Second);
        Assert.Equal(
            "LA,SS-Net,4,76,1,2,last,full,voxel,false,81.25,,2,2,86.33,68.75,,2,2,76.15,7.5,,2,2,9.97,1.5,,2,2,2.31,9.455,9.46,47.17,47.17,Supervised,2,0.5,better", lines[2]);
        var supervised = Row(1);
        Assert.Equal(("27.5", "10.6066017177982", "3", "4", "47.05"), (supervised["95hd"], supervised["95hd_sd"], supervised["95hd_values"], supervised["95hd_values_of"], supervised["95hd_paper"]));
        Assert.Equal(("", "", "9.44", ""), (supervised["against"], supervised["p"], supervised["parameters_millions_paper"], supervised["parameters_millions"]));
        Assert.Equal("", lines[3]);
    }

    [Fact]
    public void What_means_something_to_a_format_is_escaped()
    {
        Assert.Equal(@"50\% \& \$5\_a \{b\} \#1 \textasciitilde{} \textasciicircum{} \textbackslash{} \textless{}0.1 ''x'' $\pm$ -- {[}c{]}", LatexText.Escape("50% & $5_a {b} #1 ~ ^ \\ <0.1 \"x\" ± – [c]"));
        var table = ResultTable.Of(sweep.Path, null, null)[0];
        ResultTable[] renamed = [table with { Rows = [table.Rows[0] with { Name = "a|b, \"c\"" }] }];
        Assert.Contains("| a\\|b, \"c\" |", TableText.Of(renamed, TableFormat.Markdown), StringComparison.Ordinal);
        Assert.Contains("\nLA,\"a|b, \"\"c\"\"\",4,", TableText.Of(renamed, TableFormat.Csv), StringComparison.Ordinal);
    }

    private string Text(TableFormat format) => TableText.Of(ResultTable.Of(sweep.Path, null, "Supervised"), format);

    private void AssertText(TableFormat format, string table, string betweenNotes)
    {
        string[] notes =
        [
            "Mean over the seeds of each seed's mean over its cases, ± standard deviation of the seeds. In brackets: Wu et al. 2022, tables 1 to 3.",
            "MACs: ours are convolutions, counted exactly; the paper's were counted by other rules (docs/complexity.md).",
            "A distance is undefined where one of the two masks is empty: (n of m) says how many values there are, counted per seed, case and class.",
            "The sweep is not finished: the column runs says of how many runs a row is made.",
            "p: Wilcoxon signed-rank test, two-sided, of the Dice per case (mean of classes and seeds) against Supervised with the same labels.",
        ];
        Assert.Equal($"{table}{betweenNotes}{string.Join(betweenNotes, notes)}\n", Text(format));
    }
}
