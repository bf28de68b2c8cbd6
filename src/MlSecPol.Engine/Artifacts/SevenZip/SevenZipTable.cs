using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using MlSecPol.Engine.Artifacts.Expansion;

namespace MlSecPol.Engine.Artifacts.SevenZip;

/// <summary>The files and folders of a 7z archive (the format's own description, 7zFormat.txt), with every count held against the bytes that are there.</summary>
internal sealed class SevenZipTable
{
    /// <summary>Bytes of the header at the beginning.</summary>
    internal const int SignatureLength = 32;

    private const int End = 0, Header = 1, ArchiveProperties = 2, AdditionalStreams = 3, MainStreams = 4, FilesInfo = 5, PackInfo = 6, UnpackInfo = 7, SubStreams = 8, Size = 9, Crc = 10, Folders = 11,
        UnpackSizes = 12, UnpackStreams = 13, EmptyStream = 14, Names = 17, Attributes = 21, EncodedHeader = 23;

    private const int MostCoders = 32;

    // More than any file has, and small enough that sums of two stay in range.
    private const long MostBytes = 1L << 60;

    private readonly List<SevenZipFolder> _folders = [];
    private readonly List<SevenZipMember> _members = [];
    private readonly List<long> _packSizes = [];
    private readonly List<long> _packStarts = [];
    private readonly List<(long Size, uint? Crc)> _streams = [];
    private readonly ArtifactLimits _limits;

    private SevenZipTable(ArtifactLimits limits) => _limits = limits;

    internal IReadOnlyList<SevenZipFolder> AllFolders => _folders;

    internal IReadOnlyList<SevenZipMember> Members => _members;

    /// <summary>Sizes of the packed streams, which follow each other.</summary>
    internal IReadOnlyList<long> PackSizes => _packSizes;

    /// <summary>Where each packed stream begins in the file.</summary>
    internal IReadOnlyList<long> PackStarts => _packStarts;

    /// <summary>The header at the end, where it stands in the file.</summary>
    internal ByteRange HeaderRange { get; private set; }

    /// <summary>Packed headers, where they stand in the file.</summary>
    internal List<ByteRange> PackedHeaders { get; } = [];

    /// <summary>Reads the table.</summary>
    /// <exception cref="ArtifactException">There is none that could be read.</exception>
    internal static SevenZipTable Read(ByteSource content, ExpansionBudget budget, CancellationToken token)
    {
        Span<byte> start = stackalloc byte[SignatureLength];
        if (content.Read(0, start) < start.Length) throw SevenZipCursor.Broken();
        var offset = BinaryPrimitives.ReadInt64LittleEndian(start[12..]);
        var size = BinaryPrimitives.ReadInt64LittleEndian(start[20..]);
        if (Crc32.HashToUInt32(start[12..]) != BinaryPrimitives.ReadUInt32LittleEndian(start[8..])) throw SevenZipCursor.Broken();
        if (offset < 0 || size < 0 || offset > content.Length - SignatureLength || size > content.Length - SignatureLength - offset)
            throw new ArtifactException(ArtifactErrorKind.Malformed, "The 7z archive is cut off: its header stands beyond the end of the file.", "Get an undamaged copy of the file.");
        var table = new SevenZipTable(budget.Limits);
        if (size == 0) return table;
        table.HeaderRange = new ByteRange(SignatureLength + offset, SignatureLength + offset + size);
        using var header = content.Slice(SignatureLength + offset, size);
        table.Fill(content, header, BinaryPrimitives.ReadUInt32LittleEndian(start[28..]), budget, token);
        return table;
    }

    private void Fill(ByteSource content, ByteSource header, uint? crc, ExpansionBudget budget, CancellationToken token)
    {
        for (var depth = 0; ; depth++)
        {
            token.ThrowIfCancellationRequested();
            if (header.Length > _limits.HeaderBytes || header.Length > Array.MaxLength)
                throw new ArtifactException(ArtifactErrorKind.LimitReached, $"The header of the 7z archive is longer than {_limits.HeaderBytes} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}).", "Raise the limit in the settings.");
            var bytes = new byte[header.Length];
            header.Read(0, bytes);
            if (depth > 0) header.Dispose();
            if (crc is { } stated && Crc32.HashToUInt32(bytes) != stated) throw SevenZipCursor.Broken();
            var cursor = new SevenZipCursor(bytes);
            var kind = cursor.Byte();
            if (kind == Header)
            {
                ReadHeader(ref cursor);
                return;
            }

            if (kind != EncodedHeader || depth > 4) throw SevenZipCursor.Broken();
            ReadStreams(ref cursor);
            if (_folders is not [var folder, ..] || _packSizes.Count == 0) throw SevenZipCursor.Broken();
            PackedHeaders.Add(new ByteRange(_packStarts[0], _packStarts[^1] + _packSizes[^1]));
            var expanded = SevenZipExpander.Expand(content, this, 0, budget, token);
            if (expanded.Break is { } cause)
            {
                expanded.Content.Dispose();
                throw cause;
            }

            header = expanded.Content;
            crc = folder.Crc;
            _folders.Clear();
            _packSizes.Clear();
            _packStarts.Clear();
            _streams.Clear();
        }
    }

