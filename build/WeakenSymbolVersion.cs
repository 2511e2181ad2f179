using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies a 64-bit little-endian ELF library and marks one needed symbol version as weak (VER_FLG_WEAK), so that the
/// loader accepts a C++ runtime that lacks it. Layout: System V gABI, section SHT_GNU_verneed.
/// </summary>
public sealed class WeakenSymbolVersion : Task
{
    private const uint SectionTypeVersionNeeds = 0x6ffffffe;
    private const ushort FlagWeak = 0x2;

    /// <summary>The library as NuGet delivers it.</summary>
    [Required]
    public string Library { get; set; } = "";

    /// <summary>The version to weaken, such as GLIBCXX_3.4.32.</summary>
    [Required]
    public string Version { get; set; } = "";

    /// <summary>Where the changed copy goes.</summary>
    [Required]
    public string Output { get; set; } = "";

    public override bool Execute()
    {
        byte[] elf = File.ReadAllBytes(Library);
        if (elf.Length < 64 || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F' || elf[4] != 2 || elf[5] != 1)
        {
            Log.LogError("{0} is not a 64-bit little-endian ELF library.", Library);
            return false;
        }

        Weaken(elf);
        Directory.CreateDirectory(Path.GetDirectoryName(Output)!);

        // Written beside the target and moved, so that a parallel build never sees half a file.
        string temporary = Output + "." + Guid.NewGuid().ToString("N");
        File.WriteAllBytes(temporary, elf);
        if (File.Exists(Output)) File.Delete(Output);
        File.Move(temporary, Output);
        return true;
    }

    private void Weaken(byte[] elf)
    {
        long sections = BitConverter.ToInt64(elf, 0x28);
        int sectionSize = BitConverter.ToUInt16(elf, 0x3a);
        int sectionCount = BitConverter.ToUInt16(elf, 0x3c);
        for (int i = 0; i < sectionCount; i++)
        {
            int section = (int)sections + i * sectionSize;
            if (BitConverter.ToUInt32(elf, section + 4) != SectionTypeVersionNeeds) continue;

            int needs = (int)BitConverter.ToInt64(elf, section + 0x18);
            int namesSection = (int)sections + (int)BitConverter.ToUInt32(elf, section + 0x28) * sectionSize;
            int names = (int)BitConverter.ToInt64(elf, namesSection + 0x18);
            for (int need = needs; ;)
            {
                int auxiliary = need + (int)BitConverter.ToUInt32(elf, need + 8);
                for (int left = BitConverter.ToUInt16(elf, need + 2); left > 0; left--)
                {
                    if (Name(elf, names + (int)BitConverter.ToUInt32(elf, auxiliary + 8)) == Version)
                    {
                        elf[auxiliary + 4] |= (byte)FlagWeak;
                    }

                    auxiliary += (int)BitConverter.ToUInt32(elf, auxiliary + 12);
                }

                int next = (int)BitConverter.ToUInt32(elf, need + 12);
                if (next == 0) break;
                need += next;
            }
        }
    }

    private static string Name(byte[] elf, int start)
    {
        int end = start;
        while (elf[end] != 0) end++;
        return Encoding.ASCII.GetString(elf, start, end - start);
    }
}
