using System.Buffers;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>Judges names of files by their form alone, the way of Windows and of Unix at once: a model does not know where it will be loaded.</summary>
internal static class FileTargets
{
    private static readonly string[] SystemFolders =
        ["/etc/", "/proc/", "/sys/", "/dev/", "/boot/", "/bin/", "/sbin/", "/lib/", "/usr/bin/", "/usr/sbin/", "/usr/lib/", "/var/run/", "/run/", "/var/spool/", "~/.", "/root/.", "c:/windows/"];

    // What is named by way of the parents of a folder; folders of projects are called 'etc' and 'bin' as well.
    private static readonly string[] SystemFiles = ["etc/passwd", "etc/shadow", "etc/cron", "etc/hosts", "etc/ssh", "proc/self", "root/.", "windows/system32", "windows/win.ini"];

    private static readonly string[] WebSchemes = ["http://", "https://", "ftp://"];

    private static readonly SearchValues<char> Separators = SearchValues.Create("/\\");

    internal static FileTarget Of(string name)
    {
        if (string.IsNullOrWhiteSpace(name)) return FileTarget.None;
        name = name.Trim();
        var scheme = name.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0 && IsScheme(name.AsSpan(0, scheme)))
            return name.AsSpan(0, scheme).Equals("file", StringComparison.OrdinalIgnoreCase) ? Local(name[(scheme + 3)..]) : FileTarget.Remote;
        return Local(name);
    }

    /// <summary>Whether the name stands for something else than a file beside the model.</summary>
    internal static bool IsOutside(FileTarget target) => target is FileTarget.Above or FileTarget.Absolute or FileTarget.Remote;

    /// <summary>Whether the name leads to files of the operating system or settings of a user, where no model ever stood.</summary>
    internal static bool IsOfSystem(string name)
    {
        var kind = Of(name);
        var plain = name.Trim().Replace('\\', '/');
        if (kind == FileTarget.Above) return plain[(plain.LastIndexOf("../", StringComparison.Ordinal) + 3)..] is var rest && Array.Exists(SystemFiles, f => rest.StartsWith(f, StringComparison.OrdinalIgnoreCase));
        if (kind != FileTarget.Absolute) return false;
        if (plain.StartsWith("file://", StringComparison.OrdinalIgnoreCase)) plain = plain["file://".Length..];
        if (!plain.EndsWith('/')) plain += '/';
        return Array.Exists(SystemFolders, f => plain.StartsWith(f, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether the name is an address of the web, where no cloud keeps the files of its users.</summary>
    internal static bool IsOfWeb(string name) => Array.Exists(WebSchemes, s => name.TrimStart().StartsWith(s, StringComparison.OrdinalIgnoreCase));

    private static FileTarget Local(string name)
    {
        if (name.StartsWith("\\\\", StringComparison.Ordinal) || name.StartsWith("//", StringComparison.Ordinal))
            return name.Length > 2 && name[2] is not ('?' or '.') ? FileTarget.Remote : FileTarget.Absolute;
        if (name[0] is '/' or '\\' || name.StartsWith("~/", StringComparison.Ordinal)) return FileTarget.Absolute;
        if (name.Length >= 2 && name[1] == ':' && char.IsAsciiLetter(name[0])) return FileTarget.Absolute;
        int depth = 0, lowest = 0;
        var hasParent = false;
        var rest = name.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny(Separators);
            var part = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (part is "..")
            {
                hasParent = true;
                lowest = Math.Min(lowest, --depth);
            }
            else if (part.Length > 0 && part is not ".")
            {
                depth++;
            }
        }

        if (lowest < 0) return FileTarget.Above;
        return hasParent ? FileTarget.Detour : FileTarget.Inside;
    }

    private static bool IsScheme(ReadOnlySpan<char> scheme)
    {
        if (!char.IsAsciiLetter(scheme[0])) return false;
        foreach (var letter in scheme)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('+' or '-' or '.')) return false;
        }

        return true;
    }
}
