using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies TorchSharp.dll with two changes. It is marked as not to be optimised by the just-in-time compiler (DebuggableAttribute with
/// DisableOptimizations), so that the arguments of its methods stay alive until the method returns. And it no longer looks for libtorch by
/// itself, which would load the copy beside the program even where another libtorch is loaded already.
/// </summary>
public sealed class ChangeTorchSharp : Task
{
    // The attribute's value as metadata stores it: its length, the prolog 1, the modes as an int, no named arguments.
    private static readonly byte[] Optimised = { 8, 1, 0, 2, 0, 0, 0, 0, 0 };
    private static readonly byte[] NotOptimised = { 8, 1, 0, 3, 1, 0, 0, 0, 0 };

    /// <summary>The assembly as NuGet delivers it.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>Whether libtorch is left to the loader of the system, which takes what is loaded already, else what lies beside LibTorchSharp.</summary>
    public bool LeaveLibTorchToLoader { get; set; }

    /// <summary>Where the changed copy goes.</summary>
    [Required]
    public string Output { get; set; } = "";

    public override bool Execute()
    {
        byte[] content = File.ReadAllBytes(Assembly);
        if (!Replace(content, Optimised, NotOptimised))
        {
            Log.LogError("{0}: its DebuggableAttribute is not where it was in TorchSharp 0.107. Look whether a later version keeps "
                + "scalar arguments alive during native calls; if so, remove this step.", Assembly);
        }

        if (LeaveLibTorchToLoader)
        {
            foreach (string name in new[] { "torch_cpu", "torch_cuda" })
            {
                // A name of the same length that no library has: TorchSharp goes on when it finds none.
                if (Replace(content, UserString(name), UserString(name.ToUpperInvariant()))) continue;
                Log.LogError("{0}: it does not name {1} once, as TorchSharp 0.107 does. Look how a later version loads libtorch, and whether "
                    + "it takes one that is loaded already; if so, remove this step.", Assembly, name);
            }
        }

        if (Log.HasLoggedErrors) return false;
        Directory.CreateDirectory(Path.GetDirectoryName(Output)!);

        // Written beside the target and moved, so that a parallel build never sees half a file.
        string temporary = Output + "." + Guid.NewGuid().ToString("N");
        File.WriteAllBytes(temporary, content);
        if (File.Exists(Output)) File.Delete(Output);
        File.Move(temporary, Output);
        return true;
    }

    /// <summary>A string of the program as metadata stores it: its length, UTF-16, and 0 where all characters are plain.</summary>
    private static byte[] UserString(string text)
    {
        byte[] characters = Encoding.Unicode.GetBytes(text);
        var stored = new byte[characters.Length + 2];
        stored[0] = (byte)(characters.Length + 1);
        characters.CopyTo(stored, 1);
        return stored;
    }

    /// <summary>Replaces what stands at one place, and at one place only.</summary>
    private static bool Replace(byte[] content, byte[] old, byte[] other)
    {
        int place = Find(content, old, 0);
        if (place < 0 || Find(content, old, place + 1) >= 0) return false;
        other.CopyTo(content, place);
        return true;
    }

    private static int Find(byte[] content, byte[] sought, int start)
    {
        for (int i = start; i <= content.Length - sought.Length; i++)
        {
            int same = 0;
            while (same < sought.Length && content[i + same] == sought[same]) same++;
            if (same == sought.Length) return i;
        }

        return -1;
    }
}
