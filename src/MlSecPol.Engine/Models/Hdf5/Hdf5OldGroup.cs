namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>Reads groups of the older kind: a tree of symbol nodes and a local heap with the names.</summary>
internal static class Hdf5OldGroup
{
    private const int GroupNode = 0;
    private const int MostLevels = 32;
    private const int SoftCache = 2;

    /// <summary>The links of the group whose symbol table message is given.</summary>
    internal static void Read(Hdf5Space space, ReadOnlySpan<byte> symbolTable, Action<Hdf5Link> found)
    {
        var cursor = space.Cursor(symbolTable);
        var tree = cursor.Address();
        var heap = Hdf5LocalHeap.Read(space, cursor.Address());
        ReadTree(space, tree, heap, found);
    }

    private static void ReadTree(Hdf5Space space, long root, byte[] heap, Action<Hdf5Link> found)
    {
        var seen = new HashSet<long>();
        var nodes = new Stack<(long Address, int Level)>([(root, MostLevels)]);
        while (nodes.TryPop(out var node))
        {
            if (!seen.Add(node.Address)) throw Hdf5Cursor.Malformed("a tree of a group that contains itself");
            if (node.Level < 0)
            {
                ReadSymbols(space, node.Address, heap, found);
                continue;
            }

            var prefix = 8 + (2 * space.OffsetSize);
            var head = space.Cursor(space.Read(node.Address, prefix));
            head.Expect("TREE"u8);
            if (head.Byte() != GroupNode) throw Hdf5Cursor.Malformed("a tree of another kind in the place of a group's");
            var level = head.Byte();
            if (level > MostLevels || level > node.Level) throw Hdf5Cursor.Malformed("a tree of a group that does not get lower");
            var count = head.UInt16();
            var entries = space.Cursor(space.Read(node.Address + prefix, (long)count * (space.LengthSize + space.OffsetSize)));
            var children = new long[count];
            for (var i = 0; i < count; i++)
            {
                entries.Length();
                children[i] = entries.Address();
            }

            // The stack turns them round again.
            for (var i = count - 1; i >= 0; i--) nodes.Push((children[i], level - 1));
        }
    }

    private static void ReadSymbols(Hdf5Space space, long address, byte[] heap, Action<Hdf5Link> found)
    {
        const int prefix = 8, scratch = 16;
        var head = space.Cursor(space.Read(address, prefix));
        head.Expect("SNOD"u8);
        head.Skip(2);
        var count = head.UInt16();
        var entries = space.Cursor(space.Read(address + prefix, (long)count * ((2 * space.OffsetSize) + 8 + scratch)));
        for (var i = 0; i < count; i++)
        {
            var name = Hdf5LocalHeap.Text(heap, entries.Number(space.OffsetSize));
            var header = entries.Address();
            var cache = entries.UInt32();
            entries.Skip(4);
            var cached = space.Cursor(entries.Take(scratch));
            found(cache == SoftCache
                ? new Hdf5Link(name, Hdf5LinkKind.Soft, Hdf5Cursor.Undefined, null, Hdf5LocalHeap.Text(heap, cached.UInt32()))
                : new Hdf5Link(name, Hdf5LinkKind.Hard, header, null, null));
        }
    }
}
