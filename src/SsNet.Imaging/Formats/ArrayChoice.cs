namespace SsNet.Imaging.Formats;

/// <summary>Which of the arrays of a file is meant where nobody names one.</summary>
internal static class ArrayChoice
{
    /// <summary>What images are called in HDF5 and NPZ.</summary>
    public const string Image = "image";

    /// <summary>What label maps are called there.</summary>
    public const string Label = "label";

    /// <summary>The name that an image is written under: bytes are label maps.</summary>
    /// <typeparam name="T">The type of its voxels.</typeparam>
    public static string NameFor<T>() => typeof(T) == typeof(byte) ? Label : Image;

    /// <summary>The array of the first name, else the only one, else that of the second name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="present">The arrays that it holds.</param>
    /// <param name="first">The name that is wanted.</param>
    /// <param name="second">The name that will do; null where none will.</param>
    /// <exception cref="ImageFormatException">None of them is there.</exception>
    public static string Of(string path, IReadOnlyCollection<string> present, string first, string? second)
    {
        if (present.Contains(first)) return first;
        if (present.Count == 1) return present.First();
        return second is not null && present.Contains(second) ? second : throw Missing(path, first, present);
    }

    /// <summary>The error for an array that is not there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">The array.</param>
    /// <param name="present">The arrays that it holds.</param>
    public static ImageFormatException Missing(string path, string name, IReadOnlyCollection<string> present)
    {
        string there = present.Count == 0 ? "the file holds none" : $"it holds {string.Join(", ", present.Order(StringComparer.Ordinal).Take(20).Select(n => $"'{n}'"))}";
        return new ImageFormatException(path, $"there is no array '{name}' ({there}); name the right one, or call it '{Image}' or '{Label}'.");
    }
}
