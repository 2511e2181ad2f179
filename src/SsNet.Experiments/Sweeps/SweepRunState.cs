namespace SsNet.Experiments.Sweeps;

/// <summary>How far a run of a sweep is, by what lies in its folder.</summary>
public enum SweepRunState
{
    /// <summary>There is nothing of it.</summary>
    New,

    /// <summary>There is a folder without a recipe: the run was ended while it was made, before anything was learned.</summary>
    HalfMade,

    /// <summary>Its training is under way, or was stopped.</summary>
    Started,

    /// <summary>It has its weights, but is not scored on the sweep's split.</summary>
    Trained,

    /// <summary>It has its weights and its scores.</summary>
    Finished,
}
