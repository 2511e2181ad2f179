using System.Collections.Immutable;

namespace SsNet.Experiments.Scans.Layouts;

/// <summary>Images in <c>images</c>, and the label maps of some or all of them under the same names in <c>labels</c>; lists, groups and a label scheme beside them if there are any.</summary>
internal sealed class PlainLayout : IScanLayout
{
    private const string Images = "images";
    private const string SchemeName = "labels.toml";

    /// <inheritdoc/>
    public string Description => $"{Images}/<case> with {PlainLabels.FolderName}/<case> where there is a label, files or folders of slices in any format that is read";

    /// <inheritdoc/>
    public ScanCollection? Open(string folder, ScanOptions options)
    {
        string imageFolder = Path.Combine(folder, Images);
        if (!Directory.Exists(imageFolder)) return null;
        var gathering = new ScanGathering(folder, options);
        var images = ImageNames.In(imageFolder, out var passedOver);
        gathering.Note(passedOver, ImageNames.PassedOver(Images));

        var labels = new PlainLabels(folder, gathering);
        var cases = CasesOf(images, labels);
        string[] ids = [.. cases.Select(entry => entry.Id)];
        var labelOf = labels.OfCases(ids, gathering);
        var groups = PlainGroups.Of(folder, ids, gathering);
        var lists = new PlainLists(folder, ids, gathering);
        lists.RequireLabels(labelOf.Keys);
        lists.RequireWholeGroups(groups);
        var channelsOf = cases.ToLookup(entry => entry.Id, entry => entry.Channels);
        foreach (var (id, part) in lists.Cases)
        {
            // Two images of one name are two scans here, for the gathering to refuse.
            foreach (var channels in channelsOf[id]) gathering.Add(new Scan(id, groups.GetValueOrDefault(id, id), channels, labelOf.GetValueOrDefault(id), part));
        }

        int count = cases.FirstOrDefault().Channels is { IsDefault: false } first ? first.Length : 1;
        string schemePath = Path.Combine(folder, SchemeName);
        return gathering.ToCollection(
            "images and labels",
            count == 1 ? ["image"] : [.. Enumerable.Range(1, count).Select(channel => $"channel {channel}")],
            File.Exists(schemePath) ? LabelScheme.Load(schemePath) : null);
    }

    /// <summary>Every image a case, or the channels of a case together if all names end in _0000, _0001 and so on, the same in every case.</summary>
    private static List<(string Id, ImmutableArray<ScanImage> Channels)> CasesOf(IReadOnlyList<(string Id, string Path)> images, PlainLabels labels)
    {
        var named = images.Select(image => (Name: ChannelFiles.Parse(image.Id), image.Path)).ToList();
        if (named.TrueForAll(image => image.Name is not null))
        {
            var byCase = named.GroupBy(image => image.Name!.Value.Case, image => (image.Name!.Value.Channel, image.Path)).Select(files => (Id: files.Key, Files: files.OrderBy(file => file.Channel).ToList())).ToList();
            int count = byCase.Count > 0 ? byCase[0].Files.Count : 0;
            bool areAlike = byCase.TrueForAll(entry => entry.Files.Select(file => file.Channel).SequenceEqual(Enumerable.Range(0, count)));
            // Scans may be numbered in the same way: then labels have the numbers too, or all would be one case.
            bool areNumbered = labels.HasAny(images.Select(image => image.Id)) || (byCase.Count == 1 && !labels.HasAny([byCase[0].Id]));
            if (areAlike && !areNumbered) return [.. byCase.Select(entry => (entry.Id, entry.Files.Select(file => new ScanImage(file.Path)).ToImmutableArray()))];
        }

        return [.. images.Select(image => (image.Id, ImmutableArray.Create(new ScanImage(image.Path))))];
    }
}
