namespace MlSecPol.Engine.Datasets.Files.Checksums;

/// <summary>Lines of <c>sha256sum</c> and its kin, of <c>cksum -a</c> and BSD, and of BagIt: what each states of which file.</summary>
internal sealed class ChecksumList
{
    private readonly Dictionary<string, List<(ChecksumAlgorithm? Algorithm, string Digest)>> _lines = new(StringComparer.Ordinal);

    /// <summary>A digest that stands alone, without a name.</summary>
    internal (ChecksumAlgorithm? Algorithm, string Digest)? Alone { get; private set; }

    /// <summary>Number of lines that state something.</summary>
    internal int Count => _lines.Count;

    /// <summary>What is stated of a file.</summary>
    internal IReadOnlyList<(ChecksumAlgorithm? Algorithm, string Digest)> this[string name] => _lines.TryGetValue(name, out var stated) ? stated : [];

    /// <summary>Reads a list.</summary>
    /// <param name="text">The text.</param>
    /// <param name="algorithm">The algorithm that the name of the list gives; null where the length of the digest has to tell.</param>
    internal static ChecksumList Parse(string text, ChecksumAlgorithm? algorithm)
    {
        var list = new ChecksumList();
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = raw.TrimEnd();
            if (line.IsEmpty || line[0] is '#' or ';') continue;
            if (!list.AddTagged(line)) list.AddPlain(line, algorithm);
        }

        return list;
    }

    /// <summary><c>SHA256 (name) = digest</c>.</summary>
    private bool AddTagged(ReadOnlySpan<char> line)
    {
        var open = line.IndexOf(" (");
        var close = line.LastIndexOf(") = ");
        if (open <= 0 || close <= open) return false;
        var digest = line[(close + 4)..].Trim();
        if (digest.IsEmpty || digest.ContainsAnyExcept(Hexadecimal)) return false;
        // GNU marks a name whose line ends are written as letters by a backslash in front of all.
        var escaped = line[0] == '\\';
        Add(line[(open + 2)..close].ToString(), escaped, Checksum.Parse(line[(escaped ? 1 : 0)..open].ToString()), digest);
        return true;
    }

    /// <summary><c>digest  name</c>, <c>digest *name</c>, or a digest alone.</summary>
    private void AddPlain(ReadOnlySpan<char> line, ChecksumAlgorithm? algorithm)
    {
        var escaped = line[0] == '\\';
        if (escaped) line = line[1..];
        var end = line.IndexOfAny(' ', '\t');
        var digest = end < 0 ? line : line[..end];
        if (digest.Length < 32 || digest.ContainsAnyExcept(Hexadecimal)) return;
        var by = algorithm is { } named && Checksum.Digits(named) == digest.Length ? named : Checksum.OfLength(digest.Length);
        var name = end < 0 ? default : line[end..].TrimStart(" \t");
        if (!name.IsEmpty && name[0] == '*') name = name[1..];
        if (name.IsEmpty) Alone ??= (by, digest.ToString().ToLowerInvariant());
        else Add(name.ToString(), escaped, by, digest);
    }

    private void Add(string name, bool escaped, ChecksumAlgorithm? algorithm, ReadOnlySpan<char> digest)
    {
        if (escaped) name = name.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        name = name.Replace('\\', '/');
        if (name.StartsWith("./", StringComparison.Ordinal)) name = name[2..];
        if (!_lines.TryGetValue(name, out var stated)) _lines[name] = stated = [];
        stated.Add((algorithm, digest.ToString().ToLowerInvariant()));
    }

    private static readonly System.Buffers.SearchValues<char> Hexadecimal = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
