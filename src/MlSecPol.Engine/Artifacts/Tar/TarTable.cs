using System.Globalization;
using System.Text;

namespace MlSecPol.Engine.Artifacts.Tar;

/// <summary>The entries of a tar archive, extended headers of both kinds applied, and what is odd about them.</summary>
internal sealed class TarTable
{
    private const int Block = TarHeader.BlockLength;
    private const int LongestExtension = 1 << 20;
    private const int LongestLink = 1024;

    private readonly List<TarMember> _members = [];
    private readonly List<ContainerOddity> _oddities = [];
    private readonly List<TarLink> _links = [];

    private TarTable()
    {
    }

    internal IReadOnlyList<TarMember> Members => _members;

    internal IReadOnlyList<ContainerOddity> Oddities => _oddities;

    /// <summary>All links, also those that lead to a neighbour and are no oddity.</summary>
    internal IReadOnlyList<TarLink> Links => _links;

    /// <summary>First byte behind the end blocks.</summary>
    internal long End { get; private set; }

    /// <summary>Why the table is not complete; null when it is.</summary>
    internal ArtifactException? Break { get; private set; }

    internal static TarTable Read(ByteSource content, ArtifactLimits limits, CancellationToken token)
    {
        var table = new TarTable();
        table.Fill(content, limits, token);
        table.JudgeLinks();
        return table;
    }

    private static ArtifactException Cut(long at) => new(ArtifactErrorKind.Malformed, $"The tar archive breaks off at offset {at}.", "Get an undamaged copy of the file.");

    private void Fill(ByteSource content, ArtifactLimits limits, CancellationToken token)
    {
        Span<byte> block = stackalloc byte[Block];
        var pending = default(Extension);
        var standing = default(Extension);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        long at = 0;
        for (var count = 0; ; count++)
        {
            token.ThrowIfCancellationRequested();
            End = at;
            var read = content.Read(at, block);
            if (read == 0) break;
            if (read < Block || (block[0] != 0 && !TarHeader.IsHeader(block)))
            {
                Break = Cut(at);
                break;
            }

            if (block.IndexOfAnyExcept((byte)0) < 0)
            {
                End = SkipZeros(content, at, token);
                break;
            }

            if (!TarHeader.IsHeader(block))
            {
                Break = Cut(at);
                break;
            }

            if (count >= limits.MembersPerArchive)
            {
                Break = new ArtifactException(ArtifactErrorKind.LimitReached, $"The archive has more than {limits.MembersPerArchive} entries (limit {nameof(ArtifactLimits.MembersPerArchive)}).", "Raise the limit in the settings.");
                break;
            }

            var header = new TarHeader(block);
            var effective = standing.With(pending);
            var size = effective.Size ?? header.Size ?? -1;
            var data = at + Block + (header.Type == 'S' ? SparseMaps(content, block, at + Block, token) : 0);
            if (size < 0 || size > content.Length - data)
            {
                Break = Cut(at);
                size = Math.Max(0, content.Length - data);
            }

            if (header.Type is 'x' or 'g' or 'L' or 'K')
            {
                var extension = ReadExtension(content, data, size, header.Type);
                if (header.Type == 'g') standing = standing.With(extension);
                else pending = pending.With(extension);
            }
            else
            {
                AddEntry(header, effective, at, data, size, seen);
                pending = default;
            }

            if (Break is not null) break;
            at = data + ((size + Block - 1) / Block * Block);
        }
    }

