using System;
using System.IO;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies a managed assembly and marks it as not to be optimised by the just-in-time compiler (DebuggableAttribute with
/// DisableOptimizations), so that the arguments of its methods stay alive until the method returns.
/// </summary>
public sealed class KeepArgumentsAlive : Task
{
    // The attribute's value as metadata stores it: its length, the prolog 1, the modes as an int, no named arguments.
    private static readonly byte[] Optimised = { 8, 1, 0, 2, 0, 0, 0, 0, 0 };
    private static readonly byte[] NotOptimised = { 8, 1, 0, 3, 1, 0, 0, 0, 0 };

    /// <summary>The assembly as NuGet delivers it.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>Where the changed copy goes.</summary>
    [Required]
    public string Output { get; set; } = "";

    public override bool Execute()
    {
        byte[] content = File.ReadAllBytes(Assembly);
        int place = Find(content, 0);
        if (place < 0 || Find(content, place + 1) >= 0)
        {
            Log.LogError("{0}: its DebuggableAttribute is not where it was in TorchSharp 0.107. Look whether a later version keeps "
                + "scalar arguments alive during native calls; if so, remove this step.", Assembly);
            return false;
        }

        NotOptimised.CopyTo(content, place);
        Directory.CreateDirectory(Path.GetDirectoryName(Output)!);

        // Written beside the target and moved, so that a parallel build never sees half a file.
        string temporary = Output + "." + Guid.NewGuid().ToString("N");
        File.WriteAllBytes(temporary, content);
        if (File.Exists(Output)) File.Delete(Output);
        File.Move(temporary, Output);
        return true;
    }

    private static int Find(byte[] content, int start)
    {
        for (int i = start; i <= content.Length - Optimised.Length; i++)
        {
            int same = 0;
            while (same < Optimised.Length && content[i + same] == Optimised[same]) same++;
            if (same == Optimised.Length) return i;
        }

        return -1;
    }
}
