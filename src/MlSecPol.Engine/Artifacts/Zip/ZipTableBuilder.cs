using System.Buffers;

namespace MlSecPol.Engine.Artifacts.Zip;

/// <summary>Reads the directory, then every local header that the directory names, then every local header that stands where nobody claims the bytes.</summary>
internal sealed class ZipTableBuilder(ByteSource content, ArtifactLimits limits, CancellationToken token)
{
    private const int LongestHeader = ZipHeader.LocalLength + (2 * 0xFFFF);
    private const int DirectoryChunk = 1 << 18;
    private const int UsualHeader = 512;
    private const long LongestSearch = 16 << 20;

    private readonly List<ZipMember> _members = [];
    private readonly ZipOddities _oddities = new();
    private readonly RangeMap _map = new(content.Length);
    private readonly byte[] _usual = new byte[UsualHeader];
    private bool _isComplete = true;
    private long _searched;

    internal ZipTable Build()
    {
        var ends = new List<ZipEndRecord>();
        var directoryBytes = new HashSet<long>();
        foreach (var end in ZipEndRecord.FindAll(content))
        {
            if (IsInsideArchive(end)) continue;
            ends.Add(end);
            _map.Own(end.TailStart, end.End);
            if (directoryBytes.Add(end.DirectoryStart)) ReadDirectory(end);
        }

        if (ends.Count > 1) _oddities.Add(ContainerOddityKind.SeveralDirectories, null, ends[1].Offset, $"The archive has {ends.Count} end records; readers differ in which they take.");
        FindMembersWithoutEntry(ends);
        _members.Sort((a, b) => a.HeaderOffset.CompareTo(b.HeaderOffset));
        _oddities.CompareMembers(_members);
        return new ZipTable(_members, _oddities.Found, _map.Unowned(), _isComplete, ends.Count > 0);
    }

    /// <summary>Whether an end record belongs to an archive that is stored as a member, which is read as an archive of its own.</summary>
    private bool IsInsideArchive(ZipEndRecord end)
    {
        var owner = _members.Find(m => m is { Method: 0, LocalMethod: 0, DataOffset: > 0 } && m.DataOffset <= end.ArchiveStart && m.DataOffset <= end.DirectoryStart && end.End <= m.DataOffset + m.CompressedSize);
        if (owner is null) return false;
        Span<byte> head = stackalloc byte[TarHeader.BlockLength];
        head = head[..content.Read(owner.DataOffset, head)];
        return head.StartsWith(ZipHeader.LocalSignature) || TarHeader.IsHeader(head);
    }

