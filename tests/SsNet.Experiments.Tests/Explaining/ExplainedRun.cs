using SsNet.Experiments.Explaining;
using SsNet.Experiments.Recipes;
using SsNet.Experiments.Runs;
using SsNet.Experiments.Statistics;
using SsNet.Experiments.Tests.Runs;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Explaining;

/// <summary>Small runs that are trained in a moment, to be explained.</summary>
internal sealed class ExplainedRun : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>A trained run.</summary>
    /// <param name="name">Its folder.</param>
    /// <param name="classes">2 for volumes, 4 for slices.</param>
    /// <param name="change">What is changed of the recipe.</param>
    public string Train(string name, int classes, Action<Recipe>? change = null)
    {
        var recipe = classes == 2 ? SmallRecipe.SsNet(2, 16, 16, 16) : SmallRecipe.SsNet(4, 32, 32);
        if (classes == 4) recipe.Architecture = Architecture.UNet;
        recipe.Magnitude = 3;
        recipe.Prototypes = 4;
        recipe.Iterations = 8;
        change?.Invoke(recipe);
        using var run = TrainingRun.Create(recipe, null, FileNamed(name));
        run.Execute(new Silence(), TestContext.Current.CancellationToken);
        return FileNamed(name);
    }

    /// <summary>A place for a run, or for what is written of it.</summary>
    /// <param name="name">The folder.</param>
    public string FileNamed(string name) => folder.FileNamed(name);

    /// <summary>Explains a case, in fewer steps of t-SNE than usual.</summary>
    public static Explanation Explain(string run, string caseId, Func<ExplanationOptions, ExplanationOptions>? change = null)
    {
        var options = new ExplanationOptions { Run = run, Case = caseId, Embedding = new TSneOptions { Iterations = 20 } };
        return RunExplanation.Of(change?.Invoke(options) ?? options, null, TestContext.Current.CancellationToken);
    }

    public void Dispose() => folder.Dispose();
}
