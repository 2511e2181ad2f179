using CsCheck;
using SsNet.Experiments.Scans;
using SsNet.Imaging;
using SsNet.Imaging.Volumes;
using SsNet.Testing;

namespace SsNet.Experiments.Tests.Scans;

public class LabelSchemeTests
{
    private static readonly LabelScheme Heart = new([new("ventricle", [3], "#000000"), new("muscle", [-1, 7], "#FFFFFF")], [9, 10]);

    [Fact]
    public void Values_become_classes_in_the_order_of_the_scheme() =>
        Assert.Equal([0, 1, 2, 2, 255, 255, 1, 0], Heart.Map(Map(0, 3, -1, 7, 9, 10, 3, 0), "a.nii").Voxels);

    [Fact]
    public void Zero_is_what_the_scheme_says_if_it_says_so()
    {
        Assert.Equal([1, 2], new LabelScheme([new("air", [0], "#000000"), new("body", [5], "#FFFFFF")], []).Map(Map(0, 5), "a.nii").Voxels);
        Assert.Equal([255, 1], new LabelScheme([new("body", [5], "#FFFFFF")], [0]).Map(Map(0, 5), "a.nii").Voxels);
    }

    [Fact]
    public void Known_values_may_be_background()
    {
        var scheme = Heart with { Background = [5, -7] };
        Assert.Equal([0, 0, 0, 1, 255], scheme.Map(Map(0, 5, -7, 3, 9), "a.nii").Voxels);
        Assert.Equal([0, 1], new LabelScheme([new("body", [5], "#FFFFFF")], []) { Background = [0] }.Map(Map(0, 5), "a.nii").Voxels);
    }

    [Fact]
    public void Maps_what_it_knows_wherever_it_lies() => Values.SelectMany(known => Gen.Int[0, known.Length].Select(i => i == 0 ? 0 : known[i - 1]).Array[6].Select(voxels => (known, voxels))).Sample(sample =>
    {
        var scheme = LabelScheme.OfValues(sample.known);
        int[] ascending = [.. sample.known.Where(value => value != 0).Distinct().Order()];
        Assert.Equal(sample.voxels.Select(value => (byte)(Array.IndexOf(ascending, value) + 1)), scheme.Map(Map(sample.voxels), "").Voxels);
    });

    [Fact]
    public void Values_that_nobody_listed_are_named_with_number_and_place()
    {
        Assert.Equal(
            "a.nii: no class has the value 5 (1 voxel at [0, 0, 1]); the label scheme knows -1, 0, 3, 7, 9, 10. Add it to a class, to 'background' or to 'ignore', or correct the label map.",
            Assert.Throws<ReportedException>(() => Heart.Map(Map(0, 5), "a.nii")).Message);
        Assert.StartsWith(
            "a.nii: no class has the value 1 (2 voxels, the first at [0, 1, 1]), 2 (1 voxel at [0, 0, 1]), 4 (1 voxel at [0, 1, 0]), 5 (1 voxel at [1, 0, 0]), 6 (1 voxel at [1, 0, 1]) and 1 more;",
            Assert.Throws<ReportedException>(() => Heart.Map(new Volume<int>(Geometry.OfSize(2, 2, 2), [0, 2, 4, 1, 5, 6, 8, 1]), "a.nii")).Message);
    }

    [Fact]
    public void Every_value_is_a_class_of_its_own_in_its_own_colour()
    {
        var scheme = LabelScheme.OfValues([.. Enumerable.Range(0, 255), 7]);

        Assert.Equal(LabelScheme.MostClasses, scheme.Classes.Length);
        Assert.Equal(("class 1", 1), (scheme.Classes[0].Name, Assert.Single(scheme.Classes[0].Values)));
        Assert.Equal(("class 254", 254), (scheme.Classes[^1].Name, Assert.Single(scheme.Classes[^1].Values)));
        Assert.Equal(LabelScheme.MostClasses, scheme.Classes.Select(known => known.Colour).Distinct().Count());
        Assert.StartsWith("The label maps have 255 values besides 0, and at most 254 classes", Assert.Throws<ReportedException>(() => LabelScheme.OfValues(Enumerable.Range(0, 256))).Message);
    }

