using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Secrets;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository.Secrets;

namespace MlSecPol.Engine.Models.Repository;

/// <summary>
/// Reads the commit, the remote and dangerous configuration from the files of <c>.git</c>, without running git, which would obey that configuration. Neither the
/// history nor the index is read: whether files differ from the commit is not known.
/// </summary>
internal sealed class GitFolder
{
    private const int LongestFile = 4 << 20;
    private const int MostHooks = 100;

    // Keys whose value git runs as a program (git-config documentation); a clone never brings them along, a copied folder does.
    private static readonly string[] RunningKeys = ["core.fsmonitor", "core.hookspath", "core.sshcommand", "core.editor", "core.pager", "core.gitproxy", "credential.helper", "diff.external", "gpg.program", "uploadpack.packobjectshook"];

    private readonly RepositoryBuilder _facts;

    // Of a work tree HEAD stands apart from what all work trees share.
    private readonly string _own;
    private readonly string _shared;

    private GitFolder(RepositoryBuilder facts, string own, string shared)
    {
        _facts = facts;
        _own = own;
        _shared = shared;
    }

    /// <summary>Adds what the git files say.</summary>
    internal static void Read(RepositoryBuilder facts)
    {
        var git = Path.Combine(facts.Folder, ".git");
        if (Directory.Exists(git))
        {
            // A link leads to the data of another folder.
            if (new DirectoryInfo(git).LinkTarget is null) new GitFolder(facts, git, git).Read(isInside: true);
        }
        else if (File.Exists(git) && Elsewhere(facts, git) is var (own, shared))
        {
            new GitFolder(facts, own, shared).Read(isInside: false);
        }
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

    /// <summary>
    /// Where the data of a work tree or submodule stand, by its file <c>.git</c>; null unless they stand where git puts them, so that a made-up file does not
    /// have others read.
    /// </summary>
    private static (string Own, string Shared)? Elsewhere(RepositoryBuilder facts, string file)
    {
        if (Text(facts, file, ".git")?.Split('\n')[0] is not { } line || !line.StartsWith("gitdir:", StringComparison.Ordinal)) return null;
        var own = Path.GetFullPath(line["gitdir:".Length..].Trim(), facts.Folder);
        var parts = own.Split(Path.DirectorySeparatorChar);
        var git = Array.LastIndexOf(parts, ".git");
        if (git <= 0 || git + 2 >= parts.Length || parts[git + 1] is not ("worktrees" or "modules") || !Directory.Exists(own)) return null;
        return (own, parts[git + 1] == "modules" ? own : string.Join(Path.DirectorySeparatorChar, parts[..(git + 1)]));
    }

    private void Read(bool isInside)
    {
        var remote = ReadConfiguration(isInside);
        if (isInside) ReadHooks();
        if (Text(_own, "HEAD") is not { } head) return;
        head = head.Trim();
        var branch = head.StartsWith("ref: ", StringComparison.Ordinal) ? head[5..].Trim() : null;
        var commit = branch is null ? head : IsPlain(branch) ? (Text(_own, branch) ?? Text(_shared, branch))?.Trim() ?? Packed(branch) : null;
        if (commit is not null && IsCommit(commit)) _facts.Origins.Add(new RepositoryOrigin("git", commit, remote ?? branch, isInside ? ".git/HEAD" : ".git"));
        else _facts.AddGap(RepositoryAspect.Origin, CoverageGapKind.Malformed, ".git/HEAD", "The folder has git files, but they name no commit.");
    }

    // A reference is a path below .git and must stay there.
    private static bool IsPlain(string reference) => reference.StartsWith("refs/", StringComparison.Ordinal) && !MemberName.LeavesFolder(reference) && !reference.Contains("..", StringComparison.Ordinal) && !reference.Contains('\0', StringComparison.Ordinal);

    private string? Packed(string reference) => Text(_shared, "packed-refs")?.Split('\n')
        .Select(line => line.Trim().Split(' ', 2))
        .FirstOrDefault(p => p.Length == 2 && p[1] == reference)?[0];

    private string? ReadConfiguration(bool isInside)
    {
        var section = string.Empty;
        string? remote = null;
        var text = Text(_shared, "config") ?? string.Empty;
        foreach (var (raw, number) in text.Split('\n').Select((l, i) => (l, i + 1)))
        {
            var line = raw.Trim();
            if (line.StartsWith('[')) section = line.Trim('[', ']').Trim();
            var (key, value) = line.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? (line[..at].Trim().ToLowerInvariant(), line[(at + 1)..].Trim()) : (string.Empty, string.Empty);
            if (key.Length == 0) continue;
            if (key == "url" && section.StartsWith("remote ", StringComparison.OrdinalIgnoreCase)) remote ??= WithoutCredentials(value);
            if (!isInside) continue;
            SecretScanner.Scan(line, SecretScan.AddressPasswords, match => _facts.Secrets.Add(new SecretSighting(match.Kind, ".git/config", number, match.Start, match.Masked)));
            var isFilter = section.StartsWith("filter ", StringComparison.OrdinalIgnoreCase) && key is "clean" or "smudge" or "process" && !value.StartsWith("git-lfs ", StringComparison.Ordinal);
            if (isFilter || RunningKeys.Contains($"{section}.{key}".ToLowerInvariant())) _facts.GitCommands.Add($"{section}.{key} = {ShortText.Of(value)}");
        }

        return remote;
    }

    /// <summary>Programs that git runs by itself; those that end in <c>.sample</c> it does not.</summary>
    private void ReadHooks()
    {
        try
        {
            var hooks = new DirectoryInfo(Path.Combine(_own, "hooks"));
            if (!hooks.Exists || hooks.LinkTarget is not null) return;
            foreach (var hook in hooks.EnumerateFiles().Where(h => h.Extension != ".sample" && h.Length > 0).OrderBy(h => h.Name, StringComparer.Ordinal).Take(MostHooks)) _facts.GitCommands.Add($"hooks/{hook.Name}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _facts.AddGap(RepositoryAspect.Listing, CoverageGapKind.Malformed, ".git/hooks", $"'.git/hooks' cannot be listed: {e.Message}");
        }
    }

    private string? Text(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) && FolderPath.IsBelow(FolderPath.Resolve(path), FolderPath.Resolve(folder)) ? Text(_facts, path, $".git/{name}") : null;
    }

    private static string? Text(RepositoryBuilder facts, string path, string name)
    {
        try
        {
            using var source = FileSource.Open(path);
            if (source.Length > LongestFile)
            {
                facts.AddGap(RepositoryAspect.Origin, CoverageGapKind.LimitReached, name, $"'{name}' has more than {LongestFile} bytes.");
                return null;
            }

            var bytes = new byte[source.Length];
            return System.Text.Encoding.UTF8.GetString(bytes.AsSpan(0, source.Read(0, bytes)));
        }
        catch (ArtifactException e)
        {
            facts.AddGap(RepositoryAspect.Origin, CoverageGapKind.Malformed, name, $"'{name}' cannot be read: {e.Message}");
            return null;
        }
    }
}
