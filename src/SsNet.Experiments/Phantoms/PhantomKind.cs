using System.Globalization;
using SsNet.Data;

namespace SsNet.Experiments.Phantoms;

/// <summary>A kind of phantom: what it shows and how its scans are made.</summary>
public sealed class PhantomKind
{
    private readonly Func<long, int, PhantomOptions, Case> create;

    private PhantomKind(string name, IReadOnlyList<string> classNames, Func<long, int, PhantomOptions, Case> create)
    {
        Name = name;
        ClassNames = classNames;
        this.create = create;
    }

    /// <summary>Volumes of the left atrium with its veins: see <see cref="LeftAtriumPhantom"/>.</summary>
    public static PhantomKind LeftAtrium { get; } = new("phantom", ["left atrium"], LeftAtriumPhantom.Create);

    /// <summary>The ventricles in thick slices: see <see cref="CinePhantom"/>.</summary>
    public static PhantomKind Cine { get; } = new("cine-phantom", ["right ventricle", "myocardium", "left ventricle"], CinePhantom.Create);

    /// <summary>Its name in tables and at the head of every scan's.</summary>
    public string Name { get; }

    /// <summary>What the classes 1, 2, … are.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>One scan with its label: a function of the arguments alone.</summary>
    /// <param name="seed">The seed of the set.</param>
    /// <param name="index">Which scan of the set, from 0.</param>
    /// <param name="options">What the scans are like.</param>
    /// <exception cref="ArgumentException">The size has not three axes of at least 8 voxels.</exception>
    public Case Create(long seed, int index, PhantomOptions options) => create(seed, index, options);

    internal string CaseId(int index) => string.Create(CultureInfo.InvariantCulture, $"{Name}-{index:000}");
}
