using System.Buffers;
using System.Buffers.Binary;

namespace MlSecPol.Engine.Artifacts.Zip;

/// <summary>An end record of a zip archive together with the directory that it points to.</summary>
/// <param name="Offset">Where the record stands.</param>
/// <param name="End">First byte after the record and its comment, as far as the file goes.</param>
/// <param name="DirectoryStart">Where the directory really begins.</param>
/// <param name="DirectoryEnd">Where it ends by the record.</param>
/// <param name="ArchiveStart">What offsets in the directory count from; more than 0 where something was put before the archive.</param>
/// <param name="Entries">Number of entries by the record.</param>
/// <param name="TailStart">Where the end records begin, those of zip64 included.</param>
internal sealed record ZipEndRecord(long Offset, long End, long DirectoryStart, long DirectoryEnd, long ArchiveStart, long Entries, long TailStart)
{
    private const int Length = 22;
    private const int LocatorLength = 20;
    private const int Zip64Length = 56;
    private const int LongestComment = 0xFFFF;

    /// <summary>Where the comment begins.</summary>
    internal long Comment => Math.Min(Offset + Length, End);

    private static ReadOnlySpan<byte> Signature => "PK\x05\x06"u8;

    private static ReadOnlySpan<byte> EntrySignature => "PK\x01\x02"u8;

    /// <summary>All end records with a believable directory near the end of the file, the last first: readers search backwards.</summary>
    internal static IReadOnlyList<ZipEndRecord> FindAll(ByteSource content)
    {
        if (content.Length < Length) return [];
        var window = (int)Math.Min(content.Length, Length + LongestComment);
        var start = content.Length - window;
        var buffer = ArrayPool<byte>.Shared.Rent(window);
        try
        {
            var found = new List<ZipEndRecord>(1);
            var tail = buffer.AsSpan(0, content.Read(start, buffer.AsSpan(0, window)));
            for (var at = tail.LastIndexOf(Signature); at >= 0; at = at == 0 ? -1 : tail[..(at + 3)].LastIndexOf(Signature))
            {
                if (tail.Length - at >= Length && TryRead(content, start + at, tail[at..]) is { } record) found.Add(record);
            }

            return found;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ZipEndRecord? TryRead(ByteSource content, long offset, ReadOnlySpan<byte> record)
    {
        long entries = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        long stated = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        var end = Math.Min(content.Length, offset + Length + BinaryPrimitives.ReadUInt16LittleEndian(record[20..]));
        var tailStart = offset;
        if (Zip64(content, offset) is { } large) (entries, size, stated, tailStart) = large;
        if (size < 0 || stated < 0 || size > tailStart) return null;
        if (entries == 0 && size == 0) return new ZipEndRecord(offset, end, tailStart, tailStart, tailStart, 0, tailStart);

        // Some readers trust the stated offset, others step back from the record; where only one of the two shows a directory, that one is meant.
        var stepped = tailStart - size;
        if (IsEntry(content, stepped)) return new ZipEndRecord(offset, end, stepped, tailStart, Math.Max(0, stepped - stated), entries, tailStart);
        if (IsEntry(content, stated)) return new ZipEndRecord(offset, end, stated, Math.Min(tailStart, stated + size), 0, entries, tailStart);
        return null;
    }

    private static (long Entries, long Size, long Stated, long TailStart)? Zip64(ByteSource content, long endOffset)
    {
        Span<byte> locator = stackalloc byte[LocatorLength];
        if (endOffset < LocatorLength || content.Read(endOffset - LocatorLength, locator) < LocatorLength || !locator.StartsWith("PK\x06\x07"u8)) return null;
        Span<byte> record = stackalloc byte[Zip64Length];

        // The stated place, and the place where the record stands when something was put before the archive.
        foreach (var at in (ReadOnlySpan<long>)[BinaryPrimitives.ReadInt64LittleEndian(locator[8..]), endOffset - LocatorLength - Zip64Length])
        {
            if (at < 0 || content.Read(at, record) < Zip64Length || !record.StartsWith("PK\x06\x06"u8)) continue;
            return (BinaryPrimitives.ReadInt64LittleEndian(record[32..]), BinaryPrimitives.ReadInt64LittleEndian(record[40..]), BinaryPrimitives.ReadInt64LittleEndian(record[48..]), at);
        }

        return null;
    }

    private static bool IsEntry(ByteSource content, long at)
    {
        Span<byte> word = stackalloc byte[4];
        return at >= 0 && content.Read(at, word) == word.Length && word.SequenceEqual(EntrySignature);
    }
}
