using MlSecPol.Engine.Artifacts.Ole;

namespace MlSecPol.Engine.Datasets.Files.Containers;

/// <summary>Tells by the names of parts whether an office document carries macros: parts of Open Packaging and OpenDocument, storages of compound files.</summary>
internal static class MacroJudge
{
    /// <summary>What the name of a member shows; null for data.</summary>
    internal static string? OfMember(string name)
    {
        var plain = name.Replace('\\', '/').ToLowerInvariant();
        var file = plain[(plain.LastIndexOf('/') + 1)..];
        if (file.StartsWith("vbaproject", StringComparison.Ordinal) && file.EndsWith(".bin", StringComparison.Ordinal)) return "It is a project of Visual Basic macros";
        if (plain.Contains("/macrosheets/", StringComparison.Ordinal)) return "It is a sheet of Excel 4.0 macros";
        if (plain.Contains("/activex/", StringComparison.Ordinal) && file.EndsWith(".bin", StringComparison.Ordinal)) return "It is an ActiveX control";
        if ((plain.StartsWith("basic/", StringComparison.Ordinal) || plain.StartsWith("scripts/", StringComparison.Ordinal)) && file.Length > 0 && !file.EndsWith("-lc.xml", StringComparison.Ordinal) && !file.EndsWith("-lb.xml", StringComparison.Ordinal))
            return "It is a macro of an OpenDocument file";
        return null;
    }

    /// <summary>What the directory of a compound file shows; null for data.</summary>
    internal static string? OfCompound(IReadOnlyList<CompoundEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Name.Equals("_VBA_PROJECT", StringComparison.OrdinalIgnoreCase) || entry.Name.Equals("_VBA_PROJECT_CUR", StringComparison.OrdinalIgnoreCase)
                || (!entry.IsStream && (entry.Name.Equals("VBA", StringComparison.OrdinalIgnoreCase) || entry.Name.Equals("Macros", StringComparison.OrdinalIgnoreCase))))
                return $"The document has a storage of macros ('{entry.Name}')";
        }

        return null;
    }
}
