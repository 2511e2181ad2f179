namespace SsNet.Training;

/// <summary>Which weights of a run are its result.</summary>
public enum ModelSelection
{
    /// <summary>Those of the last iteration.</summary>
    Last,

    /// <summary>The best on the validation cases of the data set, or on labelled cases held out of training; where those are too few to hold any out, the last.</summary>
    Val,

    /// <summary>The best on the test cases, as the published LA code does: optimistic, and named so wherever its numbers appear.</summary>
    Test,
}
