namespace SsNet.Imaging.Preparation;

/// <summary>The order in which a prepared image has its axes.</summary>
public enum AxisOrder
{
    /// <summary>Slices from feet to head, rows from front to back, columns from right to left, as near as the image's axes are to that.</summary>
    Canonical,

    /// <summary>As the file has them, slowest first.</summary>
    Stored,

    /// <summary>The file's fastest axis first, as the published left atrium data have it.</summary>
    Reversed,
}
