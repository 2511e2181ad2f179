using SsNet.Testing;

namespace SsNet.Cli.Tests;

public class ComplexityCommandTests
{
    [Fact]
    public async Task The_papers_table_stands_beside_the_counts()
    {
        var (code, output, error) = await Call.Ssnet("complexity", "--convention", "paper");
        Assert.Equal((ExitCode.Success, ""), (code, error));
        Assert.Matches(@"la +V-Net +1×112×112×80 +9,443,266 +9\.44 +9\.44 +47,019,427,840 +47\.02 +47\.02", output);
        Assert.Matches(@"la +SS-Net +1×112×112×80 +9,457,318 +9\.46 +9\.46 +47,167,447,040 +47\.17 +47\.17", output);
        Assert.Contains("la: V-Net, UA-MT: counted without normalisation", output);
        Assert.All(output.Split('\n'), line => Assert.DoesNotContain('…', line));
    }

    [Fact]
    public async Task What_learns_stands_beside_what_predicts()
    {
        var (code, output, error) = await Call.Ssnet("complexity", "--recipe", "la-mc-net-4", "acdc-sassnet-3");
        Assert.Equal((ExitCode.Success, ""), (code, error));
        Assert.Matches(@"la-mc-net-4 +MC-Net +1×112×112×80 +12,347,716 +12\.35 +87,828,070,400 +87\.83 +9,448,866 +40\.11", output);
        Assert.Matches(@"acdc-sassnet-3 +SASSNet: discriminator +1×256×256 +2,762,754 +2\.76 +1,694,498,816 +1\.69 *\n", output);
        Assert.EndsWith("MC-Net: 2 decoders\nSASSNet: with a head of level sets\nSASSNet: discriminator: learns beside the network\n", output);
    }

    [Fact]
    public async Task Recipes_are_counted_in_the_order_of_their_naming()
    {
        var (code, output, error) = await Call.Ssnet("complexity", "--recipe", "phantom-4", "acdc-3", "--format", "csv");
        Assert.Equal((ExitCode.Success, ""), (code, error));
        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal("recipe,method,input,parameters,parameters (M),MACs,MACs (G),predicting: parameters,predicting: MACs (G),note", lines[0]);
        Assert.StartsWith("phantom-4,SS-Net,1×32×32×32,2372630,2.37,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("acdc-3,SS-Net,1×256×256,1826828,1.83,2949644288,2.95,1813764,2.95,", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_of_csv_with_commas_are_quoted()
    {
        using var folder = new TemporaryFolder();
        string recipe = folder.FileNamed("one, two.toml");
        await File.WriteAllTextAsync(recipe, "base = \"acdc-supervised-3\"\n", TestContext.Current.CancellationToken);
        var (_, output, _) = await Call.Ssnet("complexity", "--recipe", recipe, "--format", "csv");
        Assert.Contains($"\n\"{recipe}\",Supervised,", output);
    }

    [Fact]
    public async Task Markdown_has_a_note_in_every_row_that_needs_one()
    {
        var (code, output, error) = await Call.Ssnet("complexity", "--recipe", "acdc-ua-mt-3", "--convention", "paper", "--format", "markdown");
        Assert.Equal((ExitCode.Success, ""), (code, error));
        Assert.Equal(
            """
            | recipe | method | input | parameters | parameters (M) | MACs | MACs (G) | predicting: parameters | predicting: MACs (G) | note |
            | --- | --- | --- | --: | --: | --: | --: | --: | --: | --- |
            | acdc-ua-mt-3 | UA-MT | 1×256×256 | 1,813,764 | 1.81 | 2,986,311,680 | 2.99 | 1,813,764 | 2.99 | the student; its teacher is as large |

            """,
            output);
    }
}