    private void ReadDirectory(ZipEndRecord end)
    {
        var entries = new List<(ZipHeader Entry, long At)>();
        var buffer = ArrayPool<byte>.Shared.Rent(DirectoryChunk);
        var at = end.DirectoryStart;
        try
        {
            while (at < end.DirectoryEnd)
            {
                token.ThrowIfCancellationRequested();
                ReadOnlySpan<byte> chunk = buffer.AsSpan(0, content.Read(at, buffer.AsSpan(0, (int)Math.Min(DirectoryChunk, end.DirectoryEnd - at))));
                var used = 0;
                while (_isComplete && ZipHeader.ReadEntry(chunk[used..]) is { } entry)
                {
                    entries.Add((entry, at + used));
                    used += entry.Length;
                    _isComplete = entries.Count + _members.Count < limits.MembersPerArchive;
                }

                if (used == 0) break;
                at += used;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        _map.Own(end.DirectoryStart, at);
        if (_isComplete && at != end.DirectoryEnd)
            _oddities.Add(ContainerOddityKind.Broken, null, at, $"The central directory breaks off after {entries.Count} of {end.Entries} entries.");
        else if (_isComplete && entries.Count != end.Entries && entries.Count % 65536 != end.Entries)
            _oddities.Add(ContainerOddityKind.SizeMismatch, null, end.Offset, $"The end record counts {end.Entries} members, the directory lists {entries.Count}.");

        // Where an archive may end at the latest: the next header in the order of the file. The descriptor after a member is told apart by it.
        var starts = entries.ConvertAll(e => end.ArchiveStart + e.Entry.Offset);
        starts.Add(end.DirectoryStart);
        starts.Sort();
        foreach (var (entry, place) in entries) AddListed(entry, end, place, starts);
    }

    private void AddListed(ZipHeader entry, ZipEndRecord end, long place, List<long> starts)
    {
        token.ThrowIfCancellationRequested();
        var at = end.ArchiveStart + entry.Offset;
        if (at < 0 || at > content.Length)
        {
            at = content.Length;
        }

        var local = ReadLocal(at);
        if (local is null)
        {
            _oddities.Add(ContainerOddityKind.MissingInOneTable, entry.Name, place, $"The directory lists '{entry.Name}', but there is no such member at offset {at}.");
            _members.Add(Unite(entry, null, at));
            return;
        }

        var member = Unite(entry, local, at);
        _oddities.Compare(entry, local, at);
        var next = starts.BinarySearch(at + 1);
        OwnMember(member, local, next < 0 && ~next < starts.Count ? starts[~next] : next >= 0 ? starts[next] : content.Length, entry);
        _members.Add(member);
    }

    private void OwnMember(ZipMember member, ZipHeader local, long next, ZipHeader entry)
    {
        var end = member.DataOffset + Math.Clamp(member.CompressedSize, 0, content.Length);
        if (end > content.Length)
            _oddities.Add(ContainerOddityKind.Broken, member.Name, member.DataOffset, $"'{member.Name}' claims {member.CompressedSize} bytes, which leave the file.");
        else if (end > next)
            _oddities.Add(ContainerOddityKind.Overlap, member.Name, member.HeaderOffset, $"'{member.Name}' reaches to offset {end}, into what begins at {next}.");
        var descriptor = ZipDescriptor.Read(content, end, next, local, entry);
        if (descriptor.Differs)
            _oddities.Add(ContainerOddityKind.SizeMismatch, member.Name, end, $"The descriptor after '{member.Name}' states another checksum or size than the directory.");
        _map.Own(member.HeaderOffset, end + descriptor.Length);
    }

    private void FindMembersWithoutEntry(List<ZipEndRecord> ends)
    {
        var archiveStart = ends.Count > 0 ? ends[0].ArchiveStart : 0;
        foreach (var hole in _map.Unowned())
        {
            // What stands before the archive is another format's affair.
            if (hole.Start < archiveStart) continue;
            for (var at = hole.Start; at < hole.End && _isComplete;)
            {
                token.ThrowIfCancellationRequested();
                if (ReadLocal(at) is { } local && IsPlausible(local)) at = AddUnlisted(local, hole with { Start = at }, isExpected: ends.Count == 0);
                else at = FindNextHeader(at + 1, hole.End);
                _isComplete = _members.Count < limits.MembersPerArchive;
            }
        }
    }

    private static bool IsPlausible(ZipHeader local) => local.Name.Length > 0 && local.Method < 100 && !local.Name.AsSpan().ContainsAnyInRange('\x01', '\x1F');

    private long AddUnlisted(ZipHeader local, ByteRange hole, bool isExpected)
    {
        var data = hole.Start + local.Length;
        var size = local.CompressedSize;
        if (((local.Flags & ZipMember.DescriptorFlag) != 0 && size == 0) || size < 0 || data + size > hole.End)
            size = Math.Max(0, FindNextHeader(data, hole.End) - data);
        var member = Unite(local with { CompressedSize = size }, local, hole.Start) with { InDirectory = false };
        _members.Add(member);
        _map.Own(hole.Start, Math.Max(data + size, hole.Start + 1));
        if (!isExpected)
            _oddities.Add(ContainerOddityKind.MissingInOneTable, local.Name, hole.Start, $"'{local.Name}' stands in the archive, but its directory does not list it.");
        return Math.Max(data + size, hole.Start + 1);
    }

    /// <summary>The next local header or directory entry; the end of the hole when none is near or enough was searched.</summary>
    private long FindNextHeader(long from, long end)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            for (var at = from; at < end && _searched < LongestSearch;)
            {
                token.ThrowIfCancellationRequested();
                ReadOnlySpan<byte> chunk = buffer.AsSpan(0, content.Read(at, buffer.AsSpan(0, (int)Math.Min(1 << 16, end - at))));
                for (var i = chunk.IndexOf("PK"u8); i >= 0;)
                {
                    if (chunk[i..].StartsWith(ZipHeader.LocalSignature) || chunk[i..].StartsWith(ZipHeader.EntrySignature)) return at + i;
                    var step = chunk[(i + 2)..].IndexOf("PK"u8);
                    i = step < 0 ? -1 : i + 2 + step;
                }

                if (chunk.Length < 8) break;
                _searched += chunk.Length;
                at += at + chunk.Length < end ? chunk.Length - 3 : chunk.Length;
            }

            return end;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private ZipHeader? ReadLocal(long at)
    {
        ReadOnlySpan<byte> head = _usual.AsSpan(0, content.Read(at, _usual));
        var length = ZipHeader.LocalHeaderLength(head);
        if (length <= head.Length) return length == 0 ? null : ZipHeader.ReadLocal(head);
        var buffer = ArrayPool<byte>.Shared.Rent(LongestHeader);
        try
        {
            return ZipHeader.ReadLocal(buffer.AsSpan(0, content.Read(at, buffer.AsSpan(0, length))));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ZipMember Unite(ZipHeader entry, ZipHeader? local, long at) => new()
    {
        Name = entry.Name,
        LocalName = local is not null && local.Name != entry.Name ? local.Name : null,
        Method = entry.Method,
        LocalMethod = local?.Method ?? entry.Method,
        Flags = entry.Flags | (local?.Flags ?? 0),
        Crc = entry.Crc,
        CompressedSize = entry.CompressedSize,
        LocalCompressedSize = local is { CompressedSize: > 0 } && local.CompressedSize != entry.CompressedSize ? local.CompressedSize : null,
        Size = entry.Size,
        HeaderOffset = at,
        DataOffset = local is null ? -1 : at + local.Length,
        InDirectory = true,
    };
}
