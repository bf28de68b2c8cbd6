using System.Buffers.Binary;

namespace MlSecPol.Engine.Artifacts;

/// <summary>Tells native models and serialized objects apart that have no long signature of their own: enough of their structure has to fit.</summary>
internal static class ModelSniffer
{
    private const int LongestKey = 256;
    private const int MxnetHeader = 24;

    /// <summary>The format of binary content; null when none fits.</summary>
    internal static ArtifactFormat? Match(ReadOnlySpan<byte> head, long length)
    {
        if (head.StartsWith("A\n2\n"u8) || head.StartsWith("A\n3\n"u8) || head.StartsWith("RDB2\nB\n"u8) || head.StartsWith("RDB3\nB\n"u8)
            || head.StartsWith("B\n\x02\0\0\0"u8) || head.StartsWith("B\n\x03\0\0\0"u8))
            return ArtifactFormat.RSerialized;
        if (head.Length > 4 && head.StartsWith((ReadOnlySpan<byte>)[0xAC, 0xED, 0x00, 0x05]) && head[4] is >= 0x70 and <= 0x7E) return ArtifactFormat.JavaSerialized;
        if (head.StartsWith("CBM1"u8) && head.Length >= 16) return ArtifactFormat.CatBoost;
        if (head.StartsWith("binf"u8) || IsBinaryJson(head)) return ArtifactFormat.XGBoost;
        if (head.StartsWith("RKNN"u8) && head.Length >= 16 && head[4..8].IndexOfAnyExcept((byte)0) < 0) return ArtifactFormat.Rknn;
        if (head.StartsWith("B\0C\0N\0\0\0"u8) || IsCntkDictionary(head)) return ArtifactFormat.Cntk;
        if (IsMxnetArrays(head)) return ArtifactFormat.MxnetArrays;
        return MessagePackSniffer.IsFlax(head, length) ? ArtifactFormat.MessagePack : null;
    }

    /// <summary>The format of text; null when it is no model that has a reader of its own.</summary>
    /// <param name="text">The beginning without blanks before it.</param>
    internal static ArtifactFormat? MatchText(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("tree\n"u8) || text.StartsWith("tree\r\n"u8))
        {
            var rest = text[4..].TrimStart("\r\n"u8);
            return rest.StartsWith("version=v"u8) || rest.StartsWith("num_class="u8) ? ArtifactFormat.LightGbm : null;
        }

        if (text.IsEmpty || text[0] != (byte)'{') return null;
        var first = Key(ref text);
        if (first.SequenceEqual("nodes"u8)) return IsGraph(text) ? ArtifactFormat.MxnetSymbol : null;
        if (first.SequenceEqual("version"u8) || first.SequenceEqual("learner"u8)) return IsLearner(text) ? ArtifactFormat.XGBoost : null;
        return null;
    }

    private static ReadOnlySpan<byte> Key(ref ReadOnlySpan<byte> text)
    {
        var rest = text[1..].TrimStart(" \t\r\n"u8);
        if (rest.IsEmpty || rest[0] != (byte)'"') return default;
        var end = rest[1..].IndexOf((byte)'"');
        if (end is < 0 or > LongestKey) return default;
        var key = rest.Slice(1, end);
        text = rest[(end + 2)..].TrimStart(" \t\r\n:"u8);
        return key;
    }

    /// <summary>A learner has parameters and a booster; whatever else is called so has not.</summary>
    private static bool IsLearner(ReadOnlySpan<byte> text)
    {
        var hits = 0;
        if (text.IndexOf("\"learner_model_param\""u8) >= 0) hits++;
        if (text.IndexOf("\"gradient_booster\""u8) >= 0) hits++;
        if (text.IndexOf("\"feature_names\""u8) >= 0 && text.IndexOf("\"feature_types\""u8) >= 0) hits++;
        if (text.IndexOf("\"gbtree_model_param\""u8) >= 0 || text.IndexOf("\"split_indices\""u8) >= 0) hits++;
        return hits >= 1;
    }

    private static bool IsGraph(ReadOnlySpan<byte> text) =>
        !text.IsEmpty && text[0] == (byte)'[' && text.IndexOf("\"op\""u8) is > 0 and < 512 && text.IndexOf("\"inputs\""u8) > 0;

    private static bool IsBinaryJson(ReadOnlySpan<byte> head)
    {
        if (head.Length < 20 || head[0] != (byte)'{' || head[1] != (byte)'L') return false;
        var size = BinaryPrimitives.ReadInt64BigEndian(head[2..]);
        return size == 7 && (head[10..].StartsWith("learner"u8) || head[10..].StartsWith("version"u8) || head[10..].StartsWith("Model"u8));
    }

    /// <summary>A dictionary of version 1 whose entries are named as those of functions are.</summary>
    private static bool IsCntkDictionary(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x08, 0x01, 0x12])
        && (head.IndexOf("primitive_functions"u8) > 0 || head.IndexOf("CompositeFunction"u8) > 0 || head.IndexOf("UserDefinedFunction"u8) > 0 || head.IndexOf("UserFunction"u8) > 0);

    private static bool IsMxnetArrays(ReadOnlySpan<byte> head)
    {
        if (head.Length < MxnetHeader || BinaryPrimitives.ReadUInt64LittleEndian(head) != 0x112 || BinaryPrimitives.ReadUInt64LittleEndian(head[8..]) != 0) return false;
        return BinaryPrimitives.ReadUInt64LittleEndian(head[16..]) == 0
            || (head.Length >= MxnetHeader + 4 && BinaryPrimitives.ReadUInt32LittleEndian(head[MxnetHeader..]) is >= 0xF993FAC8 and <= 0xF993FACA);
    }
}
