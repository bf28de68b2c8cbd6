using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using MlSecPol.Engine.Datasets.Formats;
using MlSecPol.Engine.Datasets.Identifiers;
using MlSecPol.Engine.Datasets.Learning;
using MlSecPol.Engine.Datasets.Privacy;
using MlSecPol.Engine.Datasets.Schemas;
using MlSecPol.Engine.Datasets.Search;
using MlSecPol.Engine.Datasets.Splits;
using MlSecPol.Engine.Datasets.Text;

namespace MlSecPol.Engine.Datasets;

/// <summary>What is known of a table so far: its columns, its rows, its flaws.</summary>
internal sealed class TableAccumulator : IDisposable
{
    private const int LongestName = 256;

    private readonly DatasetSettings _settings;
    private readonly ISearchSink? _sink;
    private readonly NullTokenSet _nullTokens;
    private readonly IdentifierScanner _scanner;
    private readonly List<ColumnAccumulator> _columns = [];
    private readonly DuplicateRows _duplicates;
    private readonly OccurrenceCounter?[] _malformed = new OccurrenceCounter?[Enum.GetValues<MalformedKind>().Length];
    private readonly OccurrenceCounter _invalid = new();
    private readonly LegacyEncodingEvidence _legacy = new();
    private readonly bool _ownsPrivacy;
    private string? _firstInvalidColumn;

    /// <summary>Makes an empty table.</summary>
    /// <param name="settings">What counts as missing, and so on.</param>
    /// <param name="rows">Takes whole rows as well; null when nobody does.</param>
    /// <param name="sink">Hears of everything sensitive as it comes; null when nobody does.</param>
    /// <param name="privacy">Gathers rows for somebody else; null when the table gathers those that its settings ask for.</param>
    internal TableAccumulator(DatasetSettings settings, IWholeRows? rows = null, ISearchSink? sink = null, PrivacyRows? privacy = null)
    {
        _settings = settings;
        _nullTokens = new(settings.NullTokens);
        _sink = sink;
        _scanner = new(settings, sink, sink);
        _duplicates = new(settings.Limits.DuplicateRowsInMemory);
        Learning = new(settings, HashKey);
        _ownsPrivacy = privacy is null;
        Privacy = privacy ?? (settings.QuasiIdentifiers.Count > 0 ? new PrivacyRows(settings) : null);
        Observers = new(Learning, Privacy, rows);
        Schema = settings.Declared is { } schema ? new(schema, settings, HashKey) : null;
    }

    /// <summary>Whoever looks at whole rows.</summary>
    internal RowObservers Observers { get; }

    /// <summary>How what they show is judged.</summary>
    internal PrivacySettings PrivacySettings => _settings.Privacy;

    /// <summary>What whole rows show of people; null where nobody asks.</summary>
    internal PrivacyRows? Privacy { get; }

    /// <summary>Holds the table against its declared schema; null where none is declared.</summary>
    internal SchemaAccumulator? Schema { get; }

    /// <summary>What whole rows show of the label.</summary>
    internal LearningAccumulator Learning { get; }

    /// <summary>Hashes are keyed anew in each run, so that nobody can prepare rows that collide.</summary>
    internal long HashKey { get; } = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    internal List<ColumnAccumulator> Columns => _columns;

    internal long Rows { get; set; }

    internal OccurrenceCounter BlankRows { get; } = new();

    internal OccurrenceCounter ShortRows { get; } = new();

    internal OccurrenceCounter LongRows { get; } = new();

    internal long MalformedCount { get; private set; }

    internal ReadingGap? Gap { get; set; }

    /// <summary>Prepares another thread to look at columns.</summary>
    internal ColumnWorker CreateWorker() => new(new IdentifierScanner(_settings, _sink, _sink), new CellUnescaper());

    /// <summary>How the columns of the file at hand relate to those that are there; a further file of a dataset has the same ones.</summary>
    internal PartColumns PartColumns { get; private set; }

    /// <summary>Columns of the file at hand that were there before it.</summary>
    internal int MatchedColumns { get; private set; }

    /// <summary>Begins a further file of the dataset.</summary>
    internal void BeginPart(PartColumns columns) => (PartColumns, MatchedColumns) = (columns, 0);

    internal ColumnAccumulator AddColumn(string name, bool isDeclared)
    {
        if (isDeclared && PartColumns != PartColumns.New && Known(Presentable(name, PartColumns == PartColumns.ByPlace ? MatchedColumns : _columns.Count)) is { } known) return known;
        var column = new ColumnAccumulator(Presentable(name, _columns.Count), _columns.Count, isDeclared, _settings, _nullTokens, _scanner, Observers, isDeclared ? Schema?.RuleOf(Presentable(name, _columns.Count)) : null);
        _columns.Add(column);
        Privacy?.AddColumn(column.Name);
        return column;
    }

