using System.Globalization;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Text;
using MlSecPol.Engine.Datasets.Identifiers;
using MlSecPol.Engine.Datasets.Schemas;
using MlSecPol.Engine.Datasets.Statistics;
using MlSecPol.Engine.Datasets.Text;

namespace MlSecPol.Engine.Datasets;

/// <summary>What is known of a column so far. One value costs no allocation; the state is small and independent of the number of rows.</summary>
internal sealed class ColumnAccumulator(string name, int index, bool isDeclared, DatasetSettings settings, NullTokenSet nullTokens, IdentifierScanner scanner, RowObservers observers, FieldRule? rule) : IDisposable
{
    private const int SampleLength = 24;
    private const int ShortestOpaqueToken = 8;
    private const int RowsBeforeCache = 512;
    private const int MostCachedColumns = 1000;

    private readonly ColumnIdentifiers _identifiers = new(name, settings);
    private readonly ColumnStatistics _statistics = new(StatisticsBounds.Of(index));
    // Only columns that have some rows, of tables that are not absurdly wide, are worth the memory.
    private ValueCache? _cache;
    private readonly OccurrenceCounter _formulas = new();
    private readonly OccurrenceCounter _prefixes = new();
    private readonly OccurrenceCounter _notNormalized = new();
    private NearDuplicates? _near;
    private long[]? _tokenCounts;
    private OccurrenceCounter?[]? _hazards;
    private long _values;
    private long _empty;
    private long _blank;
    private long _explicitNull;
    private long _opaque;
    private int _minimum = int.MaxValue;
    private int _maximum;
    private UInt128 _firstHash;
    private bool _varies;

    internal string Name => name;

    /// <summary>The last row that had a cell here, from 1; 0 before the first.</summary>
    internal long LastRow { get; private set; }

    /// <summary>Rows that had a cell here.</summary>
    internal long PresentRows { get; private set; }

    /// <summary>Rows of which it is unknown whether they have a cell here, because reading ended before them.</summary>
    internal long UnreadRows { get; set; }

    internal bool IsRepeated { get; set; }

    /// <summary>Adds the values that the rows of a batch have for this column.</summary>
    internal void Add(RowBatch batch, ColumnWorker worker)
    {
        for (var i = 0; i < batch.RowCount; i++)
        {
            if (index >= batch.WidthOf(i)) continue;
            ref readonly var row = ref batch.Rows[i];
            ref readonly var cell = ref batch.Cells[row.FirstCell + index];
            var value = batch.Value(cell, worker.Unescaper);
            var offset = batch.Offset + cell.Start;
            Add(value, batch.FirstRow + i, offset, worker.Scanner);
            if ((row.Traits & RecordTraits.Invisible) != 0) AddHazards(value, batch.FirstRow + i, offset);
        }
    }

    /// <summary>Adds the value of a cell.</summary>
    internal void Add(ReadOnlySpan<byte> value, long row, long? offset)
    {
        if (!observers.IsIdle) observers.Add(index, value);
        Add(value, row, offset, scanner);
    }

    /// <summary>Adds a value of a group of rows that arrives by column; who ends its rows shows them to what looks at whole rows.</summary>
    internal void AddOfGroup(ReadOnlySpan<byte> value, long row) => Add(value, row, offset: null, scanner);

    private void Add(ReadOnlySpan<byte> value, long row, long? offset, IdentifierScanner scanner)
    {
        Touch(row);
        if (value.IsEmpty)
        {
            rule?.Add(value, row, offset);
            _empty++;
            return;
        }

        var hash = ValueHash.Of(value);
        if (_cache is { } cache && cache.TryCount(value, hash))
        {
            _values++;
            return;
        }

        var isKept = rule is null || rule.Add(value, row, offset);
        var mayBeMissing = value[0] <= (byte)' ' || value[^1] <= (byte)' ' || nullTokens.MayBe(value[0], value.Length);
        if (mayBeMissing && AddMissing(value)) return;

        _values++;
        _statistics.Add(value, hash);
        if (value.Length < _minimum) _minimum = value.Length;
        if (value.Length > _maximum) _maximum = value.Length;
        if (!_varies) CompareWithFirst(value);
        var isOpaque = value.Length >= ShortestOpaqueToken && IsOpaque(value);
        if (isOpaque) _opaque++;
        var isOrdinary = !IsFormulaStart(value) || !AddFormula(value, row, offset);
        if (!NormalForm.IsComposed(value))
        {
            _notNormalized.Add(row, offset);
            isOrdinary = false;
        }

        if (value.Length >= IdentifierScanner.ShortestText)
        {
            var candidates = _identifiers.Candidates;
            scanner.Scan(value, _identifiers, row, offset);
            isOrdinary &= _identifiers.Candidates == candidates;
        }

        if (value.Length >= NearDuplicates.ShortestText && value.Contains((byte)' ')) (_near ??= new(settings.Limits.DuplicateRowsInMemory)).Add(value, hash, row);
        if (isOrdinary && isKept) Remember(value, hash, isOpaque);
    }

    public void Dispose() => _near?.Dispose();

    private void Remember(ReadOnlySpan<byte> value, ulong hash, bool isOpaque)
    {
        if (_cache is null)
        {
            if (_values >= RowsBeforeCache && index < MostCachedColumns) _cache = new();
            return;
        }

        if (_cache.Add(value, hash, isOpaque)) return;
        _cache.Drain(AddAgain);
        if (_cache.IsHopeless) _cache = null;
    }

