using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Png;

namespace SsNet.Imaging.Tests.Formats.Fuzzing;

/// <summary>A small sound file that is going to be damaged.</summary>
/// <param name="Content">What is damaged: the file, or what is inside its compression.</param>
/// <param name="HeaderLength">Bytes at its start that most damage goes to.</param>
/// <param name="CheckedFrom">From which byte on a checksum protects it; null where none does.</param>
/// <param name="Wrap">Makes a file of the content, with sound checksums.</param>
internal sealed record SoundFile(byte[] Content, int HeaderLength, int? CheckedFrom = null, Func<byte[], byte[]>? Wrap = null)
{
    private const string NrrdFields = "NRRD0005\n# comment\ntype: short\ndimension: 4\nspace: LPS\nsizes: 2 3 2 2\nspace directions: none (0.5,0,0) (0,0.6,0.8) (0,-1.6,1.2)\nspace origin: (1,2,-30.5)\nkinds: vector domain domain domain\nendian: big\n";

    private static readonly byte[] Numbers = [.. Enumerable.Range(0, 48).Select(i => (byte)(i % 2 * i))];

    /// <summary>All files by name; those of other programs and those made here.</summary>
    public static Dictionary<string, Func<SoundFile>> All { get; } = new()
    {
        ["nrrd-raw"] = () => Nrrd($"{NrrdFields}encoding: raw\n\n", Numbers),
        ["nrrd-skips"] = () => Nrrd($"{NrrdFields}encoding: raw\nline skip: 1\nbyte skip: 3\n\n", [.. "a line\nabc"u8, .. Numbers]),
        ["nrrd-text"] = () => Nrrd("NRRD0004\ntype: float\ndimension: 3\nsizes: 2 3 2\nspacings: 0.5 2 NaN\nencoding: ascii\nbyte skip: 3\n\n", "abc0 1.5 -2 3e4\n5,6 7 8 9\n10 11 0.125\n"u8.ToArray()),
        ["nrrd-gzip"] = () => Nrrd($"{NrrdFields}encoding: gzip\n\n", Gzip(Numbers)) with { CheckedFrom = NrrdFields.Length + 16 },
        ["nrrd-gzip-header"] = () => new(Encoding.ASCII.GetBytes($"{NrrdFields}encoding: gzip\n\n"), 1000, null, header => [.. header, .. Gzip(Numbers)]),
        ["nifti-big"] = () => Fixture("nifti/i2-big.nii", 352),
        ["nifti-frames"] = () => Fixture("nifti/frames.nii", 352),
        ["nifti-quaternion"] = () => Fixture("nifti/quaternion-mirrored.nii", 352),
        ["nifti-scaled"] = () => Fixture("nifti/scaled.nii", 352),
        ["nifti-2"] = () => Fixture("nifti/second.nii", 544),
        ["nifti-gzip"] = () => Fixture("nifti/compressed.nii.gz", 1000) with { CheckedFrom = 0 },
        ["nifti-2-gzip-content"] = () => Fixture("nifti/second.nii", 544) with { Wrap = Gzip },
        ["npy"] = () => Fixture("npy/i2.npy", 128),
        ["npy-fortran"] = () => Fixture("npy/f8-big-fortran.npy", 128),
        ["npy-3"] = () => Fixture("npy/version-3.npy", 128),
        ["npz"] = () => Fixture("npy/one.npz", 1000) with { CheckedFrom = 0 },
        ["npz-both"] = () => Fixture("npy/both.npz", 1000),
        ["npz-content"] = () => Fixture("npy/f4.npy", 128) with { Wrap = Zip },
        ["png-8"] = () => Fixture("png/grey-8.png", 60) with { CheckedFrom = 0 },
        ["png-colours"] = () => Fixture("png/filters-colours-16.png", 100) with { CheckedFrom = 0 },
        ["png-sound-checksums"] = () => Fixture("png/palette-4.png", 60) with { Wrap = WithChecksums },
        ["png-rows"] = () => new([.. Enumerable.Range(0, 13 * 18).Select(i => (byte)(i % 18 == 0 ? i / 18 % 5 : i))], 1000, null, Png),
    };

    /// <summary>The file of a damaged content.</summary>
    public byte[] FileOf(byte[] content) => Wrap is null ? content : Wrap(content);

    private static SoundFile Nrrd(string header, byte[] numbers) => new([.. Encoding.ASCII.GetBytes(header), .. numbers], header.Length);

    private static SoundFile Fixture(string name, int headerLength) => new(File.ReadAllBytes(Tests.Fixture.PathOf(name)), headerLength);

    private static byte[] Gzip(byte[] content)
    {
        using var all = new MemoryStream();
        using (var gzip = new GZipStream(all, CompressionLevel.Fastest)) gzip.Write(content);
        return all.ToArray();
    }

    private static byte[] Zip(byte[] content)
    {
        using var all = new MemoryStream();
        using (var archive = new ZipArchive(all, ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("image.npy").Open();
            entry.Write(content);
        }

        return all.ToArray();
    }

    private static byte[] Png(byte[] rows)
    {
        using var compressed = new MemoryStream();
        using (var deflate = new ZLibStream(compressed, CompressionLevel.Fastest)) deflate.Write(rows);
        using var file = new MemoryStream();
        file.Write(PngChunks.Signature);
        PngChunks.Write(file, "IHDR"u8, [0, 0, 0, 17, 0, 0, 0, 13, 8, 0, 0, 0, 0]);
        PngChunks.Write(file, "IDAT"u8, compressed.ToArray());
        PngChunks.Write(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>Makes the checksums of all chunks sound again, as far as there are chunks.</summary>
    private static byte[] WithChecksums(byte[] content)
    {
        byte[] file = [.. content];
        for (long at = 8; at + 12 <= file.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at));
            if (length > file.Length - at - 12) break;
            var chunk = file.AsSpan((int)at + 4, (int)length + 8);
            BinaryPrimitives.WriteUInt32BigEndian(chunk[^4..], Crc32.Of(chunk[..^4]));
            at += length + 12;
        }

        return file;
    }
}
