using SsNet.Experiments.Benchmarks;
using SsNet.Experiments.Phantoms;

namespace SsNet.Experiments.Tests.Benchmarks;

public class PhantomBenchmarkTests
{
    [Fact]
    public void Each_kind_of_phantom_has_its_own_name_and_classes()
    {
        var leftAtrium = new PhantomBenchmark(PhantomKind.LeftAtrium, 1, 2, new PhantomOptions());
        Assert.Equal("phantom", leftAtrium.Name);
        Assert.Equal(["left atrium"], leftAtrium.ClassNames);

        var cine = new PhantomBenchmark(PhantomKind.Cine, 1, 2, new PhantomOptions { Size = [8, 64, 64] });
        Assert.Equal("cine-phantom", cine.Name);
        Assert.Equal(["right ventricle", "myocardium", "left ventricle"], cine.ClassNames);
        Assert.Empty(cine.Validation);
        Assert.Equal((3, 13, 2), (cine.Training(3).Labelled.Count, cine.Training(3).Unlabelled.Count, cine.Test.Count));
    }
}
