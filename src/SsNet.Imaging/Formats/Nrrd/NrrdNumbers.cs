using System.Globalization;

namespace SsNet.Imaging.Formats.Nrrd;

/// <summary>Finds and decodes the numbers of an NRRD file: after the header, in a file that it names, or in one file per slice.</summary>
/// <param name="path">The file with the header.</param>
/// <param name="header">The header.</param>
/// <param name="type">The type of the numbers.</param>
internal sealed class NrrdNumbers(string path, NrrdHeader header, NumberType type)
{
    /// <summary>Whether numbers are written as text.</summary>
    public static bool IsText(NrrdHeader header) => Encoding(header) == "ascii";

    /// <summary>All numbers, in the file's byte order, or in this machine's where they are text.</summary>
    /// <param name="stream">The file with the header, behind it.</param>
    public byte[] Read(Stream stream)
    {
        int[] sizes = header.Sizes();
        string[] files = Files(sizes);
        if (files.Length == 0) return ReadFrom(path, stream, sizes);

        // Each file is checked against its own length; all of them together must still fit into one array.
        _ = FileContent.CheckedLength(path, sizes.Select(n => (long)n), type.Size, long.MaxValue, isCompressed: false);
        using var all = new MemoryStream();
        int[] each = files.Length == 1 ? sizes : sizes[..^1];
        if (files.Length > 1 && files.Length != sizes[^1]) throw header.Failure($"names {files.Length} files for {sizes[^1]} slices; correct 'data file'.");
        foreach (string file in files)
        {
            using var part = FileContent.Open(file, "the numbers of an NRRD file");
            all.Write(ReadFrom(file, part, each));
        }

        return all.ToArray();
    }

    private static string Encoding(NrrdHeader header)
    {
        string encoding = header.Required("encoding");
        return encoding.ToLowerInvariant() switch
        {
            "raw" => "raw",
            "gzip" or "gz" => "gzip",
            "ascii" or "text" or "txt" => "ascii",
            _ => throw header.Failure($"has 'encoding: {encoding}', which cannot be read; save it as raw, gzip or ascii."),
        };
    }

    private byte[] ReadFrom(string file, Stream stream, int[] sizes)
    {
        SkipLines(file, stream);
        long byteSkip = header.Whole("byte skip", 0);
        if (byteSkip < -1) throw header.Failure($"has 'byte skip: {byteSkip}', but only −1 and numbers of at least 0 have a meaning; correct it.");
        string encoding = Encoding(header);
        if (encoding == "raw")
        {
            // −1 means that the numbers are at the end of the file.
            long stored = stream.Length - (byteSkip == -1 ? 0 : stream.Position) - Math.Max(0, byteSkip);
            int length = FileContent.CheckedLength(file, sizes.Select(n => (long)n), type.Size, stored, isCompressed: false);
            stream.Position = byteSkip == -1 ? stream.Length - length : stream.Position + byteSkip;
            return FileContent.ReadExactly(file, stream, length);
        }

        if (byteSkip == -1) throw header.Failure($"has 'byte skip: -1' with 'encoding: {encoding}', but it has a meaning for raw numbers only; correct it.");
        long rest = stream.Length - stream.Position;
        if (encoding == "ascii")
        {
            rest = Math.Max(0, rest - byteSkip);
            // A number and the blank after it take two characters at least.
            _ = FileContent.CheckedLength(file, sizes.Select(n => (long)n), 1, rest, isCompressed: false);
            stream.Position = stream.Length - rest;
            return Parse(file, stream, FileContent.CheckedLength(file, sizes.Select(n => (long)n), type.Size, long.MaxValue, isCompressed: false));
        }

        int decompressed = FileContent.CheckedLength(file, sizes.Select(n => (long)n), type.Size, rest, isCompressed: true);
        using var gzip = FileContent.Decompress(stream);
        if (byteSkip > decompressed) throw header.Failure($"has 'byte skip: {byteSkip}', more than its numbers take; correct it.");
        if (byteSkip > 0) _ = FileContent.ReadExactly(file, gzip, (int)byteSkip);
        byte[] bytes = FileContent.ReadExactly(file, gzip, decompressed);
        FileContent.VerifyToEnd(file, gzip);
        return bytes;
    }

    private void SkipLines(string file, Stream stream)
    {
        for (long lines = header.Whole("line skip", 0); lines > 0; lines--)
        {
            int b;
            do b = stream.ReadByte();
            while (b >= 0 && b != '\n');
            if (b < 0) throw new ImageFormatException(file, "ends before the lines that its header says to skip; correct 'line skip'.");
        }
    }

    private byte[] Parse(string file, Stream stream, int length)
    {
        var bytes = new byte[length];
        using var reader = new StreamReader(stream, leaveOpen: true);
        int at = 0;
        while (at < length && FileContent.Guard(file, reader.ReadLine) is { } line)
        {
            foreach (string word in line.Split([' ', '\t', ',', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (at == length) break;
                if (!type.TryParse(word, bytes.AsSpan(at))) throw new ImageFormatException(file, $"holds '{(word.Length > 40 ? word[..40] : word)}' where a number of the type {type.Name} belongs; export it again.");
                at += type.Size;
            }
        }

        return at == length ? bytes : throw new ImageFormatException(file, $"ends after {at / type.Size} of {length / type.Size} numbers: it is truncated; copy or export it again.");
    }

    /// <summary>The files that hold the numbers; none where they follow the header.</summary>
    private string[] Files(int[] sizes)
    {
        if (header.Text("data file") is not { } text) return [];
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string[] words = NrrdHeader.Words(text);
        if (words is ["LIST", ..])
        {
            if (header.ListedFiles.Count == 0) throw header.Failure("announces a list of files in 'data file', but none follows; correct it.");
            return [.. header.ListedFiles.Select(name => Path.Combine(folder, name))];
        }

        if (words.Length >= 4 && words[0].Contains('%') && words[1..4].All(word => int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)))
        {
            return Numbered(folder, words, sizes[^1]);
        }

        return [Path.Combine(folder, text)];
    }

    /// <summary>Names such as slice%03d.raw with first, last and step.</summary>
    private string[] Numbered(string folder, string[] words, int most)
    {
        int open = words[0].IndexOf('%');
        int close = words[0].IndexOf('d', open);
        int[] range = [.. words[1..4].Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
        string width = close > open ? words[0][(open + 1)..close] : "?";
        if (range[2] == 0 || !width.All(char.IsAsciiDigit) || width.Length > 2) throw header.Failure($"has 'data file: {header.Text("data file")}', which cannot be read; name files as in: slice%03d.raw 1 60 1");
        var files = new List<string>();
        for (long i = range[0]; (range[2] > 0 ? i <= range[1] : i >= range[1]) && files.Count <= most; i += range[2])
        {
            string number = i.ToString(CultureInfo.InvariantCulture);
            number = width.Length > 0 ? number.PadLeft(int.Parse(width, CultureInfo.InvariantCulture), width[0] == '0' ? '0' : ' ') : number;
            files.Add(Path.Combine(folder, $"{words[0][..open]}{number}{words[0][(close + 1)..]}"));
        }

        return [.. files];
    }
}
