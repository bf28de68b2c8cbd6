namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>How many values are of which kind, and the narrowest type that holds them all: empty ⊂ boolean ⊂ integer ⊂ decimal ⊂ double ⊂ date ⊂ text.</summary>
internal sealed class TypeCounts
{
    private static readonly int Kinds = Enum.GetValues<ValueKind>().Length;

    private readonly long[] _counts = new long[Kinds];

    internal long this[ValueKind kind] => _counts[(int)kind];

    internal long Total => _counts.Sum();

    internal long Numbers => this[ValueKind.Integer] + this[ValueKind.LongInteger] + this[ValueKind.Decimal] + this[ValueKind.Double];

    internal long Dates => this[ValueKind.Date] + this[ValueKind.DateTime];

    internal void Add(ValueKind kind, long times = 1) => _counts[(int)kind] += times;

    internal void Merge(TypeCounts other)
    {
        for (var i = 0; i < Kinds; i++) _counts[i] += other._counts[i];
    }

    /// <summary>The narrowest type that holds every value; a date that no calendar has is text then.</summary>
    internal ColumnType Narrowest() => Narrowest(0);

    /// <summary>The narrowest type that holds all values but the share that may be otherwise.</summary>
    internal ColumnType Narrowest(double tolerated)
    {
        var total = Total;
        if (total == 0) return ColumnType.Empty;
        var needed = total - (long)Math.Floor(total * tolerated);
        if (this[ValueKind.Boolean] >= needed) return ColumnType.Boolean;
        // 16 digits and more are whole numbers too, but no double holds them.
        var integers = this[ValueKind.Integer] + this[ValueKind.LongInteger];
        if (integers >= needed) return ColumnType.Integer;
        if (integers + this[ValueKind.Decimal] >= needed) return ColumnType.Decimal;
        if (Numbers + this[ValueKind.NotFinite] >= needed) return ColumnType.Double;
        return Dates >= needed ? ColumnType.Date : ColumnType.Text;
    }

    internal void Write(BinaryWriter writer)
    {
        foreach (var count in _counts) writer.Write7BitEncodedInt64(count);
    }

    internal static TypeCounts Read(StateReader reader)
    {
        var counts = new TypeCounts();
        for (var i = 0; i < Kinds; i++) counts._counts[i] = reader.Count();
        return counts;
    }
}
