using SsNet.Networks;

namespace SsNet.Tests.Networks;

public class VNetTests : SegmentationNetworkTests
{
    protected override SegmentationNetwork Create(NetworkOptions options) => new VNet(options);
}
