namespace SsNet.Experiments.Figures;

/// <summary>What stands before a name in a legend.</summary>
internal enum LegendMark
{
    /// <summary>A line.</summary>
    Line,

    /// <summary>A dashed line with a dark rim, for colours that white paper swallows.</summary>
    RimmedDashes,

    /// <summary>A filled circle.</summary>
    Dot,

    /// <summary>A circle that is not filled.</summary>
    Ring,

    /// <summary>A filled rectangle.</summary>
    Patch,

    /// <summary>A star of five points.</summary>
    Star,
}
