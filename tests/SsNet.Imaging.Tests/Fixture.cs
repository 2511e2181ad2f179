namespace SsNet.Imaging.Tests;

/// <summary>Small files made by other programs; Fixtures/ holds the scripts that make them.</summary>
internal static class Fixture
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);
}
