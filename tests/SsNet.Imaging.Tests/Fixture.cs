namespace SsNet.Imaging.Tests;

/// <summary>Small files made by other programs; Fixtures/ holds the scripts that make them.</summary>
internal static class Fixture
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    /// <summary>Copies the files of a folder into another, which need not exist.</summary>
    public static void Copy(string folder, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(PathOf(folder))) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
