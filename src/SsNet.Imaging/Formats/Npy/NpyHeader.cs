using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SsNet.Imaging.Formats.Npy;

/// <summary>The header of an array: a Python dictionary in text (numpy.lib.format, versions 1 to 3).</summary>
/// <param name="Length">Bytes that it takes, with everything before it.</param>
/// <param name="Type">The type of the numbers.</param>
/// <param name="IsSwapped">Whether they have the other byte order than this machine.</param>
/// <param name="IsColumnMajor">Whether the first axis varies fastest (Fortran order).</param>
/// <param name="Shape">Numbers per axis; two or three axes.</param>
internal sealed record NpyHeader(int Length, NumberType Type, bool IsSwapped, bool IsColumnMajor, long[] Shape)
{
    /// <summary>Longest header that is read, as in NumPy; those of images have 118 bytes.</summary>
    private const int LongestText = 10_000;

    private const int Alignment = 64;

    // Truth values come last: bytes are written as numbers.
    private static readonly (string Kind, string Name)[] Types =
    [
        ("i1", "int8"), ("i2", "int16"), ("i4", "int32"), ("i8", "int64"),
        ("u1", "uint8"), ("u2", "uint16"), ("u4", "uint32"), ("u8", "uint64"),
        ("f2", "float16"), ("f4", "float32"), ("f8", "float64"),
        ("b1", "uint8"),
    ];

    /// <summary>The bytes that every array begins with.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a header; the stream then stands at the first number.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="stream">The array from its start.</param>
    /// <exception cref="ImageFormatException">It is no header, or not that of an image.</exception>
    public static NpyHeader Read(string path, Stream stream)
    {
        byte[] start = FileContent.ReadExactly(path, stream, Magic.Length + 2);
        if (!start.AsSpan().StartsWith(Magic)) throw new ImageFormatException(path, "is not a NumPy array (it does not begin with \\x93NUMPY); choose the format by the right extension or export it again.");
        int version = start[6];
        if (version is < 1 or > 3) throw new ImageFormatException(path, $"is a NumPy array of version {version}, and only 1, 2 and 3 are known; save it again with numpy.save.");

        byte[] length = FileContent.ReadExactly(path, stream, version == 1 ? 2 : 4);
        long count = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(length) : BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (count > LongestText) throw new ImageFormatException(path, $"has a header of {count} bytes, and images have some hundred: it is damaged; save it again with numpy.save.");
        string text = Encoding.UTF8.GetString(FileContent.ReadExactly(path, stream, (int)count));
        return Parse(path, text, start.Length + length.Length + (int)count);
    }

    /// <summary>The header of an array that is going to be written, of version 1.</summary>
    /// <param name="type">The type of the numbers.</param>
    /// <param name="shape">Numbers per axis.</param>
    public static byte[] ToBytes(NumberType type, IEnumerable<int> shape)
    {
        string order = type.Size == 1 ? "|" : BitConverter.IsLittleEndian ? "<" : ">";
        string kind = Types.First(pair => pair.Name == type.Name).Kind;
        string text = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '{order}{kind}', 'fortran_order': False, 'shape': ({string.Join(", ", shape)}), }}");
        int before = Magic.Length + 4;
        int padded = (before + text.Length + Alignment) / Alignment * Alignment - before;
        var bytes = new byte[before + padded];
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)padded);
        Encoding.ASCII.GetBytes(text.PadRight(padded - 1) + '\n', bytes.AsSpan(before));
        return bytes;
    }

    private static NpyHeader Parse(string path, string text, int length)
    {
        string? kind = null;
        bool? isColumnMajor = null;
        long[]? shape = null;
        try
        {
            var scanner = new PythonScanner(text);
            scanner.Take('{');
            while (!scanner.TryTake('}'))
            {
                string key = scanner.String();
                scanner.Take(':');
                if (key == "descr" && scanner.IsAt('[')) throw new ImageFormatException(path, "is a NumPy array of records, not of numbers; save the field of the image alone.");
                _ = key switch
                {
                    "descr" when kind is null => (object)(kind = scanner.String()),
                    "fortran_order" when isColumnMajor is null => isColumnMajor = scanner.Boolean(),
                    "shape" when shape is null => shape = scanner.Tuple(),
                    _ => throw new FormatException($"'{key}' does not belong there, or stands there twice"),
                };
                if (scanner.TryTake(',')) continue;
                scanner.Take('}');
                break;
            }

            if (!scanner.IsAtEnd) throw new FormatException("it goes on behind its end");
        }
        catch (FormatException e)
        {
            throw new ImageFormatException(path, $"has a header that is not NumPy's ({e.Message}): it is damaged; save it again with numpy.save.", e);
        }

        if (kind is null || isColumnMajor is null || shape is null) throw new ImageFormatException(path, "has a header without 'descr', 'fortran_order' or 'shape': it is damaged; save it again with numpy.save.");
        var (type, isSwapped) = TypeOf(path, kind);
        if (shape.Length is not (2 or 3)) throw new ImageFormatException(path, $"has {shape.Length} axes ({string.Join('×', shape)}), not two or three; save one image per file.");
        if (shape.Contains(0)) throw new ImageFormatException(path, $"is empty ({string.Join('×', shape)}); save it again.");
        return new NpyHeader(length, type, isSwapped, isColumnMajor.Value, shape);
    }

    private static (NumberType Type, bool IsSwapped) TypeOf(string path, string text)
    {
        string kind = text.Length > 1 ? text[1..] : "";
        var type = Types.FirstOrDefault(pair => pair.Kind == kind).Name is { } name ? NumberType.Named(name) : null;
        bool? isSwapped = text.FirstOrDefault() switch
        {
            '<' => !BitConverter.IsLittleEndian,
            '>' => BitConverter.IsLittleEndian,
            '=' => false,
            '|' when type?.Size == 1 => false,
            _ => null,
        };
        return type is not null && isSwapped is { } swapped
            ? (type, swapped)
            : throw new ImageFormatException(path, $"holds numbers of NumPy's type '{(text.Length > 40 ? text[..40] : text)}', which cannot be read; save it as integers or floating-point numbers.");
    }
}