    /// <summary>
    /// Judges the links. One to a neighbour is how honest archives keep versions of a file; one that leads out, steps back on its way, or passes through
    /// another link makes an unpacker write or read elsewhere.
    /// </summary>
    private void JudgeLinks()
    {
        if (_links.Count == 0) return;
        var linked = _links.Select(l => l.Name.TrimEnd('/')).ToHashSet(StringComparer.Ordinal);
        var covered = _members.SelectMany(m => Folders(m.Name).Prepend(m.Name)).Where(linked.Contains).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, target, at, isHard) in _links)
        {
            var from = isHard ? string.Empty : name[..(name.LastIndexOf('/') + 1)];
            var isInside = target.Length > 0 && !target.Contains("..", StringComparison.Ordinal) && target[0] is not ('/' or '\\' or '~') && !target.Contains(':', StringComparison.Ordinal)
                && name.Length <= LongestLink && target.Length <= LongestLink && !Folders(from + target).Any(linked.Contains) && !Folders(name).Any(linked.Contains) && !covered.Contains(name);
            if (!isInside) _oddities.Add(new ContainerOddity(ContainerOddityKind.LinkOrDevice, name, at, $"'{name}' is a link to '{target}'."));
        }
    }

    /// <summary>The folders in which a path lies, outermost first.</summary>
    private static IEnumerable<string> Folders(string path)
    {
        if (path.Length > LongestLink) yield break;
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1)) yield return path[..slash];
    }

    /// <summary>Bytes of further maps of holes that stand between a header of the old GNU kind and the data.</summary>
    private static long SparseMaps(ByteSource content, ReadOnlySpan<byte> header, long at, CancellationToken token)
    {
        const int continuedInHeader = 482, continuedInMap = 504;
        Span<byte> map = stackalloc byte[Block];
        var start = at;
        for (var isContinued = header[continuedInHeader] != 0; isContinued && content.Read(at, map) == Block; at += Block)
        {
            token.ThrowIfCancellationRequested();
            isContinued = map[continuedInMap] != 0;
        }

        return at - start;
    }

    private void AddEntry(TarHeader header, Extension extension, long at, long data, long size, HashSet<string> seen)
    {
        var plain = header.Name;
        var name = extension.Name ?? plain;
        MemberName.AddOddities(_oddities, name, at);

        // Writers put a shortened form of a long name into the plain header; another name there deceives readers that do not know the extension.
        if (extension.Name is not null && Path.GetFileName(plain) is { Length: > 0 } file && !name.Contains(file, StringComparison.Ordinal) && plain.Length < 90)
            _oddities.Add(new ContainerOddity(ContainerOddityKind.OverridingName, name, at, $"An extended header renames '{plain}' to '{name}'."));
        switch (header.Type)
        {
            case '1' or '2':
                var target = extension.Link ?? header.LinkName;
                _links.Add(new TarLink(name, target, at, header.Type == '1'));
                return;
            case '3' or '4' or '6':
                _oddities.Add(new ContainerOddity(ContainerOddityKind.LinkOrDevice, name, at, $"'{name}' is a device or a pipe."));
                return;
            case '5':
                return;
        }

        if (!seen.Add(name)) _oddities.Add(new ContainerOddity(ContainerOddityKind.DuplicateName, name, at, $"'{name}' stands in the archive twice; the later one replaces the earlier when unpacked."));
        _members.Add(new TarMember(name, at, data, size, header.Type == 'S' || extension.IsSparse));
    }

    private static Extension ReadExtension(ByteSource content, long at, long size, char type)
    {
        var bytes = new byte[Math.Min(size, LongestExtension)];
        ReadOnlySpan<byte> text = bytes.AsSpan(0, content.Read(at, bytes));
        if (type is 'L' or 'K')
        {
            var value = Encoding.UTF8.GetString(text.TrimEnd((byte)0));
            return type == 'L' ? new Extension { Name = value } : new Extension { Link = value };
        }

        var extension = default(Extension);
        while (!text.IsEmpty)
        {
            // Each record: length of the whole record, blank, key, equals sign, value, line feed.
            var blank = text.IndexOf((byte)' ');
            if (blank <= 0 || !int.TryParse(text[..blank], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length <= blank + 1 || length > text.Length) break;
            var record = text[(blank + 1)..(length - 1)];
            text = text[length..];
            var equals = record.IndexOf((byte)'=');
            if (equals < 0) continue;
            var value = Encoding.UTF8.GetString(record[(equals + 1)..]);
            var key = record[..equals];
            if (key.SequenceEqual("path"u8) || key.SequenceEqual("GNU.sparse.name"u8)) extension.Name = value;
            else if (key.SequenceEqual("linkpath"u8)) extension.Link = value;
            else if (key.SequenceEqual("size"u8) && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var stated)) extension.Size = stated;
            if (key.StartsWith("GNU.sparse"u8)) extension.IsSparse = true;
        }

        return extension;
    }

    private static long SkipZeros(ByteSource content, long at, CancellationToken token)
    {
        // Two blocks end the archive and writers fill up to their record; what is more than zeros is not the archive's.
        var buffer = new byte[1 << 14];
        while (at < content.Length)
        {
            token.ThrowIfCancellationRequested();
            ReadOnlySpan<byte> chunk = buffer.AsSpan(0, content.Read(at, buffer));
            if (chunk.IsEmpty) break;
            var other = chunk.IndexOfAnyExcept((byte)0);
            if (other >= 0) return at + other;
            at += chunk.Length;
        }

        return at;
    }

    private struct Extension
    {
        internal string? Name;
        internal string? Link;
        internal long? Size;
        internal bool IsSparse;

        internal readonly Extension With(Extension later) =>
            new() { Name = later.Name ?? Name, Link = later.Link ?? Link, Size = later.Size ?? Size, IsSparse = later.IsSparse || IsSparse };
    }
}