    [Fact]
    public void What_was_written_is_read_again()
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("labels.toml");
        Schemes.Sample(
            scheme =>
            {
                File.WriteAllText(path, scheme.ToToml());
                Assert.Equal(scheme, LabelScheme.Load(path));
                Assert.Equal(scheme.GetHashCode(), LabelScheme.Load(path).GetHashCode());
            },
            threads: 1);
    }

    [Fact]
    public void Schemes_that_differ_are_not_equal()
    {
        Assert.NotEqual(Heart, Heart with { Ignored = [9] });
        Assert.NotEqual(Heart, Heart with { Background = [4] });
        Assert.NotEqual(Heart, Heart with { Classes = [Heart.Classes[0]] });
        Assert.NotEqual(Heart.Classes[0], Heart.Classes[0] with { Values = [4] });
        Assert.NotEqual(Heart.Classes[0], Heart.Classes[0] with { Colour = "#000001" });
    }

    [Fact]
    public void Colours_are_optional_and_single_values_need_no_list()
    {
        var scheme = Load("ignore = 9", "[[class]]", "name = 'a'", "value = -2", "[[class]]", "name = \"b\"", "values = 3", "colour = \"#a0B1c2\"");
        Assert.Equal(new LabelScheme([new("a", [-2], "#E69F00"), new("b", [3], "#a0B1c2")], [9]), scheme);
    }

    public static TheoryData<string, string> Errors { get; } = new()
    {
        { "ignore = 1", "FILE: has no class; add one: [[class]], and below it name = \"…\" and values = [1]." },
        { "ignored = [1]", "FILE, line 1: there is no key 'ignored' before the first [[class]]. Did you mean 'ignore'?" },
        { "name = 'a'", "FILE, line 1: there is no key 'name' before the first [[class]]. It belongs into a [[class]]." },
        { "ignore = ['a']", "FILE, line 1: 'ignore' must be a whole number, or a list of them in brackets, not ['a']." },
        { "ignore = 1979-05-27", "FILE, line 1: 'ignore' must be a whole number, or a list of them in brackets, not 1979-05-27." },
        { "background = ['a']", "FILE, line 1: 'background' must be a whole number, or a list of them in brackets, not ['a']." },
        { "background = [1]|ignore = [1]", "FILE, line 2: the value 1 belongs to 'background' already; a value has one meaning: remove it from one of the two." },
        { "backgroud = [1]", "FILE, line 1: there is no key 'backgroud' before the first [[class]]. Did you mean 'background'?" },
        { "[[class]]|name = 'a'|value = 1|background = 2", "FILE, line 4: there is no key 'background' in [[class]]. It belongs before the first [[class]]." },
        { "ignore = [1, 1]", "FILE, line 1: the value 1 belongs to 'ignore' already; a value has one meaning: remove it from one of the two." },
        { "[class]|name = 'a'", "FILE, line 1: there is no section [class]. Write it with two brackets: [[class]]." },
        { "[[clas]]|name = 'a'", "FILE, line 1: there is no section [clas]. There are only [[class]] tables." },
        { "[[class]]|name = 'a'|values.x = [1]", "FILE, line 3: there is no key 'values.x' in [[class]]. Did you mean 'values'?" },
        { "[[class]]|values = [1]", "FILE, line 1: the class has no 'name'; give it one in quotes." },
        { "[[class]]|name = ' '", "FILE, line 2: 'name' must be a name in quotes, not ' '." },
        { "[[class]]|name = 3", "FILE, line 2: 'name' must be a name in quotes, not 3." },
        { "[[class]]|name = 'a'", "FILE, line 1: class 'a' has no 'values'; list those of the label maps that belong to it, as in values = [1]." },
        { "[[class]]|name = 'a'|values = [1]|value = 2", "FILE, line 4: class 'a' has both 'values' and 'value'; remove one of the two." },
        { "[[class]]|name = 'a'|values = []", "FILE, line 3: 'values' must be a whole number, or a list of them in brackets, not []." },
        { "[[class]]|name = 'a'|values = [1.5]", "FILE, line 3: 'values' must be a whole number, or a list of them in brackets, not [1.5]." },
        { "[[class]]|name = 'a'|value = 3000000000", "FILE, line 3: 'value' must be a whole number, or a list of them in brackets, not 3000000000." },
        { "[[class]]|name = 'a'|value = 1|[[class]]|name = 'b'|value = 1", "FILE, line 6: the value 1 belongs to class 'a' already; a value has one meaning: remove it from one of the two." },
        { "[[class]]|name = 'a'|value = 1|[[class]]|name = 'a'|value = 2", "FILE, line 5: two classes are called 'a'; rename one, or put the values of both into one class." },
        { "[[class]]|name = 'a'|value = 1|color = '#000000'", "FILE, line 4: there is no key 'color' in [[class]]. Did you mean 'colour'?" },
        { "[[class]]|name = 'a'|value = 1|ignore = 2", "FILE, line 4: there is no key 'ignore' in [[class]]. It belongs before the first [[class]]." },
        { "[[class]]|name = 'a'|value = 1|colour = 'orange'", "FILE, line 4: 'colour' must be red, green and blue in quotes, two hexadecimal digits each, as in \"#E69F00\", not 'orange'." },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void Errors_name_file_and_line(string toml, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("labels.toml");
        File.WriteAllLines(path, toml.Split('|'));
        Assert.Equal(message.Replace("FILE", path, StringComparison.Ordinal), Assert.Throws<ReportedException>(() => LabelScheme.Load(path)).Message);
    }

    [Fact]
    public void What_is_no_TOML_or_no_file_or_too_much_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("labels.toml");
        Assert.Equal($"{path}: there is no such file; check the path.", ErrorOf());
        File.WriteAllText(path, "[[class]]\nname = 'a'\nvalue = \n");
        Assert.StartsWith($"{path}, line 3: ", ErrorOf());
        File.WriteAllText(path, "[[class]]\nname = 'a'\n\"name\" = 'b'\nvalue = 1\n");
        Assert.StartsWith($"{path}, line 3: ", ErrorOf());
        File.WriteAllText(path, string.Concat(Enumerable.Range(1, 255).Select(i => $"[[class]]\nname = '{i}'\nvalue = {i}\n")));
        Assert.Equal($"{path}, line 763: at most 254 classes can be learned; put several values into one class.", ErrorOf());

        string ErrorOf() => Assert.Throws<ReportedException>(() => LabelScheme.Load(path)).Message;
    }

    private static Gen<int[]> Values { get; } = Gen.OneOf(Gen.Int[-3, 300], Gen.Int).Array[1, 9];

    private static Gen<LabelScheme> Schemes { get; } = Gen.Select(
        Values.Select(values => values.Distinct().ToArray()), Gen.OneOf(Gen.Char[' ', 'z'], Gen.Char['\0', '\u00ff'], Gen.Const('心')).Array[1, 8], Gen.Int[0, 9], Gen.Int[0, 0xFFFFFF], SchemeOf);

    // The values are dealt out to the ignored ones and the background, and to classes of one or more.
    private static LabelScheme SchemeOf(int[] values, char[] name, int others, int colour)
    {
        int first = Math.Min(others, values.Length - 1);
        return new LabelScheme(
            [.. values[first..].Chunk(1 + others % 3).Select((own, i) => new LabelClass($"{new string(name)}{i}", [.. own], $"#{colour:x6}"))],
            [.. values[..(first / 2)]])
        {
            Background = [.. values[(first / 2)..first]],
        };
    }

    private static Volume<int> Map(params int[] values) => new(Geometry.OfSize(1, 1, values.Length), values);

    private static LabelScheme Load(params string[] lines)
    {
        using var folder = new TemporaryFolder();
        string path = folder.FileNamed("labels.toml");
        File.WriteAllLines(path, lines);
        return LabelScheme.Load(path);
    }
}
