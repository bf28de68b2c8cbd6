using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Trees;

/// <summary>Reads the binary form of XGBoost models: structures of fixed size, whose counts say what follows.</summary>
internal static class XGBoostBinary
{
    private const int Magic = 4, Learner = 136, GbTree = 160, Linear = 136, TreeHead = 148, Node = 20, Statistics = 16;
    private const int LongestName = 1024;
    private const int DeletedMark = -1;

    internal static void Read(ByteSource content, string? member, int depth, FactsBuilder facts)
    {
        var defects = new TreeDefects(member, facts);
        using var cursor = new ByteCursor(content, facts.Token);
        cursor.Skip(Magic);
        var at = cursor.Position;
        cursor.Skip(4);
        var features = (uint)cursor.ReadInt32LittleEndian();
        var classes = cursor.ReadInt32LittleEndian();
        var hasAttributes = cursor.ReadInt32LittleEndian();
        var hasMetrics = cursor.ReadInt32LittleEndian();
        cursor.Skip(Learner - (cursor.Position - at));
        if (classes < 0) defects.Add(HeaderDefectKind.Overflow, at + 8, "num_class", $"The model claims {classes} classes.");
        Text(cursor, defects, "name of the objective");
        var booster = Text(cursor, defects, "name of the booster");
        switch (booster)
        {
            case "gbtree" or "dart":
                ReadTrees(cursor, defects, features, booster == "dart", facts);
                break;
            case "gblinear":
                cursor.Skip(Linear);
                Floats(cursor, defects, "weights");
                break;
            default:
                facts.AddGap(CoverageGapKind.Unsupported, member, cursor.Position, $"The booster '{ShortText.Of(booster)}' is not one of XGBoost.");
                return;
        }

        if (hasAttributes != 0) Texts(cursor, defects, 2, "attributes");
        if (hasMetrics != 0) Texts(cursor, defects, 1, "metrics");
        if (cursor.Remaining > 0) UnownedReader.Read(content, new ByteRange(cursor.Position, content.Length), member, depth, facts);
    }

    private static void ReadTrees(ByteCursor cursor, TreeDefects defects, uint features, bool isDart, FactsBuilder facts)
    {
        var at = cursor.Position;
        var count = cursor.ReadInt32LittleEndian();
        cursor.Skip(GbTree - 4);
        if (count < 0 || count > cursor.Remaining / (TreeHead + Node + Statistics))
            throw defects.Broken(at, "num_trees", $"The model claims {count} trees; {cursor.Remaining} bytes are left.");
        for (var i = 0; i < count; i++)
        {
            facts.Token.ThrowIfCancellationRequested();
            ReadTree(cursor, defects, features, $"tree {i}");
        }

        facts.AddTensors(count, 0);
        for (var i = 0; i < count; i++)
        {
            if (cursor.ReadInt32LittleEndian() < 0) defects.Add(HeaderDefectKind.OutOfBounds, cursor.Position - 4, "tree_info", $"Tree {i} belongs to a negative group.");
        }

        if (isDart && count > 0) Floats(cursor, defects, "weights of trees");
    }

    private static void ReadTree(ByteCursor cursor, TreeDefects defects, uint features, string tree)
    {
        var at = cursor.Position;
        cursor.Skip(4);
        var nodes = cursor.ReadInt32LittleEndian();
        var deleted = cursor.ReadInt32LittleEndian();
        cursor.Skip(TreeHead - 12);
        if (nodes <= 0 || nodes > cursor.Remaining / (Node + Statistics)) throw defects.Broken(at + 4, tree, $"The {tree} claims {nodes} nodes; {cursor.Remaining} bytes are left.");
        if (deleted < 0 || deleted >= nodes) defects.Add(HeaderDefectKind.OutOfBounds, at + 8, tree, $"The {tree} claims {deleted} deleted nodes of {nodes}.");
        var left = new int[nodes];
        var right = new int[nodes];
        for (var i = 0; i < nodes; i++)
        {
            cursor.Skip(4);
            left[i] = cursor.ReadInt32LittleEndian();
            right[i] = cursor.ReadInt32LittleEndian();
            var split = (uint)cursor.ReadInt32LittleEndian();
            cursor.Skip(4);

            // The highest bit says where missing values go; deleted nodes have all bits set.
            var feature = split & int.MaxValue;
            if (left[i] != DeletedMark && split != uint.MaxValue && features > 0 && feature >= features)
                defects.Add(HeaderDefectKind.OutOfBounds, cursor.Position - 8, tree, $"Node {i} of {tree} splits on feature {feature}; the model has {features}.");
        }

        defects.Follow(left, right, tree);
        cursor.Skip((long)nodes * Statistics);
    }

    private static string Text(ByteCursor cursor, TreeDefects defects, string what)
    {
        var at = cursor.Position;
        var length = cursor.ReadInt64LittleEndian();
        if (length < 0 || length > cursor.Remaining) throw defects.Broken(at, what, $"The {what} claims {length} bytes; {cursor.Remaining} bytes are left.");
        if (length <= LongestName) return Encoding.UTF8.GetString(cursor.Take((int)length));
        cursor.Skip(length);
        return string.Empty;
    }

    private static void Texts(ByteCursor cursor, TreeDefects defects, int each, string what)
    {
        var at = cursor.Position;
        var count = cursor.ReadInt64LittleEndian();
        if (count < 0 || count > cursor.Remaining / 8 / each) throw defects.Broken(at, what, $"The model claims {count} {what}; {cursor.Remaining} bytes are left.");
        for (long i = 0; i < count * each; i++) Text(cursor, defects, what);
    }

    private static void Floats(ByteCursor cursor, TreeDefects defects, string what)
    {
        var at = cursor.Position;
        var count = cursor.ReadInt64LittleEndian();
        if (count < 0 || count > cursor.Remaining / 4) throw defects.Broken(at, what, $"The model claims {count} {what}; {cursor.Remaining} bytes are left.");
        cursor.Skip(count * 4);
    }
}
