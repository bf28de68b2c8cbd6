using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Repository;

/// <summary>Reads the commit, the remote and dangerous configuration from the files of <c>.git</c>, without running git, which would obey that configuration.</summary>
internal static class GitFolder
{
    private const int LongestFile = 4 << 20;

    // Keys whose value git runs as a program (git-config documentation); a clone never brings them along, a copied folder does.
    private static readonly string[] RunningKeys = ["core.fsmonitor", "core.hookspath", "core.sshcommand", "core.editor", "core.pager", "core.gitproxy", "credential.helper", "diff.external", "gpg.program", "uploadpack.packobjectshook"];

    /// <summary>Adds what the git files say.</summary>
    internal static void Read(RepositoryBuilder facts)
    {
        var git = Path.Combine(facts.Folder, ".git");
        // A link or a file that points elsewhere is a work tree whose data stand outside this folder.
        if (!Directory.Exists(git) || new DirectoryInfo(git).LinkTarget is not null) return;
        var remote = ReadConfiguration(facts);
        if (Text(facts, "HEAD") is not { } head) return;
        head = head.Trim();
        var branch = head.StartsWith("ref: ", StringComparison.Ordinal) ? head[5..].Trim() : null;
        var commit = branch is null ? head : IsPlain(branch) ? Text(facts, branch)?.Trim() ?? Packed(facts, branch) : null;
        if (commit is not null && IsCommit(commit)) facts.Origins.Add(new RepositoryOrigin("git", commit, remote ?? branch, ".git/HEAD"));
        else facts.AddGap(RepositoryAspect.Origin, CoverageGapKind.Malformed, ".git/HEAD", "The folder has git files, but they name no commit.");
    }

    /// <summary>Whether a text is the name of a commit: 40 or 64 hexadecimal digits.</summary>
    internal static bool IsCommit(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigit);

    /// <summary>An address without user name and password.</summary>
    internal static string WithoutCredentials(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0) return address;
        var at = address.IndexOf('@', scheme);
        var path = address.IndexOf('/', scheme + 3);
        return at < 0 || (path >= 0 && at > path) ? address : address[..(scheme + 3)] + address[(at + 1)..];
    }

    // A reference is a path below .git and must stay there.
    private static bool IsPlain(string reference) => reference.StartsWith("refs/", StringComparison.Ordinal) && !MemberName.LeavesFolder(reference) && !reference.Contains("..", StringComparison.Ordinal) && !reference.Contains('\0', StringComparison.Ordinal);

    private static string? Packed(RepositoryBuilder facts, string reference) => Text(facts, "packed-refs")?.Split('\n')
        .Select(line => line.Trim().Split(' ', 2))
        .FirstOrDefault(p => p.Length == 2 && p[1] == reference)?[0];

    private static string? ReadConfiguration(RepositoryBuilder facts)
    {
        var section = string.Empty;
        string? remote = null;
        foreach (var raw in (Text(facts, "config") ?? string.Empty).Split('\n'))
        {
            var line = raw.Trim();
            if (line.StartsWith('[')) section = line.Trim('[', ']').Trim();
            var (key, value) = line.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? (line[..at].Trim().ToLowerInvariant(), line[(at + 1)..].Trim()) : (string.Empty, string.Empty);
            if (key.Length == 0) continue;
            if (key == "url" && section.StartsWith("remote ", StringComparison.OrdinalIgnoreCase)) remote ??= WithoutCredentials(value);
            var isFilter = section.StartsWith("filter ", StringComparison.OrdinalIgnoreCase) && key is "clean" or "smudge" or "process" && !value.StartsWith("git-lfs ", StringComparison.Ordinal);
            if (isFilter || RunningKeys.Contains($"{section}.{key}".ToLowerInvariant())) facts.GitCommands.Add($"{section}.{key} = {Shorten(value)}");
        }

        return remote;
    }

    private static string Shorten(string value) => value.Length > 80 ? value[..80] + "…" : value;

    private static string? Text(RepositoryBuilder facts, string name)
    {
        try
        {
            var path = Path.Combine(facts.Folder, ".git", name);
            if (!File.Exists(path) || !FolderPath.IsBelow(FolderPath.Resolve(path), FolderPath.Resolve(facts.Folder))) return null;
            using var source = FileSource.Open(path);
            if (source.Length > LongestFile)
            {
                facts.AddGap(RepositoryAspect.Origin, CoverageGapKind.LimitReached, $".git/{name}", $"'.git/{name}' has more than {LongestFile} bytes.");
                return null;
            }

            var bytes = new byte[source.Length];
            return System.Text.Encoding.UTF8.GetString(bytes.AsSpan(0, source.Read(0, bytes)));
        }
        catch (ArtifactException e)
        {
            facts.AddGap(RepositoryAspect.Origin, CoverageGapKind.Malformed, $".git/{name}", $"'.git/{name}' cannot be read: {e.Message}");
            return null;
        }
    }
}
