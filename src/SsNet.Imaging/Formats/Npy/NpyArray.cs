using System.Runtime.InteropServices;
using SsNet.Imaging.Volumes;

namespace SsNet.Imaging.Formats.Npy;

/// <summary>An array of NumPy, in a file of its own or in an archive.</summary>
internal static class NpyArray
{
    /// <summary>Reads an image.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="stream">The array from its start to its end.</param>
    /// <param name="stored">Bytes of the file that hold it.</param>
    /// <param name="isCompressed">Whether they are compressed.</param>
    /// <exception cref="ImageFormatException">The array is damaged, or no image of two or three axes.</exception>
    public static StoredImage Read(string path, Stream stream, long stored, bool isCompressed)
    {
        var header = NpyHeader.Read(path, stream);
        int length = FileContent.CheckedLength(path, header.Shape, header.Type.Size, isCompressed ? stored : stored - header.Length, isCompressed);
        byte[] bytes = FileContent.ReadExactly(path, stream, length);
        // One array to a file: what follows belongs to a larger shape than the header now says.
        if (FileContent.Guard(path, stream.ReadByte) >= 0) throw new ImageFormatException(path, $"goes on behind its {string.Join('×', header.Shape)} numbers: it is damaged or holds several arrays; save one with numpy.save.");
        if (header.IsSwapped) header.Type.SwapBytes(bytes);
        int[] shape = Array.ConvertAll(header.Shape, n => (int)n);
        if (header.IsColumnMajor) bytes = RowMajor(bytes, shape, header.Type.Size);
        return new StoredImage(path, Geometry.OfSize(shape), header.Type, bytes);
    }

    /// <summary>Writes an image.</summary>
    /// <typeparam name="T">The type of the numbers.</typeparam>
    /// <param name="stream">Where to.</param>
    /// <param name="image">The image; its spacing and place are not kept.</param>
    public static void Write<T>(Stream stream, Volume<T> image)
        where T : unmanaged
    {
        stream.Write(NpyHeader.ToBytes(NumberType.Of<T>(), image.Geometry.Size));
        stream.Write(MemoryMarshal.AsBytes(image.Voxels.AsSpan()));
    }

    /// <summary>From the first axis fastest to the last one fastest.</summary>
    private static byte[] RowMajor(byte[] numbers, int[] shape, int size)
    {
        var (slices, rows, columns) = shape.Length == 3 ? (shape[0], shape[1], shape[2]) : (1, shape[0], shape[1]);
        var turned = new byte[numbers.Length];
        int to = 0;
        for (int slice = 0; slice < slices; slice++)
        {
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++, to += size)
                {
                    int from = (slice + slices * (row + rows * column)) * size;
                    numbers.AsSpan(from, size).CopyTo(turned.AsSpan(to));
                }
            }
        }

        return turned;
    }
}
