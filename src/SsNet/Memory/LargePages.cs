using System.Runtime.InteropServices;

namespace SsNet.Memory;

/// <summary>
/// Memory straight from Linux, in pages of 2 MiB where the kernel has them: the first touch of a page costs a call into the kernel, and large pages are touched five hundred times less often.
/// </summary>
internal static partial class LargePages
{
    private const long LargePage = 1L << 21, SmallPage = 1L << 12;

    // A block that is a few pages long would waste too much of the last one.
    private const long SmallestInLargePages = 8 * LargePage;
    private const int ReadWrite = 3, PrivateAnonymous = 0x22, AdviseHugePages = 14;

    /// <summary>New memory, all zeros.</summary>
    /// <param name="bytes">How many.</param>
    /// <returns>Its address, at the start of a page; 0 if there is no more memory.</returns>
    public static nint Reserve(long bytes)
    {
        long whole = Whole(bytes);
        if (bytes < SmallestInLargePages)
        {
            nint small = mmap(0, (nuint)whole, ReadWrite, PrivateAnonymous, -1, 0);
            return small == -1 ? 0 : small;
        }

        nint start = mmap(0, (nuint)(whole + LargePage), ReadWrite, PrivateAnonymous, -1, 0);
        if (start == -1) return 0;
        nint aligned = (nint)((start + LargePage - 1) / LargePage * LargePage);
        nint end = aligned + (nint)whole;
        if (aligned > start) _ = munmap(start, (nuint)(aligned - start));
        nint rest = start + (nint)(whole + LargePage) - end;
        if (rest > 0) _ = munmap(end, (nuint)rest);
        // Without effect where the kernel has no large pages.
        _ = madvise(aligned, (nuint)whole, AdviseHugePages);
        return aligned;
    }

    /// <summary>Gives memory back.</summary>
    /// <param name="address">What <see cref="Reserve"/> gave.</param>
    /// <param name="bytes">What it was asked for.</param>
    public static void Release(nint address, long bytes) => _ = munmap(address, (nuint)Whole(bytes));

    private static long Whole(long bytes)
    {
        long page = bytes < SmallestInLargePages ? SmallPage : LargePage;
        return (bytes + page - 1) / page * page;
    }

    [LibraryImport("libc")]
    private static partial nint mmap(nint address, nuint bytes, int protection, int flags, int file, nint offset);

    [LibraryImport("libc")]
    private static partial int munmap(nint address, nuint bytes);

    [LibraryImport("libc")]
    private static partial int madvise(nint address, nuint bytes, int advice);
}
