using SsNet.Imaging;

namespace SsNet.Cli.Tests;

public class ErrorLineTests
{
    [Fact]
    public void An_error_for_the_user_is_its_message()
    {
        Assert.Equal("a.h5: is empty.", ErrorLine.Of(new ReportedException("a.h5: is empty.")));
    }

    [Fact]
    public void A_lack_of_memory_says_what_to_make_smaller()
    {
        var native = new InsufficientMemoryException("[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 4 bytes.\nframe #0: c10::x");
        string line = ErrorLine.Of(native);
        Assert.StartsWith("there is not enough memory (", line);
        Assert.EndsWith("use a smaller --patch, --base-width or batch, or --downsampling 2.", line);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void Any_other_error_names_its_type_and_how_to_see_more()
    {
        Assert.Equal(
            "InvalidOperationException: first line (an error in the program; --verbose shows where.)",
            ErrorLine.Of(new InvalidOperationException("first line\nsecond line")));
    }
}
