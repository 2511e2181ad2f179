namespace SsNet.Imaging.Preparation;

/// <summary>Which part of an image is prepared.</summary>
public enum CropKind
{
    /// <summary>All of it.</summary>
    None,

    /// <summary>The box around the body (<see cref="BodyBox"/>).</summary>
    Body,

    /// <summary>The same part of every image, in shares of its length along each axis.</summary>
    Region,
}
