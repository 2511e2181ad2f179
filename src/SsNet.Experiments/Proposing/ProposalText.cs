using System.Globalization;
using System.Text;
using SsNet.Experiments.Recipes;

namespace SsNet.Experiments.Proposing;

/// <summary>A proposed recipe as a file that says why each value is what it is.</summary>
public static class ProposalText
{
    private static readonly (string Key, string Reason)[] Settings =
    [
        ("layout", "A folder made by 'ssnet prepare'; name it with --data."),
        ("labelled", "Training cases whose label is used, from the head of train.list; 0 for all that have one. A number shows what fewer labels would give."),
        ("downsampling", "Voxels along each side of the blocks that are averaged before the network sees an image: 1 is sharper, and slower."),
        ("slice-axis", "The axis along which slices follow each other: the one with the widest spacing or, where none stands out, the one along which the volumes are thin, else from feet to head. Nothing is turned out of their plane."),
        ("architecture", "v-net for volumes; u-net for slices, which suits slices that are far apart."),
        ("classes", "Classes, the background included."),
        ("input-channels", "Channels of an image."),
        ("base-width", "Feature channels at the finest level: 16 in the paper, fewer are faster."),
        ("method", "ss-net learns from unlabelled scans too. Compare: supervised, ua-mt, sassnet, dtc, urpc, mc-net."),
        ("dice", "The form of the Dice loss that the paper's code has for volumes of two classes (linear), or for slices of several (squared)."),
        ("consistency-weight", "Weight of the unsupervised losses once the ramp is over."),
        ("ramp-up-length", "The ramp lasts ramp-up-length times ramp-up-interval iterations."),
        ("ramp-up-interval", ""),
        ("ramp-up-counts-current", ""),
        ("probe", "The perturbation's lengths: as strong per voxel as in the paper. Change them with the patch."),
        ("magnitude", ""),
        ("iterations", "Length of the run. More is better, up to the paper's 15000 (volumes) or 30000 (slices)."),
        ("labelled-per-batch", "Samples in a batch; 0 unlabelled ones for supervised training."),
        ("unlabelled-per-batch", ""),
        ("patch", "Voxels of a sample, after downsampling: two axes train on slices, three on volumes. Multiples of 16."),
        ("fit", "zoom: whole slices are resampled to the patch. crop: patches are cut out, and windows slide over an image."),
        ("learning-rate", ""),
        ("schedule", "How the learning rate falls: step, constant or polynomial."),
        ("seed", "The number from which all randomness derives."),
        ("selection", "Which weights are the result: val (val.list, or labelled cases held out if there are 10 or more; else the last ones), last, or test (optimistic)."),
        ("validate-every", ""),
        ("checkpoint-every", "A run that is stopped goes on from its last checkpoint."),
        ("stride", "Voxels between two windows; smaller is smoother and slower."),
        ("windows-per-batch", ""),
        ("largest-component", "Whether only the largest piece of each class is kept: so it is where nearly all labels are of one piece."),
    ];

    /// <summary>The recipe as TOML with comments; <see cref="RecipeFile.Load"/> reads it back.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="heading">Lines to begin with, without comment signs.</param>
    public static string Of(Recipe recipe, IEnumerable<string> heading)
    {
        var text = new StringBuilder();
        foreach (string line in heading) text.Append(line.Length == 0 ? "#" : $"# {line}").Append('\n');
        foreach (var section in Settings.Select(setting => (Key: RecipeKeys.All.Single(key => key.Name == setting.Key), setting.Reason)).GroupBy(setting => setting.Key.Section))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n[{section.Key}]\n");
            foreach (var (key, reason) in section)
            {
                if (key.Name == "stride" && recipe.Fit == Data.ImageFit.Zoom) continue;
                if (reason.Length > 0) text.Append(CultureInfo.InvariantCulture, $"# {reason}\n");
                text.Append(CultureInfo.InvariantCulture, $"{key.Name} = {key.ToToml(recipe)}\n");
            }
        }

        return text.ToString();
    }
}
