using System.Globalization;

namespace MlSecPol.Engine.Artifacts;

/// <summary>Judges names of members of an archive.</summary>
internal static class MemberName
{
    /// <summary>The name as the most lenient reader sees it: one kind of slash, no empty or current folders, cut at a NUL, without trailing blanks.</summary>
    internal static string Plain(string name)
    {
        var nul = name.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0) name = name[..nul];
        if (!name.Contains('\\', StringComparison.Ordinal) && !name.Contains("./", StringComparison.Ordinal) && !name.Contains("//", StringComparison.Ordinal)) return name.TrimEnd(' ');
        var parts = name.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != ".");
        return string.Join('/', parts).TrimEnd(' ') + (name.EndsWith('/') ? "/" : string.Empty);
    }

    /// <summary>Adds what is wrong with a name.</summary>
    internal static void AddOddities(List<ContainerOddity> found, string name, long offset)
    {
        if (LeavesFolder(name))
            found.Add(new ContainerOddity(ContainerOddityKind.PathTraversal, name, offset, $"The name '{Visible(name)}' leads out of the folder that the archive is unpacked to."));
        if (IsDeceptive(name))
            found.Add(new ContainerOddity(ContainerOddityKind.DeceptiveName, name, offset, $"The name '{Visible(name)}' holds characters that hide or reorder parts of it."));
    }

    /// <summary>Whether unpacking under the name writes outside the target folder, by the rules of either kind of system.</summary>
    internal static bool LeavesFolder(string name)
    {
        if (name.Length == 0) return false;
        if (name[0] is '/' or '\\') return true;
        if (name.Length >= 2 && name[1] == ':' && char.IsAsciiLetter(name[0])) return true;
        var depth = 0;
        foreach (var part in name.Replace('\\', '/').Split('/'))
        {
            if (part == "..") depth--;
            else if (part is not ("" or ".")) depth++;
            if (depth < 0) return true;
        }

        return false;
    }

    /// <summary>Whether a letter of a name cannot be seen, or changes how others are seen.</summary>
    internal static bool IsDeceptive(char c) => c < ' ' || c == '\x7F' || (c >= '\x80' && char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control);

    private static bool IsDeceptive(string name)
    {
        foreach (var c in name)
        {
            if (IsDeceptive(c)) return true;
        }

        return name.Length > 0 && name[^1] == ' ';
    }

    private static string Visible(string name) => string.Concat(name.Select(c =>
        IsDeceptive(c) ? $"\\u{(int)c:x4}" : c.ToString()));
}
