using System.Text;

namespace MlSecPol.Engine.Datasets.Schemas;

/// <summary>Holds the values of a column against its field of the schema.</summary>
internal sealed class FieldRule(SchemaField declared, HashStream? keys, long hashKey) : IDisposable
{
    private const int MostStacked = 512;

    private readonly Dictionary<string, OccurrenceCounter> _broken = new(StringComparer.Ordinal);
    private readonly OccurrenceCounter _missing = new();
    private long _repeated;

    internal SchemaField Field => declared;

    /// <summary>The hashes of the values; null where no key needs them.</summary>
    internal HashStream? Keys => keys;

    /// <summary>Values that were looked at, missing ones left out.</summary>
    internal long Values { get; private set; }

    internal Occurrences Missing => _missing.ToFacts();

    /// <summary>Whether equal values may be counted without being shown again.</summary>
    internal bool MayCache => keys is null;

    internal IEnumerable<(string Rule, Occurrences Places)> Broken => _broken.Select(b => (b.Key, b.Value.ToFacts()));

    /// <summary>Looks at a value.</summary>
    /// <returns>Whether it keeps all rules, and each equal one will.</returns>
    internal bool Add(ReadOnlySpan<byte> value, long row, long? offset)
    {
        if (FieldValues.Contains(declared.MissingValues, value))
        {
            _missing.Add(row, offset);
            return false;
        }

        Values++;
        keys?.Add(row, RowHash.Of(value, hashKey));
        var isKept = true;
        if (!FieldValues.TryRead(declared, value, out var measure)) isKept = Break("type", row, offset);
        else
        {
            if (declared.Minimum is { } minimum && measure < minimum) isKept = Break("minimum", row, offset);
            if (declared.Maximum is { } maximum && measure > maximum) isKept = Break("maximum", row, offset);
        }

        if (declared.MinimumLength is not null || declared.MaximumLength is not null)
        {
            var length = Length(value);
            if (length < declared.MinimumLength) isKept = Break("minLength", row, offset);
            if (length > declared.MaximumLength) isKept = Break("maxLength", row, offset);
        }

        if (declared.Pattern is not null && !IsMatch(value)) isKept = Break("pattern", row, offset);
        if (declared.Allowed is { } allowed && !FieldValues.Contains(allowed, value)) isKept = Break("enum", row, offset);
        return isKept && MayCache;
    }

    /// <summary>Counts values that keep all rules and came again.</summary>
    internal void AddRepeated(long count) => _repeated += count;

    /// <summary>Adds a missing value.</summary>
    internal void AddMissing(long row) => _missing.Add(row, offset: null);

    /// <summary>Rows that have no cell for the field.</summary>
    internal long Absent { get; set; }

    /// <summary>All values, repeated ones included.</summary>
    internal long Looked => Values + _repeated;

    public void Dispose() => keys?.Dispose();

    private bool Break(string rule, long row, long? offset)
    {
        if (!_broken.TryGetValue(rule, out var counter)) _broken[rule] = counter = new();
        counter.Add(row, offset);
        return false;
    }

    private static int Length(ReadOnlySpan<byte> value)
    {
        // Characters, not bytes: those that continue one do not count.
        var length = 0;
        foreach (var b in value) length += (b & 0xC0) != 0x80 ? 1 : 0;
        return length;
    }

    private bool IsMatch(ReadOnlySpan<byte> value)
    {
        var count = Encoding.UTF8.GetMaxCharCount(value.Length);
        Span<char> chars = count <= MostStacked ? stackalloc char[count] : new char[count];
        return declared.Pattern!.IsMatch(chars[..Encoding.UTF8.GetChars(value, chars)]);
    }
}
