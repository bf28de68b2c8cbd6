using System.Collections.Frozen;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Models.PyTorch;

/// <summary>A storage that the pickle of a checkpoint asks for.</summary>
/// <param name="Key">Its key, which names its member in the archive.</param>
/// <param name="Type">The class of storage, for example <c>FloatStorage</c>.</param>
/// <param name="Elements">How many elements it claims.</param>
/// <param name="Bytes">How many bytes that makes; null for unknown types, -1 when the product leaves 64 bits.</param>
/// <param name="Offset">Where the pickle asks for it.</param>
internal sealed record TorchStorage(string Key, string Type, long Elements, long? Bytes, long Offset)
{
    private const int Fields = 5;

    // Widths in bytes, from the storage classes of PyTorch.
    private static readonly FrozenDictionary<string, int> Widths = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["DoubleStorage"] = 8,
        ["FloatStorage"] = 4,
        ["HalfStorage"] = 2,
        ["BFloat16Storage"] = 2,
        ["LongStorage"] = 8,
        ["IntStorage"] = 4,
        ["ShortStorage"] = 2,
        ["CharStorage"] = 1,
        ["ByteStorage"] = 1,
        ["BoolStorage"] = 1,
        ["ComplexDoubleStorage"] = 16,
        ["ComplexFloatStorage"] = 8,
        ["QInt8Storage"] = 1,
        ["QUInt8Storage"] = 1,
        ["QInt32Storage"] = 4,
        ["QUInt4x2Storage"] = 1,
        ["QUInt2x4Storage"] = 1,
        ["UntypedStorage"] = 1,
        ["_UntypedStorage"] = 1,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The storages of a report, each key once.</summary>
    internal static IReadOnlyList<TorchStorage> From(PickleReport report)
    {
        var storages = new Dictionary<string, TorchStorage>(StringComparer.Ordinal);
        foreach (var id in report.PersistentIds)
        {
            var fields = id.Id.Kind == PickleValueKind.PersistentId ? id.Id.Items : [id.Id];
            if (fields is [{ Kind: PickleValueKind.Tuple } tuple]) fields = tuple.Items;
            if (fields.Count < Fields || fields[0].Text != "storage" || fields[2].Text is not { } key || fields[4].Kind != PickleValueKind.Integer || fields[4].IsShortened) continue;
            var type = fields[1].RootImport?.Name ?? string.Empty;
            var elements = fields[4].Number;
            storages.TryAdd(key, new TorchStorage(key, type, elements, Product(type, elements), id.Offset));
        }

        return [.. storages.Values];
    }

    /// <summary>Bytes of one element of a class of storage; null for unknown ones.</summary>
    internal static int? Width(string type) => Widths.TryGetValue(type, out var width) ? width : null;

    private static long? Product(string type, long elements)
    {
        if (!Widths.TryGetValue(type, out var width)) return null;
        return elements < 0 || elements > long.MaxValue / width ? -1 : elements * width;
    }
}