    private void ReadHeader(ref SevenZipCursor cursor)
    {
        for (; ; )
        {
            switch (cursor.Byte())
            {
                case End:
                    return;
                case ArchiveProperties:
                    while (cursor.Byte() != End) cursor.Bytes(cursor.Number());
                    break;
                case AdditionalStreams:
                    throw new ArtifactException(ArtifactErrorKind.Malformed, "The 7z archive keeps streams of a kind that is not read.", "Pack it again with an ordinary tool.");
                case MainStreams:
                    ReadStreams(ref cursor);
                    break;
                case FilesInfo:
                    ReadFiles(ref cursor);
                    break;
                default:
                    throw SevenZipCursor.Broken();
            }
        }
    }

    private void ReadStreams(ref SevenZipCursor cursor)
    {
        var hasStreams = false;
        for (; ; )
        {
            switch (cursor.Byte())
            {
                case End:
                    if (!hasStreams) _streams.AddRange(_folders.Select(f => (f.Size, f.Crc)));
                    return;
                case PackInfo:
                    ReadPackInfo(ref cursor);
                    break;
                case UnpackInfo:
                    ReadUnpackInfo(ref cursor);
                    break;
                case SubStreams:
                    ReadSubStreams(ref cursor);
                    hasStreams = true;
                    break;
                default:
                    throw SevenZipCursor.Broken();
            }
        }
    }

    private void ReadPackInfo(ref SevenZipCursor cursor)
    {
        var start = SignatureLength + Math.Min(cursor.Number(), MostBytes);
        var count = cursor.Count();
        for (; ; )
        {
            switch (cursor.Byte())
            {
                case End:
                    if (_packSizes.Count != count) throw SevenZipCursor.Broken();
                    return;
                case Size:
                    for (var i = 0; i < count; i++)
                    {
                        _packStarts.Add(start);
                        _packSizes.Add(Math.Min(cursor.Number(), MostBytes));
                        start = Math.Min(start + _packSizes[^1], MostBytes);
                    }

                    break;
                case Crc:
                    SkipDigests(ref cursor, count);
                    break;
                default:
                    throw SevenZipCursor.Broken();
            }
        }
    }

    private void ReadUnpackInfo(ref SevenZipCursor cursor)
    {
        if (cursor.Byte() != Folders) throw SevenZipCursor.Broken();
        var count = cursor.Count();
        if (cursor.Byte() != 0) throw SevenZipCursor.Broken();
        var packed = 0;
        for (var i = 0; i < count; i++)
        {
            var folder = ReadFolder(ref cursor);
            folder.FirstPacked = packed;
            packed += folder.Packed.Count;
            _folders.Add(folder);
        }

        for (; ; )
        {
            switch (cursor.Byte())
            {
                case End:
                    if (_folders.Exists(f => f.Sizes.Count == 0)) throw SevenZipCursor.Broken();
                    return;
                case UnpackSizes:
                    foreach (var folder in _folders)
                    {
                        for (var outputs = folder.Coders.Sum(c => c.Outputs); outputs > 0; outputs--) folder.Sizes.Add(cursor.Number());
                    }

                    break;
                case Crc:
                    var defined = cursor.Defined(count);
                    for (var i = 0; i < count; i++)
                    {
                        if (defined[i]) _folders[i].Crc = cursor.Word();
                    }

                    break;
                default:
                    throw SevenZipCursor.Broken();
            }
        }
    }

    private static SevenZipFolder ReadFolder(ref SevenZipCursor cursor)
    {
        var folder = new SevenZipFolder();
        var coders = cursor.Number();
        if (coders is 0 or > MostCoders) throw SevenZipCursor.Broken();
        int inputs = 0, outputs = 0;
        for (var i = 0; i < coders; i++)
        {
            var flags = cursor.Byte();
            if ((flags & 0x80) != 0 || (flags & 0x0F) > 8) throw SevenZipCursor.Broken();
            ulong method = 0;
            foreach (var b in cursor.Bytes(flags & 0x0F)) method = (method << 8) | b;
            long takes = 1, gives = 1;
            if ((flags & 0x10) != 0) (takes, gives) = (cursor.Number(), cursor.Number());
            if (takes is 0 or > MostCoders || gives is 0 or > MostCoders) throw SevenZipCursor.Broken();
            var properties = (flags & 0x20) != 0 ? cursor.Bytes(cursor.Number()).ToArray() : [];
            folder.Coders.Add(new SevenZipCoder(method, properties, (int)takes, (int)gives));
            inputs += (int)takes;
            outputs += (int)gives;
        }

        for (var i = 1; i < outputs; i++) folder.Bindings.Add(((int)Math.Min(cursor.Number(), int.MaxValue), (int)Math.Min(cursor.Number(), int.MaxValue)));
        var packed = inputs - (outputs - 1);
        if (packed < 1) throw SevenZipCursor.Broken();
        if (packed == 1) folder.Packed.Add(Enumerable.Range(0, inputs).FirstOrDefault(input => !folder.Bindings.Exists(b => b.Input == input)));
        else for (var i = 0; i < packed; i++) folder.Packed.Add((int)Math.Min(cursor.Number(), int.MaxValue));
        return folder;
    }

