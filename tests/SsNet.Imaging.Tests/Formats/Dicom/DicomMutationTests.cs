using SsNet.Imaging.Formats;
using SsNet.Imaging.Formats.Dicom;
using SsNet.Testing;

namespace SsNet.Imaging.Tests.Formats.Dicom;

/// <summary>Files with seeded damage: whatever is read of them, nothing but an error about the file may come out, and little memory may go in.</summary>
public class DicomMutationTests
{
    private const long MostAllocated = 32 << 20;

    [Theory]
    [InlineData("explicit-open")]
    [InlineData("implicit")]
    [InlineData("deflated")]
    [InlineData("rle16")]
    [InlineData("enhanced")]
    [InlineData("enhanced-rle")]
    public void A_damaged_file_gives_an_image_or_an_error_about_it(string source)
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("1.dcm");
        byte[] original = File.ReadAllBytes(Path.Combine(DicomFixtures.PathOf(source), "1.dcm"));
        var random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 400; i++)
        {
            File.WriteAllBytes(path, Damaged(original, random));
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var image = DicomSeries.Read(folder.Path);
                for (int frame = 0; frame < image.Frames; frame++) _ = image.ToImage(frame);
            }
            catch (ImageFormatException)
            {
                refused++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        }

        // Damage to names, say, goes unseen; damage to lengths does not.
        Assert.InRange(refused, 100, 399);
    }

    private static byte[] Damaged(byte[] original, Random random)
    {
        byte[] bytes = [.. original];
        // The preamble may hold anything.
        int At() => random.Next(128, bytes.Length - 4);
        for (int count = random.Next(1, 4); count > 0; count--)
        {
            switch (random.Next(6))
            {
                case 0:
                    bytes[At()] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[At()] = (byte)random.Next(256);
                    break;
                case 2:
                    // As a length, one far too large, or an undefined one.
                    BitConverter.GetBytes(random.Next(3) == 0 ? -1 : random.Next()).CopyTo(bytes, At());
                    break;
                case 3:
                    bytes = bytes[..random.Next(140, bytes.Length)];
                    break;
                case 4:
                    bytes.AsSpan(At(), 4).Fill(random.Next(2) == 0 ? (byte)0 : (byte)255);
                    break;
                default:
                    int from = At(), to = Math.Min(bytes.Length, from + random.Next(1, 64));
                    bytes = [.. bytes[..to], .. bytes[from..]];
                    break;
            }
        }

        return bytes;
    }
}
