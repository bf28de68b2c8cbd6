using System.Collections.Frozen;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Repository;

/// <summary>
/// Tells what git keeps for itself in its folder, its history above all, from what is only kept there: hooks, which git runs, and files that git has no use for.
/// A name alone does not decide: content of another kind under the name of an object is no object.
/// </summary>
internal static class GitStore
{
    /// <summary>Why what git keeps for itself is not looked at.</summary>
    internal const string Unread = "Git keeps its history here; objects, references and indexes are no models and were not looked at. Hooks, and files that git does not keep here, were.";

    private const string Folder = ".git";
    private const int Head = 512;
    private const int ShortId = 38;
    private const int LongId = 62;
    private const int LargeFileId = 64;

    private static readonly FrozenSet<string> Files = new[]
    {
        "HEAD", "config", "config.worktree", "description", "index", "packed-refs", "shallow", "COMMIT_EDITMSG", "MERGE_MSG", "MERGE_RR", "MERGE_MODE", "SQUASH_MSG", "gitdir", "commondir", "locked", "branch",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Folders = new[] { "objects", "refs", "logs", "info", "branches", "rr-cache" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a target is the folder of git itself.</summary>
    internal static bool IsStore(string target) => Path.GetFileName(target) == Folder && Directory.Exists(target);

    /// <summary>The folder of git in which a file stands below the folder that is walked; null where it stands in none.</summary>
    internal static string? Above(string walked, string file)
    {
        var marked = Path.DirectorySeparatorChar + Folder + Path.DirectorySeparatorChar;
        var at = file.IndexOf(marked, Math.Max(0, walked.TrimEnd(Path.DirectorySeparatorChar).Length), StringComparison.Ordinal);
        return at < 0 ? null : file[..(at + marked.Length - 1)];
    }

    /// <summary>Whether git keeps the file for itself.</summary>
    /// <param name="store">The folder of git.</param>
    /// <param name="file">A file below it.</param>
    internal static bool Keeps(string store, string file)
    {
        var parts = file[(store.Length + 1)..].Split(Path.DirectorySeparatorChar);
        // Work trees and submodules have folders of their own, which look alike.
        if (parts[0] is "worktrees" or "modules" && Array.FindIndex(parts, 1, p => Folders.Contains(p) || p is "hooks" or "lfs") is var below) parts = below < 0 ? [parts[^1]] : parts[below..];
        var name = parts[^1];
        if (parts.Length == 1) return (Files.Contains(name) || name.EndsWith("_HEAD", StringComparison.Ordinal)) && IsGits(file);
        return parts[0] switch
        {
            // Copies of the large files of the work tree, which are audited there.
            "lfs" => parts[1] == "objects" && IsId(name, LargeFileId),
            "hooks" => name.EndsWith(".sample", StringComparison.Ordinal) && IsGits(file),
            "objects" => (parts[1] is "pack" or "info" || (parts.Length == 3 && IsId(parts[1], 2) && (IsId(name, ShortId) || IsId(name, LongId)))) && IsGits(file),
            _ => Folders.Contains(parts[0]) && IsGits(file),
        };
    }

    private static bool IsId(string name, int length) => name.Length == length && name.All(char.IsAsciiHexDigit);

    /// <summary>Whether content begins as git's own: packed data, an index, or plain text.</summary>
    private static bool IsGits(string file)
    {
        try
        {
            using var handle = File.OpenHandle(file);
            Span<byte> buffer = stackalloc byte[Head];
            ReadOnlySpan<byte> head = buffer[..RandomAccess.Read(handle, buffer, 0)];
            return head.IsEmpty || head[0] == 0x78 || head.StartsWith("PACK"u8) || head.StartsWith((ReadOnlySpan<byte>)[0xFF, (byte)'t', (byte)'O', (byte)'c']) || head.StartsWith("DIRC"u8)
                || head.StartsWith("RIDX"u8) || head.StartsWith("MIDX"u8) || head.StartsWith("BITM"u8) || head.StartsWith("MTME"u8) || head.StartsWith("CGPH"u8)
                || FormatDetector.Sniff(head, RandomAccess.GetLength(handle)) is ArtifactFormat.Text or ArtifactFormat.Csv or ArtifactFormat.Tsv or ArtifactFormat.Script;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The audit of the file says why it cannot be read.
            return false;
        }
    }
}