    private void ReadSubStreams(ref SevenZipCursor cursor)
    {
        var kind = cursor.Byte();
        if (kind == UnpackStreams)
        {
            foreach (var folder in _folders) folder.Files = (int)Math.Min(cursor.Number(), int.MaxValue);
            kind = cursor.Byte();
        }

        if (_folders.Sum(f => (long)f.Files) > _limits.MembersPerArchive) throw TooMany();
        foreach (var folder in _folders)
        {
            var left = folder.Size;
            for (var i = 1; i < folder.Files && kind == Size; i++)
            {
                var size = cursor.Number();
                if (size > left) throw SevenZipCursor.Broken();
                left -= size;
                _streams.Add((size, null));
            }

            if (folder.Files > 1 && kind != Size) throw SevenZipCursor.Broken();
            if (folder.Files > 0) _streams.Add((left, folder.Files == 1 ? folder.Crc : null));
        }

        if (kind == Size) kind = cursor.Byte();
        for (; kind != End; kind = cursor.Byte())
        {
            if (kind != Crc) throw SevenZipCursor.Broken();
            ReadStreamDigests(ref cursor);
        }
    }

    private void ReadStreamDigests(ref SevenZipCursor cursor)
    {
        var open = new List<int>();
        for (var i = 0; i < _streams.Count; i++)
        {
            if (_streams[i].Crc is null) open.Add(i);
        }

        var defined = cursor.Defined(open.Count);
        for (var i = 0; i < open.Count; i++)
        {
            if (defined[i]) _streams[open[i]] = (_streams[open[i]].Size, cursor.Word());
        }
    }

    private void ReadFiles(ref SevenZipCursor cursor)
    {
        var count = cursor.Number();
        if (count > _limits.MembersPerArchive) throw TooMany();
        var names = new string[count];
        var empty = new bool[count];
        var attributes = new uint[count];
        for (var property = cursor.Number(); property != End; property = cursor.Number())
        {
            var data = new SevenZipCursor(cursor.Bytes(cursor.Number()));
            if (property == EmptyStream) empty = data.Bits((int)count);
            else if (property == Names) ReadNames(ref data, names);
            else if (property == Attributes) ReadAttributes(ref data, attributes);
        }

        int stream = 0, folder = -1, inFolder = 0;
        long offset = 0;
        for (var i = 0; i < count; i++)
        {
            var name = names[i] ?? $"file {i}";
            if (empty[i])
            {
                _members.Add(new SevenZipMember(name, -1, 0, 0, null) { Attributes = attributes[i] });
                continue;
            }

            while (folder < 0 || inFolder == _folders[folder].Files)
            {
                if (++folder >= _folders.Count) throw SevenZipCursor.Broken();
                (inFolder, offset) = (0, 0);
            }

            if (stream >= _streams.Count) throw SevenZipCursor.Broken();
            var (size, crc) = _streams[stream++];
            _members.Add(new SevenZipMember(name, folder, offset, size, crc) { Attributes = attributes[i] });
            offset += size;
            inFolder++;
        }
    }

    private static void ReadAttributes(ref SevenZipCursor data, uint[] attributes)
    {
        var defined = data.Defined(attributes.Length);
        // A list that stands elsewhere is of no version that writers produce.
        if (data.Byte() != 0) throw SevenZipCursor.Broken();
        for (var i = 0; i < attributes.Length; i++)
        {
            if (defined[i]) attributes[i] = data.Word();
        }
    }

    private static void ReadNames(ref SevenZipCursor data, string[] names)
    {
        if (data.Byte() != 0) throw SevenZipCursor.Broken();
        var text = data.Bytes(data.Left);
        for (var i = 0; i < names.Length; i++)
        {
            var end = 0;
            while (end + 1 < text.Length && (text[end] | text[end + 1]) != 0) end += 2;
            if (end + 1 >= text.Length) throw SevenZipCursor.Broken();
            names[i] = Encoding.Unicode.GetString(text[..end]);
            text = text[(end + 2)..];
        }
    }

    private static void SkipDigests(ref SevenZipCursor cursor, int count)
    {
        foreach (var isDefined in cursor.Defined(count))
        {
            if (isDefined) cursor.Word();
        }
    }

    private ArtifactException TooMany() =>
        new(ArtifactErrorKind.LimitReached, $"The archive has more than {_limits.MembersPerArchive} members (limit {nameof(ArtifactLimits.MembersPerArchive)}).", "Raise the limit in the settings.");
}
