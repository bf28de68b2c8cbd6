namespace MlSecPol.Engine.Datasets.Formats.Parquet;

/// <summary>Finds the columns in the schema of a Parquet file.</summary>
internal sealed class ParquetSchema
{
    private const int DeepestNesting = 64;
    private const int FixedBytes = 7;
    private const int ConvertedMap = 1, ConvertedMapKeyValue = 2, ConvertedList = 3;
    private const int LogicalMap = 2, LogicalList = 3;

    private readonly IReadOnlyList<ParquetElement> _elements;
    private readonly List<ParquetLeaf> _leaves = [];
    private int _next = 1;

    private ParquetSchema(IReadOnlyList<ParquetElement> elements) => _elements = elements;

    /// <summary>The columns in the order of the chunks of each row group.</summary>
    internal static IReadOnlyList<ParquetLeaf> Leaves(IReadOnlyList<ParquetElement> elements)
    {
        if (elements.Count == 0) throw ThriftReader.Malformed("The Parquet file has no schema.");
        var schema = new ParquetSchema(elements);
        for (var left = elements[0].Children; left > 0; left--) schema.Add(string.Empty, 0, 0, 0, isWrapped: false);
        if (schema._next != elements.Count) throw ThriftReader.Malformed("The schema of the Parquet file lists more elements than its tree has.");
        return schema._leaves;
    }

    private void Add(string prefix, int definition, int repetition, int depth, bool isWrapped)
    {
        if (_next >= _elements.Count) throw ThriftReader.Malformed("The schema of the Parquet file has fewer elements than its tree claims.");
        if (depth > DeepestNesting) throw ThriftReader.Malformed($"The schema of the Parquet file is nested deeper than {DeepestNesting}.");
        var element = _elements[_next++];
        if (element.Repetition is < 0 or > ParquetElement.Repeated) throw ThriftReader.Malformed("An element of the schema of the Parquet file has no repetition.");
        if (element.Repetition != ParquetElement.Required) definition++;
        if (element.Repetition == ParquetElement.Repeated) repetition++;
        var isRepeated = element.Repetition == ParquetElement.Repeated;

        // Lists and maps wrap their elements in a repeated group whose name says nothing.
        var name = isWrapped ? prefix : prefix.Length == 0 ? element.Name : $"{prefix}.{element.Name}";
        if (isRepeated) name += "[]";
        if (element.Type >= 0 && element.Children == 0)
        {
            _leaves.Add(Leaf(element, name, definition, repetition));
            return;
        }

        if (element.Children <= 0) throw ThriftReader.Malformed("A group in the schema of the Parquet file has no members.");
        var isList = element.Converted == ConvertedList || element.Logical == LogicalList;
        var isMap = element.Converted is ConvertedMap or ConvertedMapKeyValue || element.Logical == LogicalMap;
        var unwraps = (isList || isMap) && !isRepeated && element.Children == 1;
        // The one member of the repeated group of a list is the element itself.
        var isElement = isWrapped && isRepeated && element.Children == 1;
        for (var left = element.Children; left > 0; left--) Add(name, definition, repetition, depth + 1, unwraps || isElement);
    }

    private static ParquetLeaf Leaf(ParquetElement element, string name, int definition, int repetition)
    {
        var width = element.Type switch { 0 => 1, 1 or 4 => 4, 2 or 5 => 8, 3 => 12, 6 => 0, FixedBytes => element.TypeLength, _ => -1 };
        if (width < 0 || (element.Type == FixedBytes && width == 0)) throw ThriftReader.Malformed($"The column '{name}' has a type or length that Parquet does not know.");
        var (kind, perSecond) = KindOf(element);
        return new()
        {
            Name = name,
            Type = element.Type,
            Width = width,
            MaximumDefinition = definition,
            MaximumRepetition = repetition,
            Kind = kind,
            Scale = element.Scale,
            PerSecond = perSecond,
            IsUtc = element.IsUtc || element.Converted is 9 or 10,
        };
    }

    private static (ParquetKind Kind, long PerSecond) KindOf(ParquetElement element)
    {
        var perSecond = element.TimeUnit switch { 1 => 1000L, 2 => 1_000_000, 3 => 1_000_000_000, _ => 1 };
        var isInteger = element.Type is 1 or 2;
        var isBytes = element.Type is 6 or FixedBytes;
        return (element.Logical, element.Converted) switch
        {
            (1 or 4 or 12, _) or (0, 0 or 4 or 19) when isBytes => (ParquetKind.Text, 1),
            (5, _) or (0, 5) when isInteger || isBytes => (ParquetKind.Decimal, 1),
            (6, _) or (0, 6) when element.Type == 1 => (ParquetKind.Date, 1),
            (7, _) when isInteger => (ParquetKind.Time, perSecond),
            (8, _) when element.Type == 2 => (ParquetKind.Timestamp, perSecond),
            (0, 7) when element.Type == 1 => (ParquetKind.Time, 1000),
            (0, 8) when element.Type == 2 => (ParquetKind.Time, 1_000_000),
            (0, 9) when element.Type == 2 => (ParquetKind.Timestamp, 1000),
            (0, 10) when element.Type == 2 => (ParquetKind.Timestamp, 1_000_000),
            (10, _) when isInteger => (element.IsSigned ? ParquetKind.Signed : ParquetKind.Unsigned, 1),
            (0, >= 11 and <= 14) when isInteger => (ParquetKind.Unsigned, 1),
            (14, _) when element is { Type: FixedBytes, TypeLength: 16 } => (ParquetKind.Uuid, 1),
            (15, _) when element is { Type: FixedBytes, TypeLength: 2 } => (ParquetKind.Half, 1),
            _ => (element.Type switch { 0 => ParquetKind.Boolean, 1 or 2 => ParquetKind.Signed, 3 => ParquetKind.Int96, 4 or 5 => ParquetKind.Float, _ => ParquetKind.Binary }, 1),
        };
    }
}