    /// <summary>Counts a value that came again.</summary>
    private void AddAgain(ReadOnlySpan<byte> value, long count, bool isOpaque)
    {
        _statistics.Add(value, ValueHash.Of(value), count);
        rule?.AddRepeated(count);
        if (isOpaque) _opaque += count;
    }

    private static bool IsFormulaStart(ReadOnlySpan<byte> value) => value[0] < (byte)'0' || value[0] is (byte)'=' or (byte)'@' or 0xEF;

    /// <summary>Adds a JSON null.</summary>
    internal void AddNull(long row)
    {
        Touch(row);
        rule?.AddMissing(row);
        _explicitNull++;
    }

    /// <summary>Adds what of invisible characters a value holds.</summary>
    internal void AddHazards(ReadOnlySpan<byte> value, long? row, long? offset)
    {
        var next = 0;
        while (InvisibleCharacters.Next(value, ref next) is var (hazard, at, rune))
        {
            _hazards ??= new OccurrenceCounter?[Enum.GetValues<CharacterHazard>().Length];
            var counter = _hazards[(int)hazard] ??= new();
            counter.Add(row, offset + at, counter.IsFirst ? string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}") : null);
        }
    }

    internal ColumnFacts ToFacts(long rows, CancellationToken token)
    {
        _cache?.Drain(AddAgain);
        var kinds = new Dictionary<string, long>(StringComparer.Ordinal);
        AddKind("(empty)", _empty);
        AddKind("(blank)", _blank);
        AddKind("(null)", _explicitNull);
        AddKind("(absent)", rows - PresentRows - UnreadRows);
        if (rule is not null) rule.Absent = rows - PresentRows - UnreadRows;
        for (var i = 0; _tokenCounts is not null && i < _tokenCounts.Length; i++) AddKind(nullTokens.Names[i], _tokenCounts[i]);
        return new()
        {
            Name = name,
            Index = index,
            IsDeclared = isDeclared,
            IsRepeated = IsRepeated,
            Values = _values,
            Missing = kinds.Values.Sum(),
            MissingKinds = kinds,
            MinimumLength = _values == 0 ? 0 : _minimum,
            MaximumLength = _maximum,
            HasSingleValue = _values > 0 && !_varies,
            Formulas = _formulas.ToFacts(),
            FormulaPrefixes = _prefixes.ToFacts(),
            Hazards = Hazards(),
            NotNormalized = _notNormalized.ToFacts(),
            NearDuplicates = _near?.ToFacts(token) ?? NearDuplicateFacts.None,
            OpaqueTokens = _opaque,
            Identifiers = _identifiers.ToFacts(),
            Signals = _identifiers.Signals.ToFacts(),
            Statistics = _statistics,
        };

        void AddKind(string kind, long count)
        {
            if (count > 0) kinds[kind] = count;
        }
    }

    private Dictionary<CharacterHazard, Occurrences> Hazards()
    {
        var hazards = new Dictionary<CharacterHazard, Occurrences>();
        for (var i = 0; _hazards is not null && i < _hazards.Length; i++)
        {
            if (_hazards[i] is { } counter) hazards[(CharacterHazard)i] = counter.ToFacts();
        }

        return hazards;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Touch(long row)
    {
        if (LastRow == row) return;
        LastRow = row;
        PresentRows++;
    }

    private bool AddMissing(ReadOnlySpan<byte> value)
    {
        var trimmed = value.Trim(" \t"u8);
        if (trimmed.IsEmpty)
        {
            _blank++;
            return true;
        }

        var token = nullTokens.Find(trimmed);
        if (token < 0) return false;
        _tokenCounts ??= new long[nullTokens.Names.Count];
        _tokenCounts[token]++;
        return true;
    }

    private void CompareWithFirst(ReadOnlySpan<byte> value)
    {
        if (_minimum != _maximum)
        {
            _varies = true;
            return;
        }

        var hash = XxHash128.HashToUInt128(value);
        if (_values == 1) _firstHash = hash;
        else _varies = hash != _firstHash;
    }

    private bool AddFormula(ReadOnlySpan<byte> value, long row, long? offset)
    {
        var kind = FormulaCells.Classify(value);
        if (kind == FormulaCells.Kind.None) return false;
        var counter = kind == FormulaCells.Kind.Formula ? _formulas : _prefixes;
        counter.Add(row, offset, counter.IsFirst ? Sample(value) : null);
        return true;
    }

    /// <summary>The beginning of a value, digits hidden: a formula shows its form without the data in it.</summary>
    private static string Sample(ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value[..Math.Min(value.Length, SampleLength)]);
        var shown = string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++) target[i] = char.IsDigit(source[i]) ? '#' : char.IsControl(source[i]) ? '\uFFFD' : source[i];
        });
        return value.Length > SampleLength ? shown + "…" : shown;
    }

    private static bool IsOpaque(ReadOnlySpan<byte> value)
    {
        const int Longest = 128;
        if (value.Length > Longest) return false;
        var letters = 0;
        foreach (var b in value)
        {
            if ((uint)(b - '0') <= 9) continue;
            if (!char.IsAsciiLetter((char)b) && b != (byte)'-') return false;
            if (b != (byte)'-') letters++;
        }

        return letters > 0 && value.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;
    }
}
