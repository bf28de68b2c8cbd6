using System.Collections.Concurrent;
using System.Text;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Files.Companions;

/// <summary>
/// Finds and reads small files beside a dataset and in the folders above it. Names are asked for one by one, because a folder may hold a million others; what was read for
/// one dataset is remembered for its neighbours.
/// </summary>
internal sealed class CompanionFiles
{
    /// <summary>Folders above the one of the dataset that are looked into.</summary>
    internal const int FoldersAbove = 3;

    private const int Remembered = 256;
    private const int Longest = 64 << 20;

    private readonly ConcurrentDictionary<string, Lazy<object?>> _read = new(StringComparer.Ordinal);

    /// <summary>The folder of a dataset and those above it, the nearest first.</summary>
    internal static IEnumerable<string> Folders(string path, int above = FoldersAbove)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        for (var i = 0; folder is not null && i <= above; i++)
        {
            yield return folder;
            folder = Path.GetDirectoryName(folder);
        }
    }

    /// <summary>The path of a dataset as files of a folder above it name it, with slashes.</summary>
    internal static string Relative(string folder, string path) => Path.GetRelativePath(folder, Path.GetFullPath(path)).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>What a reader makes of a file; null where there is none. A file that cannot be read is an <see cref="ArtifactException"/>, for each dataset that needs it.</summary>
    internal T? Read<T>(string path, Func<string, T> parse)
        where T : class
    {
        if (_read.Count > Remembered) _read.Clear();
        return (T?)_read.GetOrAdd($"{typeof(T).Name}|{path}", _ => new Lazy<object?>(() => Text(path) is { } text ? parse(text) : null)).Value;
    }

    /// <summary>What was found out about a folder for the first dataset in it.</summary>
    internal T Remember<T>(string folder, Func<string, T> find)
        where T : class
    {
        if (_read.Count > Remembered) _read.Clear();
        return (T)_read.GetOrAdd($"{typeof(T).Name}|{folder}", _ => new Lazy<object?>(() => find(folder))).Value!;
    }

    /// <summary>The text of a small file; null where there is none.</summary>
    internal static string? Text(string path) => Bytes(path) is { } bytes ? Encoding.UTF8.GetString(bytes.AsSpan(bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0)) : null;

    /// <summary>The bytes of a small file; null where there is none.</summary>
    /// <exception cref="ArtifactException">It cannot be read, or is too long to be what it is taken for.</exception>
    internal static byte[]? Bytes(string path, int longest = Longest)
    {
        if (!File.Exists(path)) return null;
        using var source = FileSource.Open(path);
        if (source.Length > longest) throw new ArtifactException(ArtifactErrorKind.LimitReached, $"'{path}' has {source.Length} bytes, more than the {longest} that such a file may have.", "Look at the file.");
        var bytes = new byte[source.Length];
        return bytes[..source.Read(0, bytes)];
    }
}
