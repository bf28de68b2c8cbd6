using System.Buffers.Binary;
using System.Numerics;

namespace MlSecPol.Engine.Datasets.Formats.Arrow;

/// <summary>A column of an Arrow table: the way from a field of the schema to values that are not nested any further.</summary>
/// <param name="Name">The path of its members, dotted; elements of lists share <c>name[]</c>.</param>
/// <param name="Steps">Which child to take at each level.</param>
/// <param name="IsRepeated">Whether a list stands on the way.</param>
/// <param name="Field">The field of the values.</param>
internal sealed record ArrowColumn(string Name, IReadOnlyList<int> Steps, bool IsRepeated, ArrowField Field)
{
    /// <summary>The columns of a field of the schema.</summary>
    internal static IEnumerable<ArrowColumn> Of(ArrowField field, int index) => Of(field, field.Name, [index], isRepeated: false);

    /// <summary>Whether the values are of a kind that is read.</summary>
    internal bool IsRead => Field.Type is not (ArrowType.Union or ArrowType.RunEndEncoded or ArrowType.ListView or ArrowType.LargeListView);

    private static bool IsList(ArrowField field) => field is { Type: ArrowType.List or ArrowType.LargeList or ArrowType.FixedSizeList or ArrowType.Map, Children.Count: 1 };

    private static IEnumerable<ArrowColumn> Of(ArrowField field, string name, IReadOnlyList<int> steps, bool isRepeated)
    {
        if (IsList(field)) return Of(field.Children[0], name + "[]", [.. steps, 0], isRepeated: true);
        return field.Type == ArrowType.Struct
            ? field.Children.SelectMany((child, i) => Of(child, $"{name}.{child.Name}", [.. steps, i], isRepeated))
            : [new(name, steps, isRepeated, field)];
    }

    /// <summary>Adds the values of one row.</summary>
    internal void Add(CellSink sink, int row, ArrowArray array, IReadOnlyDictionary<long, ArrowArray> dictionaries) => Add(sink, row, array, row, 1, dictionaries);

    private void Add(CellSink sink, int row, ArrowArray array, long index, int step, IReadOnlyDictionary<long, ArrowArray> dictionaries)
    {
        if (index >= array.Length) throw FlatView.Malformed("A value of the Arrow data stands outside of its array.");
        if (!array.IsValid(index) || array.Field.Type == ArrowType.Null)
        {
            sink.AddNull(row);
            return;
        }

        if (array.IsIndex)
        {
            if (!dictionaries.TryGetValue(array.Field.Dictionary!.Value, out var dictionary)) throw FlatView.Malformed("A column of the Arrow data refers to a dictionary that is not there.");
            var entry = Index(array.Buffers[0].Read(index * array.Field.IndexWidth, array.Field.IndexWidth));
            if (entry < 0 || entry >= dictionary.Length) throw FlatView.Malformed($"A column of the Arrow data refers to entry {entry} of a dictionary of {dictionary.Length}.");
            Add(sink, row, dictionary, entry, step, dictionaries);
            return;
        }

        if (array.Field.Type == ArrowType.Struct)
        {
            Add(sink, row, array.Children[Steps[step]], index, step + 1, dictionaries);
            return;
        }

        if (IsList(array.Field))
        {
            var (start, end) = array.Range(index);
            if (start == end) sink.AddNull(row);
            for (var i = start; i < end && sink.IsOpen; i++) Add(sink, row, array.Children[0], i, step + 1, dictionaries);
            return;
        }

        AddValue(sink, row, array, index);
    }

    private static void AddValue(CellSink sink, int row, ArrowArray array, long index)
    {
        switch (array.Field.Type)
        {
            case ArrowType.Utf8 or ArrowType.LargeUtf8 or ArrowType.Utf8View:
                sink.AddText(row, array.Bytes(index));
                return;
            case ArrowType.Binary or ArrowType.LargeBinary or ArrowType.BinaryView:
                sink.AddBinary(row, array.Bytes(index));
                return;
            default:
                Span<byte> text = stackalloc byte[CellText.Longest];
                var value = array.Field.Type == ArrowType.Bool ? default : array.Buffers[0].Read(index * array.Field.Width, array.Field.Width);
                var length = array.Field.Type == ArrowType.Bool ? CellText.Write(array.Buffers[0].Bit(index), text) : Write(array.Field, value, text);
                if (length >= 0) sink.AddPlain(row, text[..length]);
                else sink.AddBinary(row, value);
                return;
        }
    }

    private static int Write(ArrowField field, ReadOnlySpan<byte> value, Span<byte> text) => field.Type switch
    {
        ArrowType.Int when field.IsSigned => value.Length <= 8 ? CellText.Write(Signed(value), text) : -1,
        ArrowType.Int => value.Length <= 8 ? CellText.Write(unchecked((ulong)Index(value)) & (value.Length == 8 ? ulong.MaxValue : (1UL << (8 * value.Length)) - 1), text) : -1,
        ArrowType.FloatingPoint => value.Length switch
        {
            2 => CellText.Write((float)BinaryPrimitives.ReadHalfLittleEndian(value), text),
            4 => CellText.Write(BinaryPrimitives.ReadSingleLittleEndian(value), text),
            _ => CellText.Write(BinaryPrimitives.ReadDoubleLittleEndian(value), text),
        },
        ArrowType.Decimal => CellText.WriteDecimal(new BigInteger(value), field.Scale, text),
        ArrowType.Date when field.PerSecond == 0 => CellText.WriteDate(Signed(value), text),
        ArrowType.Date or ArrowType.Timestamp => CellText.WriteTimestamp(Signed(value), field.PerSecond, field.IsUtc, text),
        ArrowType.Time => value.Length <= 8 ? CellText.WriteTime(Signed(value), field.PerSecond, text) : -1,
        ArrowType.Duration => CellText.Write(Signed(value), text),
        ArrowType.Interval when value.Length == 4 => CellText.Write(Signed(value), text),
        _ => -1,
    };

    private static long Signed(ReadOnlySpan<byte> value) => value.Length switch
    {
        1 => (sbyte)value[0],
        2 => BinaryPrimitives.ReadInt16LittleEndian(value),
        4 => BinaryPrimitives.ReadInt32LittleEndian(value),
        _ => BinaryPrimitives.ReadInt64LittleEndian(value),
    };

    // Indices may be unsigned; a signed one below zero is beyond every dictionary either way.
    private static long Index(ReadOnlySpan<byte> value) => value.Length switch
    {
        1 => value[0],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(value),
        4 => BinaryPrimitives.ReadUInt32LittleEndian(value),
        _ => BinaryPrimitives.ReadInt64LittleEndian(value),
    };
}
