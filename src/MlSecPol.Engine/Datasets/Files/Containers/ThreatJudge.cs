using System.Collections.Frozen;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Files.Containers;

/// <summary>Tells content that can act from data, by its beginning and, for what has no signature, by its name. Nothing is loaded.</summary>
internal static class ThreatJudge
{
    /// <summary>Bytes of the beginning that decide.</summary>
    internal const int HeadLength = 64 * 1024;

    private static readonly FrozenSet<string> ScriptNames =
        (".ps1 .psm1 .psd1 .bat .cmd .vbs .vbe .js .jse .wsf .wsh .hta .sh .bash .zsh .csh .command .py .pyw .pl .rb .lua .php .jar .lnk .scr .exe .com .dll .cpl .pif .msi .reg .scpt .desktop .url")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a content can do; null for data.</summary>
    /// <param name="format">Its format.</param>
    /// <param name="head">Its beginning.</param>
    /// <param name="name">Its name.</param>
    /// <param name="member">Where it stands.</param>
    /// <param name="offset">Where it begins there.</param>
    internal static ContentThreat? Judge(ArtifactFormat format, ReadOnlySpan<byte> head, string name, string? member, long offset = 0)
    {
        var called = FormatCatalogue.Describe(format).DisplayName;
        switch (format)
        {
            case ArtifactFormat.Elf or ArtifactFormat.PortableExecutable or ArtifactFormat.MachO or ArtifactFormat.Llamafile or ArtifactFormat.JavaClass or ArtifactFormat.WebAssembly
                or ArtifactFormat.Marshal:
                return new ContentThreat(ThreatKind.Program, member, offset, $"It is a program: {called}");
            case ArtifactFormat.Pickle or ArtifactFormat.TorchLegacy or ArtifactFormat.JavaSerialized or ArtifactFormat.RSerialized:
                return new ContentThreat(ThreatKind.Pickle, member, offset, $"It is {called}, whose loading can run code of its choice");
            case ArtifactFormat.NumPy when ObjectArray.IsOne(head):
                return new ContentThreat(ThreatKind.ObjectArray, member, offset, "It is a NumPy array of Python objects, which are a pickle behind the header");
            case ArtifactFormat.Script when head.StartsWith("#!"u8):
                return new ContentThreat(ThreatKind.Script, member, offset, "It is a script that names its interpreter");
        }

        var extension = Path.GetExtension(name);
        return ScriptNames.Contains(extension) ? new ContentThreat(ThreatKind.Script, member, offset, $"The extension '{extension}' is one that systems run or interpret") : null;
    }
}
