namespace MlSecPol.Engine.Datasets.Files.Volumes;

/// <summary>The block devices of Linux as <c>/sys/class/block</c> shows them: which lies on which, and which are maps of dm-crypt.</summary>
/// <param name="system">The folder that is <c>/sys</c>.</param>
internal sealed class BlockDevices(string system)
{
    private const int Deepest = 16;

    private string Blocks => Path.Combine(system, "class", "block");

    /// <summary>The name under which sysfs knows a device; null where it does not.</summary>
    /// <param name="source">What is mounted, for example <c>/dev/mapper/data</c>.</param>
    /// <param name="device">The device, as <c>major:minor</c>.</param>
    internal string? Find(string source, string device)
    {
        if (!Directory.Exists(Blocks)) return null;
        if (source.StartsWith("/dev/", StringComparison.Ordinal))
        {
            var name = Path.GetFileName(source);
            if (Directory.Exists(Path.Combine(Blocks, name))) return name;
            foreach (var block in Directory.EnumerateDirectories(Blocks))
            {
                if (Text(Path.Combine(block, "dm", "name")) == name) return Path.GetFileName(block);
            }
        }

        // By number: file systems of several devices have a number of their own, which sysfs does not know.
        return Directory.EnumerateDirectories(Blocks).FirstOrDefault(block => Text(Path.Combine(block, "dev")) == device) is { } found ? Path.GetFileName(found) : null;
    }

    /// <summary>Whether a device, or everything below it, is a map of dm-crypt; null where the way down does not end.</summary>
    internal bool? IsEncrypted(string name, int depth = 0)
    {
        if (depth > Deepest) return null;
        var folder = Path.Combine(Blocks, name);
        if (Text(Path.Combine(folder, "dm", "uuid"))?.StartsWith("CRYPT-", StringComparison.Ordinal) == true) return true;
        var below = Path.Combine(folder, "slaves");
        var names = Directory.Exists(below) ? Directory.EnumerateFileSystemEntries(below).Select(e => Path.GetFileName(e)).ToList() : [];
        if (names.Count == 0) return false;
        var answers = names.ConvertAll(n => IsEncrypted(n, depth + 1));
        return answers.Contains(null) ? null : answers.TrueForAll(a => a == true);
    }

    /// <summary>The file that a loop device shows as a disk; null for other devices.</summary>
    internal string? BackingFile(string name) => Text(Path.Combine(Blocks, name, "loop", "backing_file"));

    private static string? Text(string path) => File.Exists(path) ? File.ReadAllText(path).Trim() : null;
}
