namespace SsNet.Cli.Tests;

public class ShellTextTests
{
    [Theory]
    [InlineData("runs/la-4", "runs/la-4")]
    [InlineData("my scans", "\"my scans\"")]
    [InlineData("heart(1)&more", "\"heart(1)&more\"")]
    [InlineData("a\"$b`", "\"a\\\"\\$b\\`\"")]
    [InlineData("Größe", "Größe")]
    [InlineData("", "\"\"")]
    public void A_path_is_one_word(string path, string expected) => Assert.Equal(expected, ShellText.Quote(path));
}