    private ColumnAccumulator? Known(string name)
    {
        if (PartColumns == PartColumns.ByName)
        {
            var found = _columns.Find(c => c.Name == name);
            if (found is not null) MatchedColumns++;
            return found;
        }

        if (MatchedColumns == _columns.Count) return null;
        var expected = _columns[MatchedColumns];
        if (expected.Name != name) throw new PartMismatchException($"its column {MatchedColumns + 1} is '{name}', not '{expected.Name}'");
        MatchedColumns++;
        return expected;
    }

    /// <summary>
    /// A name that can be printed: characters that steer a terminal or hide text are replaced, a name of unreasonable length is cut and numbered.
    /// </summary>
    private static string Presentable(string name, int index)
    {
        if (name.Length > LongestName) name = string.Create(CultureInfo.InvariantCulture, $"{name.AsSpan(0, LongestName)}… (column {index + 1})");
        var shown = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
            shown.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format ? Rune.ReplacementChar : rune);
        return shown.ToString();
    }

    internal static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"column {index + 1}");

    internal void AddMalformed(MalformedKind kind, long row, long? offset)
    {
        (_malformed[(int)kind] ??= new()).Add(row, offset);
        if (kind != MalformedKind.StrayQuote) MalformedCount++;
    }

    /// <summary>Ends a row whose cells were added one by one.</summary>
    internal void AddRowHash(UInt128 hash, long row) => AddRowHash(hash, row, _columns);

    /// <summary>Ends a row while others may add columns.</summary>
    /// <param name="hash">The hash of its values, see <see cref="HashKey"/>.</param>
    /// <param name="row">Its number, from 1.</param>
    /// <param name="columns">The columns known when the row was read.</param>
    internal void AddRowHash(UInt128 hash, long row, IReadOnlyList<ColumnAccumulator> columns)
    {
        _duplicates.Add(hash, row);
        if (!Observers.IsIdle) Observers.EndRow(row, columns);
    }

    /// <summary>Finds out cheaply which of the seldom needed looks a record needs.</summary>
    internal static RecordTraits Inspect(ReadOnlySpan<byte> record)
    {
        var isAscii = Ascii.IsValid(record);
        var traits = RecordTraits.None;
        if (!isAscii && !Utf8.IsValid(record)) traits |= RecordTraits.InvalidUtf8;
        if (InvisibleCharacters.MayOccur(record, isAscii)) traits |= RecordTraits.Invisible;
        if (record.Contains((byte)0)) traits |= RecordTraits.Nul;
        return traits;
    }

    /// <summary>Counts the ill-formed sequences of a value or name.</summary>
    internal void AddInvalidSequences(ReadOnlySpan<byte> text, string? column, long? row, long? offset)
    {
        var (index, length) = Utf8Sequences.NextInvalid(text, 0);
        while (index >= 0)
        {
            if (_invalid.IsFirst) _firstInvalidColumn = column;
            _legacy.Add(text.Slice(index, length));
            _invalid.Add(row, offset + index, _invalid.IsFirst ? Convert.ToHexString(text.Slice(index, length)) : null);
            (index, length) = Utf8Sequences.NextInvalid(text, index + length);
        }
    }

    internal EncodingFacts EncodingFacts(TextEncoding encoding, bool hasMark, OccurrenceCounter? invalidUnits) => new()
    {
        Encoding = encoding,
        HasByteOrderMark = hasMark,
        InvalidSequences = (invalidUnits ?? _invalid).ToFacts(),
        FirstInvalidColumn = _firstInvalidColumn,
        LikelyEncoding = _legacy.ToString(),
    };

    internal IReadOnlyDictionary<MalformedKind, Occurrences> Malformed() =>
        Enum.GetValues<MalformedKind>().Where(k => _malformed[(int)k] is not null).ToDictionary(k => k, k => _malformed[(int)k]!.ToFacts());

    internal DuplicateFacts Duplicates(CancellationToken token) => _duplicates.ToFacts(token);

    /// <summary>What the rows show of people; null where no quasi-identifiers are declared.</summary>
    internal PrivacyFacts? MeasurePrivacy(CancellationToken token)
    {
        if (Privacy is not { } rows) return null;
        var limits = _settings.Privacy;
        using var population = limits.Population.Length > 0 && rows.HasColumns ? Population.Read(limits.Population, _settings, rows.Key, token) : null;
        return new PrivacyMeasure(rows, limits).Measure(Rows, population, token);
    }

    public void Dispose()
    {
        _duplicates.Dispose();
        Learning.Dispose();
        Schema?.Dispose();
        foreach (var column in _columns) column.Dispose();
        // Whoever gave the rows needs them still.
        if (_ownsPrivacy) Privacy?.Dispose();
    }
}
