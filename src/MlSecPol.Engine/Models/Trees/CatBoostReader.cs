using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Trees;

/// <summary>Reads CatBoost models: a signature, a size, and a FlatBuffers table whose trees are compared with their lists.</summary>
internal static class CatBoostReader
{
    private const int Prefix = 8;
    private const int Trees = 1, TreeSplits = 1, TreeSizes = 2, TreeStarts = 3, LeafValues = 8;

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.HeadersRead++;
        var defects = new TreeDefects(member, facts);
        var size = (long)(uint)Word(content, 4);
        if (size < 8 || size > content.Length - Prefix)
            throw defects.Broken(4, "core", $"The core of the model claims {size} bytes; {Math.Max(0, content.Length - Prefix)} are left.");
        var core = content.Slice(Prefix, size);
        var root = Table(core, (uint)Word(core, 0), defects, "core");
        if (Field(core, root, Trees, defects, "trees") is not { } reference)
        {
            facts.AddGap(CoverageGapKind.Malformed, member, Prefix, "The core of the model has no trees.");
            return;
        }

        var trees = Table(core, reference + (uint)Word(core, reference), defects, "trees");
        var splits = Vector(core, trees, TreeSplits, 4, defects, "TreeSplits");
        var sizes = Vector(core, trees, TreeSizes, 4, defects, "TreeSizes");
        var starts = Vector(core, trees, TreeStarts, 4, defects, "TreeStartOffsets");
        var values = Vector(core, trees, LeafValues, 8, defects, "LeafValues");
        facts.AddTensors(sizes.Count, values.Count * 8);
        Compare(core, splits.Count, sizes, starts, defects, facts);
    }

    private static void Compare(ByteSource core, long splits, (long At, long Count) sizes, (long At, long Count) starts, TreeDefects defects, FactsBuilder facts)
    {
        if (starts.Count > 0 && starts.Count != sizes.Count)
        {
            defects.Add(HeaderDefectKind.SizeMismatch, Prefix + starts.At, "TreeStartOffsets", $"There are {starts.Count} beginnings for {sizes.Count} trees.");
            return;
        }

        long next = 0;
        for (long i = 0; i < sizes.Count; i++)
        {
            facts.Token.ThrowIfCancellationRequested();
            var size = Word(core, sizes.At + (i * 4));
            var start = starts.Count > 0 ? Word(core, starts.At + (i * 4)) : next;
            if (size < 0 || start < 0 || start + size > splits)
            {
                defects.Add(HeaderDefectKind.OutOfBounds, Prefix + sizes.At + (i * 4), $"tree {i}", $"Tree {i} has {size} splits from {start} on; the model has {splits}.");
                return;
            }

            next = start + size;
        }
    }

    /// <summary>A table and the table of its fields, both inside of the core.</summary>
    private static (long At, long Fields, int FieldBytes) Table(ByteSource core, long at, TreeDefects defects, string what)
    {
        if (at < 0 || at > core.Length - 4) throw defects.Broken(null, what, $"The table of the {what} lies outside of the core.");
        var fields = at - Word(core, at);
        if (fields < 0 || fields > core.Length - 4) throw defects.Broken(Prefix + at, what, $"The fields of the {what} lie outside of the core.");
        var bytes = Word(core, fields) & 0xFFFF;
        if (bytes < 4 || bytes > core.Length - fields) throw defects.Broken(Prefix + fields, what, $"The list of fields of the {what} is longer than the core.");
        return (at, fields, bytes);
    }

    private static long? Field(ByteSource core, (long At, long Fields, int FieldBytes) table, int index, TreeDefects defects, string what)
    {
        var slot = 4 + (index * 2);
        if (slot + 2 > table.FieldBytes) return null;
        var offset = Word(core, table.Fields + slot) & 0xFFFF;
        if (offset == 0) return null;
        if (table.At + offset > core.Length - 4) throw defects.Broken(Prefix + table.At, what, $"The field {what} lies outside of the core.");
        return table.At + offset;
    }

    private static (long At, long Count) Vector(ByteSource core, (long At, long Fields, int FieldBytes) table, int index, int width, TreeDefects defects, string what)
    {
        if (Field(core, table, index, defects, what) is not { } field) return (0, 0);
        var at = field + (uint)Word(core, field);
        if (at > core.Length - 4) throw defects.Broken(Prefix + field, what, $"The list {what} lies outside of the core.");
        var count = (long)(uint)Word(core, at);
        if (count > (core.Length - at - 4) / width) throw defects.Broken(Prefix + at, what, $"The list {what} claims {count} entries; the core has {core.Length - at - 4} bytes left.");
        return (at + 4, count);
    }

    private static int Word(ByteSource content, long at)
    {
        Span<byte> word = stackalloc byte[4];
        word.Clear();
        content.Read(at, word);
        return BinaryPrimitives.ReadInt32LittleEndian(word);
    }
}
