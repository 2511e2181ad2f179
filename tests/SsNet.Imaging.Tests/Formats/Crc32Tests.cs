using SsNet.Imaging.Formats;

namespace SsNet.Imaging.Tests.Formats;

public class Crc32Tests
{
    [Fact]
    public void The_check_value_of_the_standard_comes_out() => Assert.Equal(0xCBF43926, Crc32.Of("123456789"u8));
}
