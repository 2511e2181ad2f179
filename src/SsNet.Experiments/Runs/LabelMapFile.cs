using System.Numerics;
using SsNet.Experiments.Scans;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Volumes;

namespace SsNet.Experiments.Runs;

/// <summary>Writes predicted label maps in the values of the data that were learnt from.</summary>
internal static class LabelMapFile
{
    /// <summary>Writes a label map, each class by the first of its values, so that it can be laid over a label map of the data; in the smallest type that holds them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labels">The label map: classes from 0.</param>
    /// <param name="scheme">What the values of the data stand for; null where they are the classes themselves.</param>
    public static void Write(string path, Volume<byte> labels, LabelScheme? scheme)
    {
        if (scheme is null)
        {
            ImageFile.Write(path, labels);
            return;
        }

        int[] values = [.. Enumerable.Range(0, scheme.Classes.Length + 1).Select(label => ValueOf(label, scheme))];
        if (values.Min() >= byte.MinValue && values.Max() <= byte.MaxValue) Write<byte>(path, labels, values);
        else if (values.Min() >= short.MinValue && values.Max() <= short.MaxValue) Write<short>(path, labels, values);
        else Write<int>(path, labels, values);
    }

    /// <summary>The value that a class is written as: its first; the background's is 0 or, where something else has that, the lowest from 1 on that is free.</summary>
    /// <param name="label">The class, 0 for the background.</param>
    /// <param name="scheme">What the values of the data stand for; null where they are the classes themselves.</param>
    public static int ValueOf(int label, LabelScheme? scheme)
    {
        if (scheme is null) return label;
        if (label > 0) return scheme.Classes[label - 1].Values[0];
        int[] taken = [.. scheme.Classes.SelectMany(item => item.Values), .. scheme.Ignored];
        return Enumerable.Range(0, taken.Length + 1).Except(taken).First();
    }

    private static void Write<T>(string path, Volume<byte> labels, int[] values)
        where T : unmanaged, INumberBase<T>
    {
        T[] numbers = [.. values.Select(T.CreateChecked)];
        ImageFile.Write(path, new Volume<T>(labels.Geometry, Array.ConvertAll(labels.Voxels, label => numbers[label])));
    }
}
