namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>Reads object headers of version 1 and 2 with their continuations.</summary>
internal static class Hdf5ObjectHeader
{
    private const int MostMessages = 100_000;
    private const int FirstLength = 16;
    private const byte SharedFlag = 2;
    private static ReadOnlySpan<byte> NewSignature => "OHDR"u8;

    /// <summary>All messages of the object, in order.</summary>
    internal static List<Hdf5Message> Read(Hdf5Space space, long address)
    {
        var head = space.Read(address, Math.Min(FirstLength, Math.Max(0, space.Length - address)));
        return head.AsSpan().StartsWith(NewSignature) ? ReadNew(space, address) : ReadOld(space, address, head);
    }

    private static List<Hdf5Message> ReadOld(Hdf5Space space, long address, byte[] head)
    {
        const int prefixLength = 16, messagePrefix = 8;
        var cursor = space.Cursor(head);
        if (cursor.Byte() != 1) throw Hdf5Cursor.Malformed($"no object header at offset {address}");
        const int countsLength = 7;
        cursor.Skip(countsLength);
        var size = cursor.UInt32();
        var messages = new List<Hdf5Message>();
        var blocks = new Queue<(long Address, long Length)>([(address + prefixLength, size)]);
        var seen = new HashSet<long>();
        while (blocks.TryDequeue(out var block))
        {
            if (!seen.Add(block.Address)) throw Hdf5Cursor.Malformed("an object header that continues in itself");
            var bytes = space.Read(block.Address, block.Length);
            var at = 0;

            // The library, too, reads what is there and not what the header counts.
            while (bytes.Length - at >= messagePrefix)
            {
                var fields = space.Cursor(bytes.AsSpan(at));
                var type = fields.UInt16();
                var length = fields.UInt16();
                var flags = fields.Byte();
                at += messagePrefix;
                Add(space, messages, blocks, type, flags, Part(bytes, at, length));
                at += length;
            }
        }

        return messages;
    }

    private static List<Hdf5Message> ReadNew(Hdf5Space space, long address)
    {
        const int fixedLength = 6, times = 16, phaseChange = 4, longestPrefix = 34, checksum = 4;
        const byte hasTimes = 0x20, hasPhaseChange = 0x10, hasCreationOrder = 4, sizeBits = 3;
        var head = space.Cursor(space.Read(address, Math.Min(longestPrefix, space.Length - address)));
        head.Skip(4);
        if (head.Byte() != 2) throw Hdf5Cursor.Malformed($"an object header of unknown version at offset {address}");
        var flags = head.Byte();
        var optional = ((flags & hasTimes) != 0 ? times : 0) + ((flags & hasPhaseChange) != 0 ? phaseChange : 0);
        head.Skip(optional);
        var sizeWidth = 1 << (flags & sizeBits);
        var size = head.Number(sizeWidth);
        var prefix = fixedLength + optional + sizeWidth;
        var messages = new List<Hdf5Message>();
        var blocks = new Queue<(long Address, long Length)>();
        var seen = new HashSet<long> { address };
        if (size > space.Length) throw Hdf5Cursor.Malformed("an object header longer than the file");
        var first = space.Read(address, prefix + size + checksum);
        space.Verify(first, address, "object header");
        ReadBlock(first.AsMemory(prefix, (int)size));
        while (blocks.TryDequeue(out var block))
        {
            if (!seen.Add(block.Address)) throw Hdf5Cursor.Malformed("an object header that continues in itself");
            var bytes = space.Read(block.Address, block.Length);
            space.Cursor(bytes).Expect("OCHK"u8);
            space.Verify(bytes, block.Address, "continuation of an object header");
            if (bytes.Length < 8) throw Hdf5Cursor.Malformed("a continuation without room for messages");
            ReadBlock(bytes.AsMemory(4, bytes.Length - 8));
        }

        return messages;

        void ReadBlock(Memory<byte> bytes)
        {
            var messagePrefix = (flags & hasCreationOrder) != 0 ? 6 : 4;
            while (bytes.Length >= messagePrefix)
            {
                var fields = space.Cursor(bytes.Span);
                var type = fields.Byte();
                var length = fields.UInt16();
                var messageFlags = fields.Byte();
                Add(space, messages, blocks, type, messageFlags, Part(bytes, messagePrefix, length));
                bytes = bytes[(messagePrefix + length)..];
            }
        }
    }

    private static void Add(Hdf5Space space, List<Hdf5Message> messages, Queue<(long, long)> blocks, int type, byte flags, ReadOnlyMemory<byte> data)
    {
        if (messages.Count >= MostMessages) throw Hdf5Cursor.Malformed($"more than {MostMessages} messages in one object header");
        messages.Add(new Hdf5Message((Hdf5MessageType)type, (flags & SharedFlag) != 0, data));
        if ((Hdf5MessageType)type != Hdf5MessageType.Continuation) return;
        var cursor = space.Cursor(data.Span);
        var address = cursor.Address();
        blocks.Enqueue((address, cursor.Length()));
    }

    private static ReadOnlyMemory<byte> Part(ReadOnlyMemory<byte> block, int at, int length) =>
        length <= block.Length - at ? block.Slice(at, length) : throw Hdf5Cursor.Malformed("a message that leaves its header");
}
