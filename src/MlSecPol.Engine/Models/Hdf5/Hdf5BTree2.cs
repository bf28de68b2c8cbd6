using System.Numerics;

namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>Walks trees of the second version, which index dense storage.</summary>
internal static class Hdf5BTree2
{
    private const int NodePrefix = 6;
    private const int Checksum = 4;
    private const int MostLevels = 32;

    /// <summary>Takes one record of a tree.</summary>
    internal delegate void Visitor(int type, ReadOnlySpan<byte> record);

    /// <summary>Gives every record of the tree.</summary>
    internal static void Read(Hdf5Space space, long address, Visitor visit)
    {
        var header = space.Read(address, 16 + space.OffsetSize + 2L + space.LengthSize + Checksum);
        space.Verify(header, address, "tree header");
        var cursor = space.Cursor(header);
        cursor.Expect("BTHD"u8);
        cursor.Skip(1);
        var type = cursor.Byte();
        var nodeSize = cursor.UInt32();
        var recordSize = cursor.UInt16();
        var depth = cursor.UInt16();
        cursor.Skip(2);
        var root = cursor.Address();
        var rootRecords = cursor.UInt16();
        if (root == Hdf5Cursor.Undefined) return;
        if (depth > MostLevels || recordSize == 0 || nodeSize < NodePrefix + Checksum + recordSize) throw Hdf5Cursor.Malformed("a tree of impossible measures");
        var pointers = PointerSizes(space, nodeSize, recordSize, depth);
        var seen = new HashSet<long>();
        var nodes = new Stack<(long Address, int Records, int Depth)>([(root, rootRecords, depth)]);
        while (nodes.TryPop(out var node))
        {
            if (!seen.Add(node.Address)) throw Hdf5Cursor.Malformed("a tree that contains itself");
            var isLeaf = node.Depth == 0;
            var pointerSize = isLeaf ? 0 : space.OffsetSize + pointers.Count + pointers.Total[node.Depth];
            var used = NodePrefix + ((long)node.Records * recordSize) + (isLeaf ? 0 : (node.Records + 1L) * pointerSize) + Checksum;
            if (used > nodeSize) throw Hdf5Cursor.Malformed("a node of a tree with more records than it has room for");
            var bytes = space.Read(node.Address, used);
            space.Verify(bytes, node.Address, "tree node");
            var fields = space.Cursor(bytes);
            fields.Expect(isLeaf ? "BTLF"u8 : "BTIN"u8);
            fields.Skip(2);
            for (var i = 0; i < node.Records; i++) visit(type, fields.Take(recordSize));
            for (var i = 0; !isLeaf && i <= node.Records; i++)
            {
                var child = fields.Address();
                var records = fields.Number(pointers.Count);
                fields.Skip(pointers.Total[node.Depth]);
                if (records > ushort.MaxValue) throw Hdf5Cursor.Malformed("a node of a tree with impossibly many records");
                nodes.Push((child, (int)records, node.Depth - 1));
            }
        }
    }

    /// <summary>Bytes of the number of records in a child, and of all records below it, by depth; the format derives both from the measures of the nodes.</summary>
    private static (int Count, int[] Total) PointerSizes(Hdf5Space space, long nodeSize, int recordSize, int depth)
    {
        var room = nodeSize - NodePrefix - Checksum;
        var most = room / recordSize;
        var count = Width(most);
        var total = new int[depth + 1];
        var below = most;
        for (var level = 1; level <= depth; level++)
        {
            total[level] = level == 1 ? 0 : Width(below);
            var pointer = space.OffsetSize + count + total[level];
            most = (room - pointer) / (recordSize + pointer);
            below = Math.Min(long.MaxValue >> 17, ((most + 1) * Math.Min(below, long.MaxValue >> 34)) + most);
        }

        return (count, total);
    }

    private static int Width(long number) => (BitOperations.Log2((ulong)Math.Max(1, number)) / 8) + 1;
}
