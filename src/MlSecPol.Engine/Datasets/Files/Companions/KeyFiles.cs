using System.Collections.Frozen;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Files.Companions;

/// <summary>Private keys in a folder: stores of keys by their names, all others by what stands in them.</summary>
/// <param name="Found">The keys.</param>
/// <param name="Gap">Why not all of it was looked at, a sentence without full stop; null where it was.</param>
internal sealed record KeyFiles(IReadOnlyList<StatedValue> Found, string? Gap)
{
    private const int MostEntries = 10_000;
    private const int MostRead = 200;
    private const int HeadLength = 16 * 1024;

    private static readonly FrozenSet<string> Stores = new[] { ".kdbx", ".kdb", ".pfx", ".p12", ".jks", ".keystore", ".ppk", ".agekey" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> Readable = new[] { string.Empty, ".key", ".pem", ".asc", ".gpg", ".txt", ".age", ".sec", ".priv", ".private" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks through a folder, not below it.</summary>
    internal static KeyFiles Find(string folder)
    {
        var found = new List<StatedValue>();
        var (entries, read) = (0, 0);
        try
        {
            foreach (var path in Directory.EnumerateFiles(folder))
            {
                if (++entries > MostEntries) return new(found, $"The folder holds more than {MostEntries} files, of which the others were not looked at for keys");
                var extension = Path.GetExtension(path);
                if (Stores.Contains(extension)) found.Add(new StatedValue(path, "name", $"a store of keys ({extension})"));
                else if (Readable.Contains(extension) && read++ < MostRead && Content(path) is { } kind) found.Add(new StatedValue(path, "content", kind));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(found, $"The folder cannot be listed: {e.Message.TrimEnd('.')}");
        }

        return new(found, read > MostRead ? $"Only {MostRead} files of the folder were looked at for keys" : null);
    }

    private static string? Content(string path)
    {
        try
        {
            using var source = FileSource.Open(path);
            var buffer = new byte[Math.Min(HeadLength, source.Length)];
            ReadOnlySpan<byte> head = buffer.AsSpan(0, source.Read(0, buffer));
            if (head.IndexOf("AGE-SECRET-KEY-1"u8) >= 0) return "a private key of age";
            if (head.IndexOf("-----BEGIN PGP PRIVATE KEY BLOCK-----"u8) >= 0) return "a private key of OpenPGP";
            // Behind a certificate in the same file, too.
            for (var begin = head.IndexOf("-----BEGIN "u8); begin >= 0; begin = head.IndexOf("-----BEGIN "u8))
            {
                head = head[(begin + "-----BEGIN ".Length)..];
                if (head[..Math.Min(head.Length, 48)].IndexOf("PRIVATE KEY-----"u8) >= 0) return "a private key in PEM";
            }

            head = buffer;
            return head.StartsWith("PuTTY-User-Key-File-"u8) ? "a private key of PuTTY" : null;
        }
        catch (ArtifactException)
        {
            // What may not be read by whoever reads the data does not give them a key.
            return null;
        }
    }
}
