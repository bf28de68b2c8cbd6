namespace MlSecPol.Engine.Datasets.Formats.Arrow;

/// <summary>A field of an Arrow schema.</summary>
internal sealed record ArrowField
{
    private const int DeepestNesting = 64;

    internal required string Name { get; init; }

    /// <summary>The type of the values; those of a dictionary for a field that is encoded by one.</summary>
    internal required ArrowType Type { get; init; }

    internal required IReadOnlyList<ArrowField> Children { get; init; }

    /// <summary>The dictionary that the field refers to; null without.</summary>
    internal long? Dictionary { get; init; }

    /// <summary>Bytes of an index into the dictionary.</summary>
    internal int IndexWidth { get; init; }

    /// <summary>Bytes of a value; 0 where each has its own length or eight share a byte.</summary>
    internal int Width { get; init; }

    internal bool IsSigned { get; init; } = true;

    internal int Scale { get; init; }

    /// <summary>Units of a second that times count; 0 for days.</summary>
    internal long PerSecond { get; init; }

    internal bool IsUtc { get; init; }

    /// <summary>Whether a union keeps its values in places of their own.</summary>
    internal bool IsDense { get; init; }

    /// <summary>Reads a field and what is in it.</summary>
    /// <param name="view">The field.</param>
    /// <param name="depth">How deep it stands.</param>
    /// <param name="budget">How many fields may still be read: tables may be shared, and each honest one has bytes of its own.</param>
    internal static ArrowField Read(FlatView view, int depth, ref int budget)
    {
        if (depth > DeepestNesting) throw FlatView.Malformed($"The schema of the Arrow data is nested deeper than {DeepestNesting}.");
        if (--budget < 0) throw FlatView.Malformed("The schema of the Arrow data leads to the same fields over and over again.");
        var type = (ArrowType)view.Byte(2);
        if (!Enum.IsDefined(type) || type == ArrowType.None || view.Table(3) is not { } details) throw FlatView.Malformed("A field of the Arrow data has no type that Arrow knows.");
        var children = new List<ArrowField>();
        var (at, count) = view.Vector(5, 4);
        for (var i = 0; i < count; i++) children.Add(Read(view.Element(at, i), depth + 1, ref budget));
        if (type is ArrowType.List or ArrowType.LargeList or ArrowType.FixedSizeList or ArrowType.Map && children.Count != 1) throw FlatView.Malformed("A list of the Arrow data has not exactly one field for its elements.");
        var dictionary = view.Table(4);
        var (width, perSecond) = Measure(type, details);
        return new()
        {
            Name = view.Text(0),
            Type = type,
            Children = children,
            Dictionary = dictionary?.Long(0),
            IndexWidth = dictionary is null ? 0 : dictionary.Value.Table(1) is { } index ? BytesOf(index.Integer(0)) : 4,
            Width = width,
            IsSigned = type != ArrowType.Int || details.Byte(1) != 0,
            Scale = type == ArrowType.Decimal ? details.Integer(1) : 0,
            PerSecond = perSecond,
            IsUtc = type == ArrowType.Timestamp && details.Text(1).Length > 0,
            IsDense = type == ArrowType.Union && details.Short(0) == 1,
        };
    }

    private static (int Width, long PerSecond) Measure(ArrowType type, FlatView details) => type switch
    {
        ArrowType.Int => (BytesOf(details.Integer(0)), 0),
        ArrowType.FloatingPoint => (details.Short(0) switch { 0 => 2, 1 => 4, 2 => 8, _ => throw FlatView.Malformed() }, 0),
        ArrowType.Decimal => (BytesOf(details.Integer(2, 128)), 0),
        ArrowType.Date => details.Short(0, 1) == 0 ? (4, 0) : (8, 1000),
        ArrowType.Time => (BytesOf(details.Integer(1, 32)), UnitOf(details.Short(0, 1))),
        ArrowType.Timestamp => (8, UnitOf(details.Short(0))),
        ArrowType.Duration => (8, UnitOf(details.Short(0, 1))),
        ArrowType.Interval => (details.Short(0) switch { 0 => 4, 1 => 8, 2 => 16, _ => throw FlatView.Malformed() }, 0),
        ArrowType.FixedSizeBinary or ArrowType.FixedSizeList => (details.Integer(0) is >= 0 and var size ? size : throw FlatView.Malformed(), 0),
        _ => (0, 0),
    };

    private static int BytesOf(int bits) => bits is 8 or 16 or 32 or 64 or 128 or 256 ? bits / 8 : throw FlatView.Malformed("A field of the Arrow data has numbers of a width that Arrow does not know.");

    private static long UnitOf(short unit) => unit switch { 0 => 1, 1 => 1000, 2 => 1_000_000, 3 => 1_000_000_000, _ => throw FlatView.Malformed("A field of the Arrow data has a unit of time that Arrow does not know.") };
}
